import { describe, expect, it } from "vitest";
import { seconds, tone, wording } from "../src/desk/due";
import type { Clock } from "../src/desk/wire/queue";

const NOW = Date.parse("2026-06-18T10:00:00+08:00");
const MINUTE = 60_000;

function clock(minutes: number, more: Partial<Clock> = {}): Clock {
  return { kind: "reply", title: "回复", due: new Date(NOW + minutes * MINUTE).toISOString(), broken: false, ...more };
}

describe("a clock on the desk", () => {
  it("counts minutes and seconds under an hour, hours above, days where hours would be many", () => {
    expect(wording(clock(4.1), NOW)).toBe("04:06");
    expect(wording(clock(59.995), NOW)).toBe("1 小时");
    expect(wording(clock(59.9), NOW)).toBe("59:54");
    expect(wording(clock(60), NOW)).toBe("1 小时");
    expect(wording(clock(26.5 * 60), NOW)).toBe("26 小时");
    expect(wording(clock(80 * 60), NOW)).toBe("3 天");
  });

  it("ends with 00:00 and then tells how long it is past", () => {
    expect(wording(clock(0), NOW)).toBe("00:00");
    expect(wording(clock(-0.01), NOW)).toBe("超 00:00");
    expect(wording(clock(-25.5), NOW)).toBe("超 25:30");
    expect(wording(clock(-130), NOW)).toBe("超 2 小时");
  });

  it("is broken when the door says so or the deadline has passed", () => {
    expect(tone(clock(5, { broken: true }), NOW)).toBe("broken");
    expect(tone(clock(-1), NOW)).toBe("broken");
  });

  it("turns amber in its last third, from when it began or as such clocks usually run", () => {
    const began = new Date(NOW - 10 * MINUTE).toISOString();
    expect(tone(clock(6), NOW, began)).toBe("calm");
    expect(tone(clock(4), NOW, began)).toBe("soon");
    expect(tone(clock(4, { since: new Date(NOW - MINUTE).toISOString() }), NOW, began)).toBe("calm");
    expect(tone(clock(4), NOW)).toBe("calm");
    expect(tone(clock(3), NOW)).toBe("soon");
    expect(tone(clock(7 * 60, { kind: "review" }), NOW)).toBe("soon");
    expect(tone(clock(25 * 60, { kind: "case" }), NOW)).toBe("calm");
  });

  it("says nothing of a deadline it cannot read", () => {
    expect(wording({ ...clock(0), due: "soon" }, NOW)).toBe("");
  });

  it("tells lengths as people say them", () => {
    expect(seconds(42)).toBe("42 秒");
    expect(seconds(94)).toBe("1.6 分钟");
    expect(seconds(5400)).toBe("1.5 小时");
  });
});
