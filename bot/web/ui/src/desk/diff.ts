export interface Change {
  kind: "same" | "gone" | "new";
  text: string;
}

const LONGEST = 3000;

/** What was taken out and put in, character by character. */
export function diff(before: string, after: string): Change[] {
  const one = Array.from(before);
  const other = Array.from(after);
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head += 1;
  let tail = 0;
  while (
    tail < one.length - head &&
    tail < other.length - head &&
    one[one.length - 1 - tail] === other[other.length - 1 - tail]
  ) {
    tail += 1;
  }
  const changes: Change[] = [];
  push(changes, "same", one.slice(0, head).join(""));
  middle(one.slice(head, one.length - tail), other.slice(head, other.length - tail), changes);
  push(changes, "same", one.slice(one.length - tail).join(""));
  return changes;
}

function middle(one: string[], other: string[], changes: Change[]): void {
  if (one.length * other.length > LONGEST * LONGEST) {
    push(changes, "gone", one.join(""));
    push(changes, "new", other.join(""));
    return;
  }
  const common = lengths(one, other);
  const width = other.length + 1;
  let i = 0;
  let j = 0;
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      push(changes, "same", one[i]!);
      i += 1;
      j += 1;
    } else if (i < one.length && (j === other.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      push(changes, "gone", one[i]!);
      i += 1;
    } else {
      push(changes, "new", other[j]!);
      j += 1;
    }
  }
}

/** Of each pair of rests, how long the longest common subsequence is. */
function lengths(one: string[], other: string[]): Uint16Array {
  const width = other.length + 1;
  const table = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      table[i * width + j] =
        one[i] === other[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!);
    }
  }
  return table;
}

function push(changes: Change[], kind: Change["kind"], text: string): void {
  const last = changes.at(-1);
  if (last?.kind === kind) last.text += text;
  else if (text) changes.push({ kind, text });
}
