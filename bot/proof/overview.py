"""Case and order at a glance."""

from collections.abc import Iterator

from bot.money import yuan
from bot.orders.model import Line
from bot.proof.masking import Mask
from bot.proof.material import Material
from bot.proof.wording import moment, money, parcel_words, result_words, wish_words
from bot.texts import text


def goods(line: Line, extra: str = "") -> str:
    """What the case is about: the goods, or what came along with them."""
    if extra:
        quantity = next((each.quantity for each in line.extras if each.name == extra), 1)
        return text("proof.goods_extra", name=extra, quantity=quantity)
    if line.spec:
        return text("proof.goods", title=line.title, spec=line.spec, quantity=line.quantity)
    return text("proof.goods_plain", title=line.title, quantity=line.quantity)


def overview(material: Material, mask: Mask) -> Iterator[tuple[str, str]]:
    """Names and values, what is not known left out."""
    case, order, draft = material.case, material.order, material.case.draft
    yield text("proof.label.case"), case.case_no
    yield text("proof.label.order"), order.order_no
    if material.line:
        yield text("proof.label.goods"), goods(material.line, draft.extra)
        yield text("proof.label.line_paid"), money(material.line.paid)
    yield text("proof.label.paid"), _paid(material)
    yield text("proof.label.issue"), draft.issue
    if material.count:
        yield text("proof.label.count"), text("proof.count", count=material.count)
    wish = wish_words(draft.claim.get("wish"))
    if wish:
        yield text("proof.label.wish"), wish
    yield text("proof.label.result"), result_words(case)
    yield text("proof.label.opened"), moment(case.opened_at)
    yield text("proof.label.status"), text(f"cli.status.{case.status}")
    parcels = [parcel_words(each, mask) for each in order.parcels_with(draft.line_no)]
    if parcels:
        yield text("proof.label.parcels"), text("proof.sep").join(parcels)
    if case.return_waybill:
        yield text("proof.label.returned"), mask(case.return_waybill)


def _paid(material: Material) -> str:
    order = material.order
    if not order.refunded:
        return money(order.paid)
    return text("proof.paid_of", amount=yuan(order.paid), refunded=yuan(order.refunded))
