"""Who answers a message, and what is kept of the answer: said to the buyer, or a draft for who has the talk."""

from typing import Any, Literal

from bot.assisting.store import Drafted
from bot.handover.record import Brief
from bot.service import Service, Talk, from_slot
from bot.web.cards import with_orders
from bot.web.rasa import Drafting
from bot.web.store import Kept, Said, WindowStore
from bot.web.view import talk_id

Mode = Literal["answers", "drafts", "off"]
Way = Literal["says", "drafts", "drafts_only", "silent"]
MODE = "mode"
REASONS = {"drafts_only": "drafts_only", "silent": "bot_off"}


class Keeping:
    """Every method raises StoreUnavailable."""

    def __init__(self, service: Service, store: WindowStore) -> None:
        self._service = service
        self._store = store

    def way(self, message: Kept) -> Way:
        """What the bot does with a message: says the answer, or drafts it for the person who has the talk.

        By the shop's mode it only drafts (``drafts_only``) or stays ``silent``, and a person answers.
        """
        mode = mode_of(self._service)
        if self._store.conversation(message.buyer_id).agent_id:
            return "silent" if mode == "off" else "drafts"
        return {"drafts": "drafts_only", "off": "silent"}.get(mode, "says")  # type: ignore[return-value]

    def keep_answer(self, message: Kept, said: list[Said]) -> None:
        """The bot has answered."""
        talk = self._service.talks.of(message.buyer_id)
        orders = self._service.shop.orders_of(message.buyer_id) if talk.choices else []
        now = self._service.shop.clock.now()
        self._store.answered(message, with_orders(said, talk, orders), now, settled(talk))

    def keep_draft(self, message: Kept, drafting: Drafting | None, way: Way) -> None:
        """A person is to answer: keep what the bot would say, and see to it that the talk is in the queue.

        A reply that tells of something done (a case written, a talk handed over) is no draft: it was done in a copy.
        """
        worth_it = drafting is not None and drafting.text and not drafting.acts
        draft = self._drafted(message, drafting) if drafting and worth_it else None
        if way in REASONS and not self._store.conversation(message.buyer_id).agent_id:
            self._queue(message, REASONS[way])
        self._store.drafted(message, draft, whoever=way in REASONS)

    def keep_notice(self, message: Kept, words: str) -> None:
        """Tell the buyer that an answer takes longer; not where a person has the talk, who sees the message."""
        if not self._store.conversation(message.buyer_id).agent_id:
            self._store.notice(message, words, self._service.shop.clock.now())

    def _drafted(self, message: Kept, drafting: Drafting) -> Drafted:
        claim = from_slot(drafting.talk).claim
        decision = self._service.claims.decision(message.buyer_id, claim)
        clause = decision.verdict.cites[0].name if decision and decision.verdict.cites else None
        now = self._service.shop.clock.now()
        said = drafting.text, now, drafting.intent, drafting.script, clause, claim
        return Drafted(message.buyer_id, message.seq, *said)

    def _queue(self, message: Kept, reason: str) -> None:
        talk = talk_id(message.buyer_id)
        if self._service.shop.handovers.waiting_for(talk) is None:
            brief = Brief(said=(message.spoken or message.text,))
            self._service.shop.hand_over(talk, message.buyer_id, reason, brief)


def mode_of(service: Service) -> Any:
    """Whether the bot answers, drafts, or is off, as the shop has set it."""
    return service.words.get(MODE) or "answers"


def settled(talk: Talk) -> bool:
    """Whether nothing is under way, so that the next message may begin a new session of Rasa's."""
    return not (talk.asking or talk.step or talk.claim.issue or talk.later)
