import { describe, expect, it } from "vitest";
import type { Case, Message } from "../src/api";
import { initial, reduce, timeline, unread, type Item, type State } from "../src/state";

function message(seq: number, from: Message["from"] = "bot", more: Partial<Message> = {}): Message {
  const at = new Date(Date.parse("2026-06-18T10:00:00+08:00") + seq * 1000).toISOString();
  return {
    seq,
    id: `m${seq}`,
    from,
    name: null,
    text: `${seq}`,
    buttons: [],
    evidence: [],
    order: null,
    orders: [],
    at,
    ...more,
  };
}

function opened(state: State, ...messages: Message[]): State {
  return reduce(state, { type: "first", messages, more: false, read: null });
}

const shown = (items: Item[]) => items.filter((item) => item.kind !== "time").map((item) => item.key);

describe("state", () => {
  it("shows each message once and in order, whichever way it comes first", () => {
    let state = opened(initial, message(1));
    state = reduce(state, { type: "message", message: message(5, "buyer"), streamed: false });
    state = reduce(state, { type: "message", message: message(3), streamed: true });
    state = reduce(state, { type: "message", message: message(5, "buyer"), streamed: true });
    state = reduce(state, { type: "older", messages: [message(1)], more: false });
    expect(state.messages.map(({ seq }) => seq)).toEqual([1, 3, 5]);
  });

  it("resumes after what the stream brought, not after the answer to a post", () => {
    let state = opened(initial, message(1));
    state = reduce(state, { type: "message", message: message(5, "buyer"), streamed: false });
    expect(state.streamed).toBe(1);
    state = reduce(state, { type: "message", message: message(3), streamed: true });
    expect(state.streamed).toBe(3);
  });

  it("ends typing with the next message, and an old timer does not end a new typing", () => {
    let state = reduce(initial, { type: "typing", who: "bot", at: 1 });
    state = reduce(state, { type: "message", message: message(1, "buyer"), streamed: true });
    expect(state.typing).not.toBeNull();
    state = reduce(state, { type: "message", message: message(2), streamed: true });
    expect(state.typing).toBeNull();
    state = reduce(state, { type: "typing", who: "bot", at: 2 });
    expect(reduce(state, { type: "typing-over", at: 1 }).typing).not.toBeNull();
    expect(reduce(state, { type: "typing-over", at: 2 }).typing).toBeNull();
  });

  it("counts as unread what came from the shop after the last look", () => {
    let state = opened(initial, message(1), message(2));
    expect(unread(state)).toBe(0);
    for (const next of [message(3), message(4, "buyer"), message(5, "notice")]) {
      state = reduce(state, { type: "message", message: next, streamed: true });
    }
    expect(unread(state)).toBe(2);
    expect(unread(reduce(state, { type: "read" }))).toBe(0);
  });
});

describe("timeline", () => {
  const entry = { id: "m2", kind: "text" as const, text: "2", evidence: [], order_no: null, at: "" };

  it("uses up buttons once the buyer has said anything later, sent or not", () => {
    const usedOf = (state: State) => timeline(state).flatMap((item) => (item.kind === "message" ? [item.used] : []));
    const state = opened(initial, message(1));
    expect(usedOf(state)).toEqual([false]);
    expect(usedOf({ ...state, outbox: [entry] })).toEqual([true]);
    expect(usedOf({ ...state, outbox: [{ ...entry, failed: "refused" }] })).toEqual([false]);
    expect(usedOf(opened(state, message(2, "buyer"), message(3)))).toEqual([true, false, false]);
  });

  it("shows a message on its way only until it is stored", () => {
    const state = { ...opened(initial, message(1)), outbox: [entry] };
    expect(shown(timeline(state))).toEqual(["m1", "m2"]);
    expect(shown(timeline(opened(state, message(2, "buyer"), message(3))))).toEqual(["m1", "m2", "m3"]);
  });

  it("puts a case below the answer that opened it, and waits for history when it is older", () => {
    const item: Case = {
      case_no: "SH1",
      item: "运动袜",
      issue: "少件",
      result: "补发",
      amount: null,
      status: "open",
      opened_at: message(2).at,
      steps: [],
    };
    const state = { ...opened(initial, message(1), message(2, "buyer"), message(3), message(4)), cases: [item] };
    expect(shown(timeline(state))).toEqual(["m1", "m2", "m3", "SH1", "m4"]);
    expect(shown(timeline({ ...state, messages: state.messages.slice(2), more: true }))).toEqual(["m3", "m4"]);
    expect(shown(timeline({ ...state, messages: state.messages.slice(0, 2) }))).toEqual(["m1", "m2", "SH1"]);
  });

  it("puts a case below the answer that names it, even where two servers' clocks differ", () => {
    const item = { case_no: "SH1", opened_at: message(1).at } as Case;
    const named = message(3, "bot", { text: "售后单号 SH1。" });
    const state = { ...opened(initial, message(1), message(2, "buyer"), named, message(4)), cases: [item] };
    expect(shown(timeline(state))).toEqual(["m1", "m2", "m3", "SH1", "m4"]);
  });
});
