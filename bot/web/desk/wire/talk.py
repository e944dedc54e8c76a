"""One talk: what was said, what the bot would say, what is done with it. Moments are ISO times."""

from datetime import datetime
from typing import Literal

import msgspec

from bot.web.desk.wire.queue import Clock
from bot.web.wire import Message, Owner

Outcome = Literal["sent", "edited", "ignored", "outdated"]


class Note(msgspec.Struct, frozen=True):
    """A word among colleagues; the buyer never sees it."""

    number: int
    by: str
    text: str
    at: datetime


class Draft(msgspec.Struct, frozen=True):
    """A reply that the bot would give to the buyer's message ``reply_to``; ``clause`` is what it rests on, by title."""

    number: int
    reply_to: int
    text: str
    intent: str | None
    clause: str | None
    outcome: Outcome | None
    at: datetime


class Brief(msgspec.Struct, frozen=True):
    """The matter at a glance, each line in words: why a person is wanted, what is known, what is missing, advice."""

    reason: str
    opened_at: datetime
    due_at: datetime
    matter: list[str]
    facts: list[str]
    missing: list[str]
    said: list[str]
    advice: str | None


class Talk(msgspec.Struct, frozen=True):
    """A talk as it stands: who has it, its newest messages, its brief, the newest draft of each open buyer message."""

    buyer_id: str
    owner: Owner
    agent_id: str | None
    agent: str | None
    version: int
    since: datetime | None
    clock: Clock | None
    messages: list[Message]
    more: bool
    brief: Brief | None
    drafts: list[Draft]
    notes: list[Note]
    rated: int | None
    now: datetime


class Lines(msgspec.Struct, frozen=True):
    """A page of messages, newest last."""

    messages: list[Message]
    more: bool


class Step(msgspec.Struct, frozen=True):
    """What is done with a talk that was at ``version``; refused where somebody else was quicker.

    ``to`` hands it to a colleague, None back to the queue; ``reason`` closes it; ``note`` goes to the next one.
    """

    version: int
    to: str | None = None
    reason: str | None = None
    note: str = ""


class Saying(msgspec.Struct, frozen=True):
    """What an agent says; ``id`` is made by the client, the same again is the same message.

    ``draft`` is the number of the draft that it came from, ``overrule`` why a caution is not heeded.
    """

    id: str
    text: str
    draft: int | None = None
    overrule: str = ""


class Checked(msgspec.Struct, frozen=True):
    """Words that are about to be sent."""

    text: str


class Caution(msgspec.Struct, frozen=True):
    """Something in a reply that no verdict gives or nobody may say: where it stands, and what would be right."""

    kind: Literal["amount", "date", "words", "remedy"]
    start: int
    end: int
    words: str
    why: str
    instead: str


class Cautions(msgspec.Struct, frozen=True):
    """All of them; sending goes through when there are none, or with a reason for overruling."""

    cautions: list[Caution]


class Noted(msgspec.Struct, frozen=True):
    """A note to keep."""

    text: str


class Script(msgspec.Struct, frozen=True):
    """A script to send: its name, what it is for, its words with the blanks filled as far as the talk fills them."""

    name: str
    topic: str
    text: str


class Scripts(msgspec.Struct, frozen=True):
    """Scripts that fit a query."""

    scripts: list[Script]


class Pasted(msgspec.Struct, frozen=True):
    """What a buyer wrote elsewhere, and on which order."""

    text: str
    order_no: str = ""


class Advice(msgspec.Struct, frozen=True):
    """What the engine makes of it: the intent, the verdict's receipt, a reply and a checklist to copy."""

    intent: str | None
    outcome: str | None
    receipt: list[str]
    reply: str
    checklist: list[str]


class Proposal(msgspec.Struct, frozen=True):
    """What an edited draft proposes: a wording for a script or a line to learn from."""

    number: int
    kind: Literal["script", "line"]
    name: str
    before: str
    after: str
    by: str
    at: datetime
    state: Literal["open", "accepted", "dropped"]


class Proposals(msgspec.Struct, frozen=True):
    """What waits for a lead."""

    proposals: list[Proposal]


class Decide(msgspec.Struct, frozen=True):
    """A lead's word on a proposal; ``text`` where it is taken in other words."""

    accept: bool
    text: str = ""
