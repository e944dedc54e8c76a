import { describe, expect, it } from "vitest";
import { ApiError, errorOf } from "../src/api";
import { buyerOf } from "../src/bridge";
import { refusal } from "../src/upload";
import { dayName, when } from "../src/when";

describe("small parts", () => {
  it("tells days as the shop counts them, wherever the phone is", () => {
    const now = Date.parse("2026-06-18T00:30:00+08:00");
    expect(when("2026-06-17T23:50:00+08:00", now)).toBe("昨天 23:50");
    expect(when("2026-06-17T16:05:00Z", now)).toBe("00:05");
    expect(when("2026-06-20T00:00:00+08:00", now)).toBe("6月20日");
    expect(when("2025-12-31T08:00:00+08:00", now)).toBe("2025年12月31日 08:00");
    expect(dayName("2026-06-17T23:50:00+08:00", now)).toBe("昨天");
    expect(when("not a date", now)).toBe("");
  });

  it("reads the buyer from a token, and nobody from rubbish", () => {
    const part = (value: object) => {
      const bytes = new TextEncoder().encode(JSON.stringify(value));
      return btoa(String.fromCharCode(...bytes))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "");
    };
    expect(buyerOf(`${part({ alg: "HS256" })}.${part({ sub: "买家-1" })}.x`)).toBe("买家-1");
    expect(buyerOf("rubbish")).toBeNull();
    expect(buyerOf(`a.${part({ sub: 5 })}.x`)).toBeNull();
  });

  it("refuses a file that the door would refuse, before sending it", () => {
    const limits = { text: 2000, picture_bytes: 4, video_bytes: 8, files: 6 };
    const file = (name: string, type: string, size: number) => new File(["x".repeat(size)], name, { type });
    expect(refusal(file("a.jpg", "image/jpeg", 4), limits)).toBeNull();
    expect(refusal(file("a.jpg", "image/jpeg", 5), limits)).not.toBeNull();
    expect(refusal(file("a.mp4", "video/mp4", 8), limits)).toBeNull();
    expect(refusal(file("a.heic", "", 3), limits)).toBeNull();
    expect(refusal(file("a.pdf", "application/pdf", 1), limits)).not.toBeNull();
  });

  it("knows an error that trying again will not mend, also from a proxy's page", () => {
    expect(errorOf(413, '{"error":"too_large","message":"太大了"}', null)).toMatchObject({
      code: "too_large",
      final: true,
    });
    expect(errorOf(429, "{}", "3")).toMatchObject({ retryAfter: 3, final: false });
    const page = errorOf(502, "<html>", null);
    expect(page).toBeInstanceOf(ApiError);
    expect(page.final).toBe(false);
  });
});
