"""What goes over the wire, as the buyer's window reads it. The names of the fields are a promise to other programs."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec

from bot.settings import Window

Author = Literal["buyer", "bot", "agent", "notice"]
Kind = Literal["picture", "video"]
Owner = Literal["bot", "queue", "agent"]


def _told(**schema: Any) -> msgspec.Meta:
    """What a description tells of a value that the door itself checks, so that a refusal has words for the buyer."""
    return msgspec.Meta(extra_json_schema=schema)


ClientId = Annotated[str, _told(pattern="^[0-9A-Za-z-]{8,64}$")]
EvidenceId = Annotated[str, _told(pattern="^[0-9a-f]{64}$")]
Words = Annotated[str, _told(maxLength=Window().text)]
Files = Annotated[tuple[EvidenceId, ...], _told(maxItems=Window().files)]
# A float, since 3.0 is an integer in JSON.
Stars = Annotated[float, _told(multipleOf=1, minimum=1, maximum=5)]


class Choice(msgspec.Struct, frozen=True):
    """A button under a message: tapping it sends its ``payload`` as text."""

    title: str
    payload: str


class Evidence(msgspec.Struct, frozen=True):
    """A picture or video of the buyer's; ``id`` is the SHA-256 of what is stored, sizes in pixels and bytes."""

    id: str
    kind: Kind
    width: int
    height: int
    bytes: int


class OrderLine(msgspec.Struct, frozen=True):
    """One line of an order card."""

    title: str
    spec: str
    quantity: int


class OrderCard(msgspec.Struct, frozen=True):
    """An order as a card; ``paid`` in yuan, ``say`` is what a buyer who picks it sends as text."""

    order_no: str
    title: str
    stage: str
    placed_on: str
    paid: str
    lines: tuple[OrderLine, ...]
    say: str


class Extras(msgspec.Struct, frozen=True):
    """What a message carries besides its words; ``orders`` are choices, ``order`` is one that is spoken of."""

    name: str | None = None
    buttons: tuple[Choice, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    order: OrderCard | None = None
    orders: tuple[OrderCard, ...] = ()


class Message(msgspec.Struct, frozen=True):
    """One message of a talk; ``seq`` counts within the talk from 1, ``id`` is the client's for a buyer's message."""

    seq: int
    id: str
    author: Author = msgspec.field(name="from")
    name: str | None
    text: str
    buttons: tuple[Choice, ...]
    evidence: tuple[Evidence, ...]
    order: OrderCard | None
    orders: tuple[OrderCard, ...]
    at: datetime


class Messages(msgspec.Struct, frozen=True):
    """A page of messages, newest last; ``more`` tells whether older ones exist."""

    messages: list[Message]
    more: bool


class Outgoing(msgspec.Struct, frozen=True):
    """What a buyer says; ``id`` is made by the client, the same again is the same message."""

    id: ClientId
    text: Words = ""
    evidence: Files = ()
    order_no: str | None = None


class Wanted(msgspec.Struct, frozen=True):
    """A person is wanted; ``id`` as in Outgoing."""

    id: ClientId


class Rating(msgspec.Struct, frozen=True):
    """What the buyer thinks of the talk: one to five stars and words."""

    stars: Stars
    words: str = ""


class Sizes(msgspec.Struct, frozen=True):
    """The most a message may hold: characters, bytes of one picture and of one video, files."""

    text: int
    picture_bytes: int
    video_bytes: int
    files: int


class TalkView(msgspec.Struct, frozen=True):
    """Who has the talk and what may be sent. ``place`` in the queue counts from 1; ``now`` is the shop's clock."""

    owner: Owner
    place: int | None
    due: datetime | None
    agent: str | None
    last: int
    rated: bool
    limits: Sizes
    order_no: str | None
    hours: str
    closed: bool
    now: datetime


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step of a case: when it was done, or until when it is to be."""

    title: str
    at: datetime
    done: bool
    late: bool | None = None


class CaseCard(msgspec.Struct, frozen=True):
    """A case as a card; ``amount`` in yuan, None where no money moves."""

    case_no: str
    item: str
    issue: str
    result: str
    amount: str | None
    status: Literal["open", "done", "withdrawn"]
    opened_at: datetime
    steps: tuple[Step, ...]


class Cases(msgspec.Struct, frozen=True):
    """The buyer's cases, newest first."""

    cases: list[CaseCard]


class Orders(msgspec.Struct, frozen=True):
    """The buyer's orders, newest first."""

    orders: list[OrderCard]


class ChecklistItem(msgspec.Struct, frozen=True):
    """One thing that is asked for; ``photo`` tells whether a picture answers it."""

    key: str
    text: str
    done: bool
    photo: bool


class Checklist(msgspec.Struct, frozen=True):
    """What is still asked for on the problem at hand."""

    title: str
    items: tuple[ChecklistItem, ...]


class Typing(msgspec.Struct, frozen=True):
    """Somebody writes; it lasts ten seconds or until the next message."""

    who: Literal["bot", "agent"]


class Trouble(msgspec.Struct, frozen=True):
    """Why a call was refused: a code for programs, a sentence for the buyer."""

    error: str
    message: str


class DemoBuyer(msgspec.Struct, frozen=True):
    """Somebody who buys in the demo shop, and how many orders they have."""

    id: str
    name: str
    orders: int


class DemoBuyers(msgspec.Struct, frozen=True):
    """Everybody who buys in the demo shop."""

    buyers: list[DemoBuyer]


class DemoWanted(msgspec.Struct, frozen=True):
    """Whose token is wanted."""

    buyer_id: str


class DemoToken(msgspec.Struct, frozen=True):
    """A token for a buyer of the demo shop."""

    token: str
