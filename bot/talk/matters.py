"""Two things in one message: the second waits, the buyer is told so, and it is taken up when the first is done."""

import msgspec

from bot.replies import Reply, buttons
from bot.talk.lexicon import answers
from bot.talk.message import Message, Talk
from bot.texts import text

ALSO = "also"


class Matters:
    """Keeps the second matter of a message."""

    def kept(self, talk: Talk, message: Message) -> Talk:
        """The talk with what else the message spoke of."""
        others = [str(value) for value in message.values(ALSO) if value != talk.claim.issue]
        return msgspec.structs.replace(talk, later=others[0], later_told=False) if others else talk

    def then(self, talk: Talk) -> tuple[Reply | None, Talk]:
        """What to add to a reply: that the second matter waits; when nothing is under way, whether to go on to it."""
        if talk.later is None or talk.step == "later":
            return None, talk
        facts = {"matter": text(f"reading.{talk.later}")}
        if talk.asking is None and talk.step is None and talk.claim.issue is None:
            return Reply("utter_later", facts, buttons("agree", "decline")), msgspec.structs.replace(talk, step="later")
        if talk.later_told:
            return None, talk
        return Reply("utter_two_things", facts), msgspec.structs.replace(talk, later_told=True)

    def offered(self) -> frozenset[str]:
        """The intents that a buyer may be asked about in their own words."""
        return frozenset(answers().matters.behind)

    def taken_up(self, talk: Talk) -> tuple[Message, Talk]:
        """The second matter as if it were said now, about the order last spoken of."""
        return Message(intent=talk.later or ""), msgspec.structs.replace(talk.fresh(), later=None)
