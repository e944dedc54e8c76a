import type { Message } from "../api";
import type { Draft } from "./wire/talk";

/** The draft to show: of those nobody has decided on, the one for the buyer's newest words. */
export function openDraft(drafts: Draft[], messages: Message[]): Draft | null {
  const answered = messages.reduce((most, one) => (one.from === "agent" ? Math.max(most, one.seq) : most), 0);
  const open = drafts.filter((draft) => draft.outcome === null && draft.reply_to > answered);
  return open.reduce<Draft | null>((best, draft) => (best && newer(best, draft) ? best : draft), null);
}

function newer(one: Draft, other: Draft): boolean {
  return one.reply_to > other.reply_to || (one.reply_to === other.reply_to && one.number > other.number);
}

/** Has the buyer said more since the message that the draft answers? */
export function overtaken(draft: Draft, messages: Message[]): boolean {
  return messages.some((one) => one.from === "buyer" && one.seq > draft.reply_to);
}
