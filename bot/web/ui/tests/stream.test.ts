import { describe, expect, it } from "vitest";
import { backoff, EventParser } from "../src/stream";

describe("event stream", () => {
  const text = 'event: message\nid: 13\ndata: {"seq":13}\n\n: still here\n\nevent: typing\ndata: {"who":"bot"}\n\n';
  const whole = [
    { event: "message", id: "13", data: '{"seq":13}' },
    { event: "typing", id: null, data: '{"who":"bot"}' },
  ];

  it("gives the same events however the bytes are cut", () => {
    for (const source of [text, text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r") + "\r"]) {
      for (let size = 1; size <= source.length; size += 1) {
        const parser = new EventParser();
        const events = [];
        for (let at = 0; at < source.length; at += size) events.push(...parser.push(source.slice(at, at + size)));
        expect(events).toEqual(whole);
      }
    }
  });

  it("joins data lines, ignores unknown fields, and drops an event without data or end", () => {
    const parser = new EventParser();
    expect(parser.push("data: a\ndata:b\nretry: 5\n\nevent: talk\n\ndata: cut off")).toEqual([
      { event: "message", id: null, data: "a\nb" },
    ]);
  });

  it("waits longer each time, thirty seconds at most", () => {
    expect([0, 1, 2, 3, 4, 5, 9].map(backoff)).toEqual([1, 2, 4, 8, 16, 30, 30]);
  });
});
