import { describe, expect, it } from "vitest";
import { Refused, refusal } from "../src/desk/api";
import { diff } from "../src/desk/diff";
import { openDraft, overtaken } from "../src/desk/drafts";
import { actionOf } from "../src/desk/keys";
import { ComposingKeeper } from "../src/desk/keepers/composing";
import { mend, pieces } from "../src/desk/marks";
import { hashOf, mayOpen, parseHash } from "../src/desk/routes";
import { wordsOf } from "../src/desk/words";
import type { Message } from "../src/api";
import type { Caution, Draft } from "../src/desk/wire/talk";

function message(seq: number, from: Message["from"]): Message {
  return {
    seq,
    id: `m${seq}`,
    from,
    name: null,
    text: "",
    buttons: [],
    evidence: [],
    order: null,
    orders: [],
    at: "2026-06-18T10:00:00+08:00",
  };
}

function draft(number: number, reply_to: number, outcome: Draft["outcome"] = null): Draft {
  return { number, reply_to, text: "", intent: null, clause: null, outcome, at: "2026-06-18T10:00:00+08:00" };
}

function caution(text: string, words: string, instead: string): Caution {
  const start = Array.from(text.slice(0, text.indexOf(words))).length;
  return { kind: "amount", start, end: start + Array.from(words).length, words, why: "", instead };
}

describe("drafts", () => {
  const talk = [message(1, "buyer"), message(2, "bot"), message(3, "buyer"), message(4, "buyer")];

  it("shows the newest one that nobody has decided on", () => {
    expect(openDraft([draft(1, 1), draft(3, 4, "ignored"), draft(2, 3)], talk)?.number).toBe(2);
    expect(openDraft([draft(5, 3), draft(6, 3)], talk)?.number).toBe(6);
    expect(openDraft([draft(1, 1, "sent")], talk)).toBeNull();
  });

  it("shows none for what a person has answered since", () => {
    expect(openDraft([draft(1, 4)], [...talk, message(5, "agent")])).toBeNull();
  });

  it("knows when the buyer has said more", () => {
    expect(overtaken(draft(1, 3), talk)).toBe(true);
    expect(overtaken(draft(1, 4), talk)).toBe(false);
  });
});

describe("cautions", () => {
  const text = "😀退您 60 元，绝对马上到账";
  const amount = caution(text, "60 元", "52.67元");
  const vow = caution(text, "绝对", "");

  it("marks the words, counting characters as the door does", () => {
    expect(pieces(text, [vow, amount]).map((piece) => [piece.text, piece.caution !== null])).toEqual([
      ["😀退您 ", false],
      ["60 元", true],
      ["，", false],
      ["绝对", true],
      ["马上到账", false],
    ]);
  });

  it("puts the right words in and moves the others along", () => {
    const mended = mend(text, amount, [amount, vow]);
    expect(mended.text).toBe("😀退您 52.67元，绝对马上到账");
    expect(mended.cautions).toHaveLength(1);
    expect(mend(mended.text, mended.cautions[0]!, mended.cautions)).toEqual({
      text: "😀退您 52.67元，马上到账",
      cautions: [],
    });
  });

  it("leaves out what overlaps or lies outside", () => {
    expect(pieces("abc", [{ ...amount, start: 1, end: 9 }])).toEqual([{ text: "abc", caution: null }]);
  });
});

describe("what is being written", () => {
  it("is kept talk by talk, with the draft it came from until it is empty", () => {
    const keeper = new ComposingKeeper();
    keeper.fromDraft("a", 7, "您好");
    keeper.write("b", "等一下");
    keeper.write("a", "您好呀");
    expect(keeper.of("a")).toMatchObject({ text: "您好呀", draft: 7 });
    expect(keeper.of("b")).toMatchObject({ text: "等一下", draft: null });
    keeper.write("a", "");
    expect(keeper.of("a").draft).toBeNull();
  });

  it("drops cautions as soon as the words change, and takes late ones only for the same words", () => {
    const keeper = new ComposingKeeper();
    const found = caution("退 60 元", "60 元", "5 元");
    keeper.write("a", "退 60 元");
    keeper.checked("a", "退 60 元", [found]);
    expect(keeper.of("a").cautions).toHaveLength(1);
    keeper.write("a", "退 60 元吧");
    expect(keeper.of("a").cautions).toEqual([]);
    keeper.checked("a", "退 60 元", [found]);
    expect(keeper.of("a").cautions).toEqual([]);
  });

  it("puts returned words before what was written since", () => {
    const keeper = new ComposingKeeper();
    keeper.write("a", "第二句");
    keeper.returned("a", "第一句", null, []);
    expect(keeper.of("a").text).toBe("第一句\n第二句");
  });
});

