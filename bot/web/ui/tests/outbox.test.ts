import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, Expired } from "../src/api";
import { Outbox, type Entry } from "../src/outbox";

function shelf() {
  const map = new Map<string, string>();
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
  };
}

function entry(id: string): Entry {
  return { id, kind: "text", text: `text of ${id}`, evidence: [], order_no: null, at: "2026-06-18T10:00:00+08:00" };
}

function box(deliver: (entry: Entry) => Promise<void>, on = shelf()) {
  return new Outbox({ key: "box", shelf: on, deliver, changed: () => {} });
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("outbox", () => {
  it("sends in order, one at a time, keeping the id through every try", async () => {
    const tried: string[] = [];
    let down = true;
    const outbox = box(async ({ id }) => {
      tried.push(id);
      if (down) throw new TypeError("offline");
    });
    outbox.add(entry("a"));
    outbox.add(entry("b"));
    await vi.advanceTimersByTimeAsync(0);
    expect(tried).toEqual(["a"]);
    down = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(tried).toEqual(["a", "a", "b"]);
    expect(outbox.entries).toEqual([]);
  });

  it("outlasts the page", async () => {
    const on = shelf();
    box(() => Promise.reject(new TypeError("offline")), on).add(entry("a"));
    await vi.advanceTimersByTimeAsync(0);
    const sent: string[] = [];
    await box(async ({ id }) => void sent.push(id), on).flush();
    expect(sent).toEqual(["a"]);
  });

  it("sets aside what is refused for good and goes on; a retry sends it again", async () => {
    const sent: string[] = [];
    let refuse = true;
    const outbox = box(async ({ id }) => {
      if (id === "a" && refuse) throw new ApiError(400, "bad_request", "换个说法");
      sent.push(id);
    });
    outbox.add(entry("a"));
    outbox.add(entry("b"));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["b"]);
    expect(outbox.entries.map(({ id, failed }) => [id, failed])).toEqual([["a", "换个说法"]]);
    refuse = false;
    outbox.retry("a");
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["b", "a"]);
  });

  it("waits as long as Retry-After says, and not at all for an expired login", async () => {
    let tries = 0;
    const busy = box(async () => {
      tries += 1;
      throw new ApiError(429, "too_many", "慢一点", 7);
    });
    busy.add(entry("a"));
    await vi.advanceTimersByTimeAsync(6999);
    expect(tries).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(tries).toBe(2);

    const expired = box(() => Promise.reject(new Expired()));
    busy.stop();
    expired.add(entry("a"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(vi.getTimerCount()).toBe(0);
    expect(expired.entries).toHaveLength(1);
  });

  it("keeps what another tab has written and sends only what is still there", async () => {
    const on = shelf();
    const here = box(() => Promise.reject(new TypeError("offline")), on);
    const there = box(() => Promise.reject(new TypeError("offline")), on);
    here.add(entry("a"));
    there.add(entry("b"));
    here.add(entry("c"));
    expect(here.entries.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    there.drop("a");
    here.reload();
    expect(here.entries.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("works from memory where storage is forbidden", async () => {
    const sent: string[] = [];
    const broken = {
      getItem: () => null,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    box(async ({ id }) => void sent.push(id), broken).add(entry("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual(["a"]);
  });
});
