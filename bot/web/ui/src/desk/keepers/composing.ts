import { mend } from "../marks";
import { Store } from "../store";
import type { Caution } from "../wire/talk";

export interface Composing {
  text: string;
  /** The number of the draft that the words came from. */
  draft: number | null;
  cautions: Caution[];
  /** The words that the cautions speak of. */
  checked: string | null;
}

export interface ComposingState {
  byBuyer: Record<string, Composing>;
}

export const EMPTY: Composing = { text: "", draft: null, cautions: [], checked: null };

/** What is being written, talk by talk, so that it is there again when the agent comes back to it. */
export class ComposingKeeper extends Store<ComposingState> {
  constructor() {
    super({ byBuyer: {} });
  }

  of(buyer: string): Composing {
    return this.get().byBuyer[buyer] ?? EMPTY;
  }

  write(buyer: string, text: string): void {
    const old = this.of(buyer);
    // Cautions point at places in the words, so they go with the first change.
    const same = text === old.checked;
    this.put(buyer, { ...old, text, draft: text ? old.draft : null, ...(same ? {} : { cautions: [], checked: null }) });
  }

  fromDraft(buyer: string, number: number | null, text = this.of(buyer).text): void {
    this.put(buyer, { ...EMPTY, text, draft: number });
  }

  add(buyer: string, more: string): void {
    const { text } = this.of(buyer);
    this.write(buyer, text.trim() ? `${text.trimEnd()}\n${more}` : more);
  }

  checked(buyer: string, text: string, cautions: Caution[]): void {
    const old = this.of(buyer);
    if (old.text.trim() === text) this.put(buyer, { ...old, text, cautions, checked: text });
  }

  /** What the door gave back goes before what has been written since. */
  returned(buyer: string, text: string, draft: number | null, cautions: Caution[]): void {
    const since = this.of(buyer).text;
    if (since.trim()) this.put(buyer, { ...EMPTY, text: `${text}\n${since}`, draft });
    else this.put(buyer, { text, draft, cautions, checked: text });
  }

  mend(buyer: string, caution: Caution): void {
    const old = this.of(buyer);
    const { text, cautions } = mend(old.text, caution, old.cautions);
    this.put(buyer, { ...old, text, cautions, checked: cautions.length ? text : null });
  }

  clear(buyer: string): void {
    const { [buyer]: _, ...byBuyer } = this.get().byBuyer;
    this.set({ byBuyer });
  }

  forget(): void {
    this.set({ byBuyer: {} });
  }

  private put(buyer: string, composing: Composing): void {
    this.set({ byBuyer: { ...this.get().byBuyer, [buyer]: composing } });
  }
}
