import type { Choice, Message } from "./api";
import { chat } from "./texts";

const NUMBERED = /^\d+\. /;

/** What a bubble says once cards and buttons show the rest: the lists that they stand for are not told twice. */
export function spoken({ text, orders, buttons }: Message): string {
  const lines = text.split("\n");
  if (orders.length > 0) {
    return lines.filter((line) => !names(line, orders) && !line.includes(chat.number)).join("\n");
  }
  const listed = lines.filter((line) => entryOf(line, buttons));
  return listed.length === numbers(buttons).length ? lines.filter((line) => !listed.includes(line)).join("\n") : text;
}

/** Buttons with the words of the list's entry whose number they say. */
export function titled({ text, buttons }: Message): Choice[] {
  const lines = text.split("\n");
  return buttons.map((button) => ({ ...button, title: lines.find((line) => entryOf(line, [button])) ?? button.title }));
}

function names(line: string, orders: Message["orders"]): boolean {
  return NUMBERED.test(line) && orders.some((order) => line.includes(order.order_no));
}

function numbers(buttons: Choice[]): Choice[] {
  return buttons.filter((button) => /^\d+$/.test(button.payload));
}

function entryOf(line: string, buttons: Choice[]): boolean {
  return numbers(buttons).some((button) => line.startsWith(`${button.payload}. `));
}