describe("routes", () => {
  it("reads and writes hashes, whatever the buyer is called", () => {
    for (const buyer of ["buyer-lin", "喵喵 爱/吃鱼", "100%"]) {
      expect(parseHash(hashOf({ page: "talks", buyer }))).toEqual({ page: "talks", buyer });
    }
    expect(parseHash("#/reports")).toEqual({ page: "reports", buyer: null });
    expect(parseHash("#/nonsense")).toEqual({ page: "talks", buyer: null });
    expect(parseHash("#/talk/%E0%A4%A")).toEqual({ page: "talks", buyer: null });
    expect(parseHash("")).toEqual({ page: "talks", buyer: null });
  });

  it("opens pages by role", () => {
    expect(mayOpen("proposals", "agent")).toBe(false);
    expect(mayOpen("proposals", "lead")).toBe(true);
    expect(mayOpen("team", "lead")).toBe(false);
    expect(mayOpen("audit", "owner")).toBe(true);
  });
});

describe("keys", () => {
  const press = (key: string, more = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    ...more,
  });

  it("does nothing while somebody types, except the search", () => {
    expect(actionOf(press("j"), false)).toBe("down");
    expect(actionOf(press("t"), true)).toBeNull();
    expect(actionOf(press("k", { ctrlKey: true }), true)).toBe("search");
    expect(actionOf(press("K", { metaKey: true }), false)).toBe("search");
    expect(actionOf(press("t", { ctrlKey: true }), false)).toBeNull();
    expect(actionOf(press("j", { isComposing: true }), false)).toBeNull();
  });
});

describe("differences", () => {
  it("tells what was taken out and put in, and gives both texts back", () => {
    const before = "少发的这件给您补发，运费我们承担，48小时内寄出。";
    const after = "少发的这件今天就给您补，运费我们出，明天寄出。";
    const changes = diff(before, after);
    const rest = (leave: string) => changes.filter(({ kind }) => kind !== leave).map(({ text }) => text).join("");
    expect(rest("new")).toBe(before);
    expect(rest("gone")).toBe(after);
    expect(changes[0]).toEqual({ kind: "same", text: "少发的这件" });
    expect(diff("一样", "一样")).toEqual([{ kind: "same", text: "一样" }]);
    expect(diff("", "新的")).toEqual([{ kind: "new", text: "新的" }]);
    expect(diff("a😀b", "a😁b").map(({ text }) => text)).toEqual(["a", "😀", "😁", "b"]);
  });
});

describe("refusals", () => {
  it("reads the door's words, its code by either name, and cautions", () => {
    expect(refusal(409, '{"error":"changed","message":""}', null)).toMatchObject({ code: "changed", final: true });
    expect(refusal(403, '{"code":"forbidden","message":"要主管来办"}', null).message).toBe("要主管来办");
    expect(refusal(422, '{"cautions":[]}', null).cautions).toEqual([]);
    expect(refusal(429, "{}", "7")).toMatchObject({ retryAfter: 7, final: false });
    expect(refusal(502, "<html>", null)).toMatchObject({ code: "trouble", final: false });
  });

  it("has words for each", () => {
    expect(wordsOf(new Refused(403, "forbidden", ""))).toContain("权限");
    expect(wordsOf(new Refused(0, "unreachable", ""))).toContain("连不上");
    expect(wordsOf(new Refused(400, "bad_request", "密码太短"))).toBe("密码太短");
    expect(wordsOf(new Error("x"))).not.toBe("");
  });
});
