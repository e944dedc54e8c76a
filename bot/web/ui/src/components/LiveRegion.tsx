import { useRef } from "react";
import { useChat } from "../context";
import { chat, names } from "../texts";

/** Speaks messages that came while the window was open; history and the buyer's own words stay silent. */
export function LiveRegion() {
  const { messages, ready } = useChat();
  const start = useRef<number | null>(null);
  if (ready && start.current === null) start.current = messages.at(-1)?.seq ?? 0;
  const fresh = messages.filter(
    (message) => start.current !== null && message.seq > start.current && message.from !== "buyer",
  );
  return (
    <div className="SrOnly" aria-live="polite" aria-atomic="false">
      {fresh.slice(-5).map((message) => (
        <p key={message.id}>
          {message.from === "notice"
            ? message.text
            : chat.says(message.name ?? names[message.from === "agent" ? "agent" : "bot"], spoken(message))}
        </p>
      ))}
    </div>
  );
}

function spoken(message: { text: string; evidence: unknown[] }): string {
  return message.text || chat.sentPictures(message.evidence.length);
}
