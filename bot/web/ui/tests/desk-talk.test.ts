import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Message } from "../src/api";
import { coalesced } from "../src/desk/again";
import { Refused } from "../src/desk/api";
import { items, merge, onTop } from "../src/desk/lines";
import { Outbox, type Entry } from "../src/desk/outbox";
import { firstWaiting, neighbour, newWords } from "../src/desk/rows";
import type { Row } from "../src/desk/wire/queue";
import type { Caution } from "../src/desk/wire/talk";

function shelf() {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  };
}

function entry(id: string): Entry {
  return { id, buyer: "lin", text: id, draft: null, overrule: "", at: "2026-06-18T10:00:00+08:00" };
}

function box(deliver: (entry: Entry) => Promise<void>, on = shelf()) {
  const returned: [string, Caution[]][] = [];
  const outbox = new Outbox({
    key: "box",
    shelf: on,
    deliver,
    returned: ({ id }, cautions) => void returned.push([id, cautions]),
    changed: () => {},
    words: ({ message }) => message,
  });
  return { outbox, returned };
}

function message(seq: number, at = "2026-06-18T10:00:00+08:00", from: Message["from"] = "buyer"): Message {
  return { seq, id: `m${seq}`, from, name: null, text: "", buttons: [], evidence: [], order: null, orders: [], at };
}

