import { useEffect, useRef } from "react";
import { useDesk } from "../../context";

const PAUSE = 600;
const EVERY = 4000;
const SHORTEST = 4;

/** Asks the promise guard once the agent pauses, so that cautions stand there before anything is sent. */
export function useCheck(buyer: string, text: string): void {
  const desk = useDesk();
  useEffect(() => {
    const words = text.trim();
    if (words.length < SHORTEST || words.startsWith("/") || desk.composing.of(buyer).checked === words) return;
    let current = true;
    const timer = setTimeout(() => {
      // Failing is no matter: the door checks again when it is sent.
      void desk.api.check(buyer, words).then(
        (cautions) => current && desk.composing.checked(buyer, words, cautions),
        () => {},
      );
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [desk, buyer, text]);
}

/** Tells the buyer's window that somebody writes, not more often than that needs. */
export function useTyping(buyer: string): () => void {
  const desk = useDesk();
  const last = useRef(0);
  return () => {
    if (Date.now() - last.current < EVERY) return;
    last.current = Date.now();
    void desk.api.typing(buyer).catch(() => {});
  };
}
