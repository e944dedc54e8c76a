import { describe, expect, it } from "vitest";
import { figures, issuesOf, percent, roundMoney } from "../src/desk/figures";
import { checkAmount } from "../src/desk/granting";
import { money, parseYuan, yuan } from "../src/desk/money";
import { inOrder, lastDays } from "../src/desk/period";
import type { Report } from "../src/desk/wire/reports";
import type { Remedy } from "../src/desk/wire/side";

describe("yuan", () => {
  it("reads what people type, exactly, in 分", () => {
    expect(parseYuan("59.9")).toBe(5990);
    expect(parseYuan("¥1,200")).toBe(120_000);
    expect(parseYuan(" 3元 ")).toBe(300);
    expect(parseYuan("１２．５")).toBe(1250);
    expect(parseYuan("0.29")).toBe(29);
    expect(parseYuan("1.1")).toBe(110);
  });

  it("refuses what is no amount or finer than one 分", () => {
    for (const text of ["", "abc", "1.234", "-5", "1.2.3", "1e3", "五块", "99999999999999999"]) {
      expect(parseYuan(text), text).toBeNull();
    }
  });

  it("writes amounts with two decimals", () => {
    expect(yuan(1997)).toBe("19.97");
    expect(yuan(5)).toBe("0.05");
    expect(yuan(-1997)).toBe("-19.97");
    expect(money(0)).toBe("¥0.00");
    expect(roundMoney(106_276_00)).toBe("¥10.63 万");
    expect(roundMoney(5267)).toBe("¥52.67");
  });
});

describe("granting", () => {
  const partial: Remedy = { code: "partial", title: "部分退款", amount: 5267, most: 10_534, clause: null };

  it("keeps within the order and within what the role may grant", () => {
    expect(checkAmount("52.67", partial, 10_000)).toEqual({ amount: 5267, wrong: null });
    expect(checkAmount("105.35", partial, null).wrong).toContain("105.34");
    expect(checkAmount("100.01", partial, 10_000).wrong).toContain("100.00");
    expect(checkAmount("0", partial, null).wrong).not.toBeNull();
    expect(checkAmount("一百", partial, null)).toMatchObject({ amount: null });
  });

  it("asks for no amount where no money moves", () => {
    const resend: Remedy = { code: "resend", title: "补发", amount: null, most: null, clause: null };
    expect(checkAmount("", resend, 0)).toEqual({ amount: null, wrong: null });
  });
});

describe("reports", () => {
  const report: Report = {
    since: "2026-06-17",
    until: "2026-06-18",
    days: [
      { on: "2026-06-17", issues: { 少件: 1, 破损: 3 }, talks: 10, to_person: 2 },
      { on: "2026-06-18", issues: { 少件: 1, 发错货: 1 }, talks: 12, to_person: 3 },
    ],
    by_goods: [],
    by_cause: [],
    talks: 22,
    solved_alone: 0.7727,
    first_reply_s: null,
    first_reply_p90_s: null,
    replies_in_time: 1,
    clocks_kept: 9,
    clocks_broken: 1,
    money: [
      { name: "补发", count: 4, amount: 0 },
      { name: "部分退款", count: 2, amount: 6000 },
    ],
    drafts: [
      { name: "sent", count: 6, amount: null },
      { name: "edited", count: 2, amount: null },
    ],
    drafts_by_intent: [],
    stars: null,
    rated: 0,
  };

  it("puts the numbers into words", () => {
    const byKey = Object.fromEntries(figures(report).map((each) => [each.key, each]));
    expect(byKey.alone?.value).toBe("77.3%");
    expect(byKey.first?.value).toBe("—");
    expect(byKey.clocks?.value).toBe("90%");
    expect(byKey.money).toMatchObject({ value: "¥60.00", more: "2 笔" });
    expect(byKey.drafts?.value).toBe("75%");
    expect(percent(null)).toBe("—");
  });

  it("lists problems, the commonest first", () => {
    expect(issuesOf(report)).toEqual(["破损", "少件", "发错货"]);
  });

  it("counts days as the shop does", () => {
    const justAfterMidnight = Date.parse("2026-06-18T00:30:00+08:00");
    expect(lastDays(1, justAfterMidnight)).toEqual({ since: "2026-06-18", until: "2026-06-18" });
    expect(lastDays(7, justAfterMidnight).since).toBe("2026-06-12");
    expect(inOrder({ since: "2026-06-18", until: "2026-06-01" })).toEqual({ since: "2026-06-01", until: "2026-06-18" });
  });
});
