"""After every message: whether a person must come in, by the table, and what the buyer is told then."""

from collections.abc import Callable

import msgspec

from bot.handover.escalation import Row, Table
from bot.replies import Reply, buttons
from bot.shop import Shop
from bot.talk.claims import Claims, Said
from bot.talk.message import Message, Talk
from bot.talk.people import People
from bot.talk.signals import calmed, mood_after, signals


class Escalation:
    """Looks at each answer once more before it is said."""

    def __init__(self, shop: Shop, claims: Claims, people: People, table: Callable[[], Table]) -> None:
        self._shop = shop
        self._claims = claims
        self._people = people
        self._table = table

    def after(self, buyer: str | None, talk_id: str, before: Talk, message: Message, said: Said) -> tuple[Said, bool]:
        """The answer to say, and whether the talk goes to a person with it.

        ``before`` is the talk as it stood when the message came: what it is about is what the person is told of.
        """
        reply, talk = said
        if message.key and message.key == before.mood.heard:
            return said, False
        talk = msgspec.structs.replace(talk, mood=mood_after(before.mood, message, reply.name))
        table = self._table()
        about = msgspec.structs.replace(talk if talk.claim.issue else before, mood=talk.mood)
        decision = self._claims.decision(buyer, about.claim)
        found = table.acting(signals(talk, message, decision, self._shop, buyer, table.vip))
        if found is None:
            return (reply, talk), False
        name, row = found
        if row.act == "propose":
            waits = self._shop.handovers.waiting_for(talk_id)
            return ((reply, talk) if waits else self._proposed(row, talk)), False
        said = self._people.hand_over(buyer, talk_id, about, message, name, row.script)
        return (said[0], calmed(said[1])), True

    def _proposed(self, row: Row, talk: Talk) -> Said:
        """Ask whether a person should come; what is being asked or offered stands."""
        busy = talk.asking is not None or talk.step is not None
        kept = talk if busy else msgspec.structs.replace(talk, step="person")
        return Reply(str(row.script), buttons=buttons("person", "leave_it")), kept
