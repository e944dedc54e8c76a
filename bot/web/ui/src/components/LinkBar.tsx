import { useEffect, useRef, useState } from "react";
import { useChat, useController } from "../context";
import type { LinkState } from "../stream";
import { link } from "../texts";

// A short break is nobody's business.
const QUIET = 1500;
const THANKS = 2000;

export function LinkBar() {
  const controller = useController();
  const { link: line, expired } = useChat();
  const state = expired ? "expired" : line;
  const [shown, setShown] = useState<LinkState | "back" | null>(null);
  const now = useRef(shown);
  now.current = shown;

  useEffect(() => {
    if (state === "connecting") return;
    const back = state === "live";
    const trouble = now.current !== null && now.current !== "back";
    const next = back ? (trouble ? "back" : null) : state;
    const first = setTimeout(() => setShown(next), back || state === "expired" || trouble ? 0 : QUIET);
    const then = next === "back" ? setTimeout(() => setShown(null), THANKS) : undefined;
    return () => {
      clearTimeout(first);
      clearTimeout(then);
    };
  }, [state]);

  const words = shown === null || shown === "connecting" || shown === "live" ? "" : link[shown];
  return (
    <div role="status" className="LinkBar" data-state={shown ?? "live"}>
      {words && (
        <>
          <span>{words}</span>
          {(shown === "waiting" || shown === "expired") && (
            <button type="button" onClick={controller.retry}>
              {shown === "expired" ? link.retry : link.now}
            </button>
          )}
        </>
      )}
    </div>
  );
}
