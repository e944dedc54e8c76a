"""What a buyer says becomes one stored message: words, pictures, an order."""

from collections.abc import Sequence

from bot.orders.model import Order
from bot.texts import text
from bot.web.cards import order_card
from bot.web.door import Door, client_id, words
from bot.web.errors import Refusal
from bot.web.pictures.store import Upload
from bot.web.store import Kept
from bot.web.wire import Extras, Outgoing

SENT = {"box_photo": "web.box_sent", "waybill_photo": "web.waybill_sent"}


def accept(door: Door, buyer: str, said: Outgoing) -> tuple[Kept, bool]:
    """Keep what a buyer says; True when it is new. Raises Refusal and StoreUnavailable."""
    limits = door.service.settings.window
    typed = words(said.text)
    if len(typed) > limits.text:
        raise Refusal("bad_request", text("web.too_long", most=limits.text))
    if len(said.evidence) > limits.files:
        raise Refusal("bad_request", text("web.too_many_files", most=limits.files))
    shown = _own(door, buyer, said.evidence)
    order = door.service.shop.order_of(buyer, words(said.order_no or ""))
    spoken = heard_as(typed, shown, order)
    if not spoken:
        raise Refusal("bad_request", text("web.empty"))
    extras = Extras(evidence=tuple(each.evidence for each in shown), order=order_card(order) if order else None)
    now = door.service.shop.clock.now()
    return door.store.accept(buyer, client_id(said.id), typed, spoken, extras, now)


def heard_as(typed: str, shown: Sequence[Upload], order: Order | None) -> str:
    """A message in plain words, as Rasa hears it: pictures and the order are named."""
    sent = "，".join(dict.fromkeys(_sent(each) for each in shown))
    spoken = text("web.with_sent", words=typed, sent=sent) if typed and sent else typed or sent
    if order is None or order.order_no in spoken:
        return spoken
    return text("web.with_order", words=spoken, order=order.order_no).strip()


def _sent(upload: Upload) -> str:
    usual = "web.video_sent" if upload.evidence.kind == "video" else "web.picture_sent"
    return text(SENT.get(upload.asked_for, usual))


def _own(door: Door, buyer: str, ids: Sequence[str]) -> list[Upload]:
    """The buyer's own uploads; a stranger's and a made-up one are refused alike."""
    known = door.pictures.own(buyer, list(dict.fromkeys(ids))) if all(map(str.isalnum, ids)) else None
    if known is None:
        raise Refusal("bad_request", text("web.unknown_evidence"))
    return known
