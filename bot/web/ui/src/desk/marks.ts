import type { Caution } from "./wire/talk";

export interface Piece {
  text: string;
  caution: Caution | null;
}

/** A reply cut where cautions begin and end; one that overlaps an earlier one is left out of the marking. */
export function pieces(text: string, cautions: Caution[]): Piece[] {
  const chars = Array.from(text);
  const found: Piece[] = [];
  let at = 0;
  for (const caution of [...cautions].sort((one, other) => one.start - other.start)) {
    if (caution.start < at || caution.end > chars.length || caution.end <= caution.start) continue;
    if (caution.start > at) found.push({ text: chars.slice(at, caution.start).join(""), caution: null });
    found.push({ text: chars.slice(caution.start, caution.end).join(""), caution });
    at = caution.end;
  }
  if (at < chars.length) found.push({ text: chars.slice(at).join(""), caution: null });
  return found;
}

/** The reply with the right words put in, and the other cautions where they then stand. */
export function mend(text: string, caution: Caution, all: Caution[]): { text: string; cautions: Caution[] } {
  const chars = Array.from(text);
  const instead = Array.from(caution.instead);
  const shift = instead.length - (caution.end - caution.start);
  const mended = [...chars.slice(0, caution.start), ...instead, ...chars.slice(caution.end)].join("");
  const others = all.filter((other) => other !== caution && (other.end <= caution.start || other.start >= caution.end));
  return {
    text: mended,
    cautions: others.map((other) =>
      other.start >= caution.end ? { ...other, start: other.start + shift, end: other.end + shift } : other,
    ),
  };
}
