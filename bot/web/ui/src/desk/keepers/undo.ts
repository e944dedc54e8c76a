import { now } from "../now";
import { Store } from "../store";
import type { Decided } from "../wire/side";

export interface Undoable extends Decided {
  text: string;
}

/** Decisions that can still be taken back, newest last. */
export class UndoKeeper extends Store<{ list: Undoable[] }> {
  constructor() {
    super({ list: [] });
  }

  /** False where it can no longer be taken back. */
  add(decided: Decided, text: string): boolean {
    if (Date.parse(decided.undo_until) <= now()) return false;
    const list = this.get().list.filter((each) => Date.parse(each.undo_until) > now());
    this.set({ list: [...list, { ...decided, text }] });
    return true;
  }

  drop(number: number): void {
    this.set({ list: this.get().list.filter((each) => each.number !== number) });
  }
}
