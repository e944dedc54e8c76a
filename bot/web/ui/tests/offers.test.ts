import { describe, expect, it } from "vitest";
import type { Choice, Message, OrderCard } from "../src/api";
import { spoken, titled } from "../src/offers";

const order = (order_no: string): OrderCard => ({
  order_no,
  title: "绘本",
  stage: "已签收",
  placed_on: "6月12日",
  paid: "9.90",
  lines: [],
  say: order_no,
});

function said(text: string, more: { buttons?: Choice[]; orders?: OrderCard[] }): Message {
  return { seq: 1, id: "m", from: "bot", name: null, text, buttons: [], evidence: [], order: null, orders: [], at: "", ...more };
}

const number = (payload: string): Choice => ({ title: payload, payload });

describe("what is offered", () => {
  it("is told once: cards take the place of the list of orders and of its numbers", () => {
    const text = "亲亲，请问是哪一单呢？\n1. 绘本（订单号 111）\n2. 牙膏（订单号 222）\n回复序号、订单号或者商品名都可以~";
    expect(spoken(said(text, { orders: [order("111"), order("222")] }))).toBe("亲亲，请问是哪一单呢？");
  });

  it("keeps what is no choice below a list of orders", () => {
    const text = "亲亲，您最近的订单：\n1. 绘本（订单号 111）\n有问题直接说就行~";
    expect(spoken(said(text, { orders: [order("111")] }))).toBe("亲亲，您最近的订单：\n有问题直接说就行~");
  });

  it("gives a button the words its number stands for", () => {
    const message = said("亲亲，少的是哪一样？\n1. 绘本\n2. 练习本\n回复序号或名称都可以~", {
      buttons: [number("1"), number("2")],
    });
    expect(spoken(message)).toBe("亲亲，少的是哪一样？\n回复序号或名称都可以~");
    expect(titled(message)).toEqual([
      { title: "1. 绘本", payload: "1" },
      { title: "2. 练习本", payload: "2" },
    ]);
  });

  it("leaves a list that is not for choosing as it was said", () => {
    const text = "亲亲，麻烦您：\n1. 拍一张照片\n2. 说一下外箱";
    expect(spoken(said(text, {}))).toBe(text);
    expect(spoken(said(text, { buttons: [number("1"), number("2"), number("3")] }))).toBe(text);
    const agree = { title: "可以", payload: "可以，就这样办" };
    expect(titled(said(text, { buttons: [agree] }))).toEqual([agree]);
  });
});
