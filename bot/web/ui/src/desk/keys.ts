export type Action = "down" | "up" | "open" | "take" | "search" | "help";

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
}

const PLAIN: Record<string, Action> = {
  j: "down",
  ArrowDown: "down",
  k: "up",
  ArrowUp: "up",
  Enter: "open",
  t: "take",
  "?": "help",
  "？": "help",
};

/** What a key asks for; nothing while somebody types, except the search, which works from everywhere. */
export function actionOf(press: Press, typing: boolean): Action | null {
  if (press.isComposing || press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return press.key.toLowerCase() === "k" ? "search" : null;
  return typing ? null : (PLAIN[press.key] ?? null);
}

const FIELDS = "input, textarea, select, [contenteditable=true], [role=dialog], dialog, [role=menu]";
const ARROWED = "[role=tablist], [role=radiogroup], [role=log], [role=region], [role=combobox]";

/** Is this where keys are meant for something else: a field, a control, an open dialog? */
export function takesKeys(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest(FIELDS)) return true;
  // Enter presses what is focused, arrows move within tabs and lists.
  if (key === "Enter") return target.closest("a, button, [role=tab], [role=button], [role=option]") !== null;
  return key.startsWith("Arrow") && target.closest(ARROWED) !== null;
}
