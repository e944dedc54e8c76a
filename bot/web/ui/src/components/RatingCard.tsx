import { useEffect, useState } from "react";
import { useChat, useController } from "../context";
import { rating as words } from "../texts";
import { RatingForm } from "./RatingForm";

const THANKS = 6000;

/** Asked in the talk itself, once for the newest case that was granted. */
export function RatingCard() {
  const controller = useController();
  const { talk, cases } = useChat();
  const granted = cases.filter((item) => item.status !== "withdrawn").map((item) => item.case_no);
  const newest = granted.sort().at(-1) ?? null;
  const [waived, setWaived] = useState(() => controller.noted("waived"));
  const [thanked, setThanked] = useState(false);
  useEffect(() => {
    if (!thanked) return;
    const timer = setTimeout(() => setThanked(false), THANKS);
    return () => clearTimeout(timer);
  }, [thanked]);
  if (thanked) {
    return (
      <p className="Thanks" role="status">
        {words.thanks}
      </p>
    );
  }
  if (!talk || talk.rated || talk.owner !== "bot" || newest === null || newest === waived) return null;
  return (
    <section className="RatingCard" aria-label={words.title}>
      <h2>{words.title}</h2>
      <RatingForm onDone={() => setThanked(true)} />
      <button
        type="button"
        className="Link"
        onClick={() => {
          controller.note("waived", newest);
          setWaived(newest);
        }}
      >
        {words.later}
      </button>
    </section>
  );
}
