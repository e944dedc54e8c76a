import { shelf } from "../shelf";
import type { Desk } from "./desk";
import { Outbox } from "./outbox";
import { composer } from "./texts";
import type { Me } from "./wire/people";
import { wordsOf } from "./words";

/** The outbox of whoever is signed in: what one agent has not got out is nobody else's to send. */
export function outboxOf(desk: Desk, me: Me): Outbox {
  const name = `qinqin.desk.outbox.${me.id}`;
  return new Outbox({
    key: name,
    shelf,
    deliver: async ({ id, buyer, text, draft, overrule }) => {
      try {
        desk.talk.said(buyer, await desk.api.say(buyer, { id, text, draft, overrule }));
      } catch (error) {
        desk.behind(error);
        throw error;
      }
    },
    returned: ({ buyer, text, draft }, cautions) => {
      desk.composing.returned(buyer, text, draft, cautions);
      if (desk.talk.get().open?.buyer !== buyer) desk.notify("warning", composer.backHere(buyer));
    },
    changed: (entries) => desk.set({ outbox: entries }),
    words: wordsOf,
    alone: (work) => (navigator.locks ? navigator.locks.request(name, work) : work()),
  });
}
