import type { Desk } from "./desk";
import { paste } from "./texts";

export async function copy(desk: Desk, text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    desk.notify("success", done);
  } catch {
    // Also where there is no clipboard at all: plain http.
    const copied = byHand(text);
    desk.notify(copied ? "success" : "warning", copied ? done : paste.notCopied);
  }
}

function byHand(text: string): boolean {
  const area = document.createElement("textarea");
  const before = document.activeElement;
  area.value = text;
  area.setAttribute("aria-hidden", "true");
  area.style.cssText = "position:fixed;opacity:0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
