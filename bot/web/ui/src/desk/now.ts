import { useSyncExternalStore } from "react";
import { setClock } from "../when";

let ahead = 0;

/** The shop's clock: a desk whose own clock is wrong must count down like everybody else's. */
export const now = (): number => Date.now() + ahead;

export function setNow(at: string): void {
  const moment = Date.parse(at);
  if (Number.isNaN(moment)) return;
  ahead = moment - Date.now();
  setClock(at);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function eachSecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What `told` says of this second; the component is drawn again only when that changes. */
export function useSecond<T extends string | number | boolean>(told: (now: number) => T): T {
  return useSyncExternalStore(eachSecond, () => told(now()));
}