function row(buyer_id: string, change: Partial<Row> = {}): Row {
  return {
    buyer_id,
    owner: "agent",
    agent_id: "zhou",
    agent: "小周",
    version: 1,
    number: null,
    reason: null,
    priority: "normal",
    task: false,
    issue: null,
    item: null,
    order_no: null,
    amount: null,
    last_from: "buyer",
    last_text: "",
    last_at: "2026-06-18T10:00:00+08:00",
    waits: true,
    clock: null,
    chat: true,
    ...change,
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the desk's outbox", () => {
  it("sends in order, one at a time, with the same id through every try", async () => {
    const tried: string[] = [];
    let down = true;
    const { outbox } = box(async ({ id }) => {
      tried.push(id);
      if (down) throw new Refused(0, "unreachable", "");
    });
    outbox.add(entry("a"));
    outbox.add(entry("b"));
    await vi.advanceTimersByTimeAsync(0);
    expect(new Set(tried)).toEqual(new Set(["a"]));
    down = false;
    tried.length = 0;
    await vi.advanceTimersByTimeAsync(5000);
    expect(tried).toEqual(["a", "b"]);
    expect(outbox.entries).toEqual([]);
  });

  it("outlasts the page", async () => {
    const on = shelf();
    box(() => Promise.reject(new Refused(503, "trouble", "")), on).outbox.add(entry("a"));
    await vi.advanceTimersByTimeAsync(0);
    const sent: string[] = [];
    await box(async ({ id }) => void sent.push(id), on).outbox.flush();
    expect(sent).toEqual(["a"]);
  });

  it("gives back what the promise guard questions, and goes on with the rest", async () => {
    const sent: string[] = [];
    const caution: Caution = { kind: "amount", start: 0, end: 1, words: "a", why: "", instead: "b" };
    const { outbox, returned } = box(async ({ id }) => {
      if (id === "a") throw new Refused(422, "trouble", "", null, [caution]);
      sent.push(id);
    });
    outbox.add(entry("a"));
    outbox.add(entry("b"));
    await vi.advanceTimersByTimeAsync(0);
    expect(returned).toEqual([["a", [caution]]]);
    expect(sent).toEqual(["b"]);
    expect(outbox.entries).toEqual([]);
  });

  it("keeps what is refused for good, to be sent again or dropped by hand", async () => {
    let refuse = true;
    const { outbox } = box(async () => {
      if (refuse) throw new Refused(409, "changed", "已经不在您手上");
    });
    outbox.add(entry("a"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(outbox.entries).toMatchObject([{ id: "a", failed: "已经不在您手上" }]);
    refuse = false;
    outbox.retry("a");
    await vi.advanceTimersByTimeAsync(0);
    expect(outbox.entries).toEqual([]);
  });

  it("waits for a new sign-in, and as long as Retry-After says", async () => {
    let tries = 0;
    const signedOut = box(async () => {
      tries += 1;
      throw new Refused(401, "unauthorized", "");
    });
    signedOut.outbox.add(entry("a"));
    await vi.advanceTimersByTimeAsync(120_000);
    expect(tries).toBe(1);
    expect(signedOut.outbox.entries).toHaveLength(1);

    tries = 0;
    const busy = box(async () => {
      tries += 1;
      throw new Refused(429, "too_many", "", 7);
    });
    busy.outbox.add(entry("a"));
    await vi.advanceTimersByTimeAsync(6999);
    expect(tries).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(tries).toBe(2);
    busy.outbox.stop();
  });

  it("works from memory where storage is full", async () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    const sent: string[] = [];
    box(async ({ id }) => void sent.push(id), full).outbox.add(entry("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["a"]);
  });
});

describe("messages", () => {
  it("puts a newer page on top of what is loaded, or alone where a hole would stand between", () => {
    const old = [1, 2, 3].map((seq) => message(seq));
    const seqs = (page: ReturnType<typeof onTop>) => page.messages.map(({ seq }) => seq);
    expect(seqs(onTop(old, false, [message(3), message(4)], true))).toEqual([1, 2, 3, 4]);
    expect(seqs(onTop(old, false, [message(9), message(10)], true))).toEqual([9, 10]);
    expect(onTop(old, false, [message(3)], true).more).toBe(false);
    expect(onTop(old, false, [message(9)], true).more).toBe(true);
    // Sent meanwhile, so newer than the page that is only arriving now.
    expect(seqs(onTop([...old, message(4)], false, [message(2), message(3)], true))).toEqual([1, 2, 3, 4]);
    expect(merge(old, [message(2)])).toHaveLength(3);
  });

  it("shows days, heads, and what is on its way once", () => {
    const list = items(
      [
        message(1, "2026-06-17T23:59:00+08:00"),
        message(2, "2026-06-18T00:01:00+08:00"),
        message(3, "2026-06-18T00:02:00+08:00"),
      ],
      [entry("m3"), entry("new")],
    );
    expect(list.map((item) => item.kind)).toEqual(["day", "message", "day", "message", "message", "entry"]);
    expect(list.map((item) => item.kind === "message" && item.head)).toEqual([false, true, false, true, false, false]);
  });
});

describe("the queue", () => {
  it("hears new words of my buyers only, once", () => {
    const later = { last_at: "2026-06-18T10:05:00+08:00" };
    const before = [row("a"), row("b"), row("c")];
    const after = [row("a"), row("b", later), row("c", { ...later, last_from: "agent" }), row("d", later)];
    expect(newWords(before, after).map(({ buyer_id }) => buyer_id)).toEqual(["b"]);
    expect(newWords(after, after)).toEqual([]);
  });

  it("moves the cursor within the list", () => {
    const rows = [row("a"), row("b")];
    expect(neighbour(rows, null, 1)).toBe("a");
    expect(neighbour(rows, "a", 1)).toBe("b");
    expect(neighbour(rows, "b", 1)).toBe("b");
    expect(neighbour(rows, "gone", -1)).toBe("b");
    expect(neighbour([], "a", 1)).toBeNull();
  });

  it("takes next what the door puts first among those that nobody has", () => {
    expect(firstWaiting([row("a"), row("b", { owner: "queue" }), row("c", { owner: "queue" })])?.buyer_id).toBe("b");
    expect(firstWaiting([row("a")])).toBeNull();
  });
});

describe("coalesced work", () => {
  it("runs one at a time and once more for all that asked meanwhile", async () => {
    let runs = 0;
    const ask = coalesced(async () => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    void ask();
    void ask();
    void ask();
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs).toBe(2);
    await Promise.all([ask(), vi.advanceTimersByTimeAsync(1000)]);
    expect(runs).toBe(3);
  });
});
