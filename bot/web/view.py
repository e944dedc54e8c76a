"""How everything stands for one buyer, as their window shows it."""

import msgspec

from bot.service import Service
from bot.talk.wording import service_times
from bot.web.cards import case_card, checklist, order_card
from bot.web.store import Kept, WindowStore
from bot.web.tokens import Buyer
from bot.web.wire import Cases, Checklist, Message, Orders, Sizes, TalkView

MOST_CASES = 20
MOST_ORDERS = 50


class View:
    """Looks only; every method raises StoreUnavailable."""

    def __init__(self, service: Service, store: WindowStore) -> None:
        self._service = service
        self._store = store

    def talk(self, buyer: Buyer) -> TalkView:
        """Who has the talk, how long the queue is, what may be sent."""
        waiting = self._service.shop.handovers.waiting()
        place = next((n for n, each in enumerate(waiting, 1) if each.talk_id == talk_id(buyer.id)), None)
        kept, limits = self._store.conversation(buyer.id), self._service.settings.window
        agent = self._service.staff.get(kept.agent_id) if kept.agent_id else None
        return TalkView(
            owner="agent" if kept.agent_id else "queue" if place else "bot",
            place=place,
            due=waiting[place - 1].due_at if place else None,
            agent=agent.name if agent else None,
            last=kept.last_seq,
            rated=kept.stars is not None,
            limits=Sizes(limits.text, limits.picture_bytes, limits.video_bytes, limits.files),
            order_no=buyer.order_no,
            hours=self._hours(),
            closed=False,
            now=self._service.shop.clock.now(),
        )

    def orders(self, buyer: str) -> Orders:
        """The buyer's own orders, newest first."""
        return Orders([order_card(order) for order in self._service.shop.orders_of(buyer)[:MOST_ORDERS]])

    def cases(self, buyer: str) -> Cases:
        """The buyer's own cases, newest first."""
        shop = self._service.shop
        return Cases([case_card(case, shop) for case in shop.cases.of_buyer(buyer, only_open=False)[:MOST_CASES]])

    def checklist(self, buyer: str) -> Checklist | None:
        """What is asked for on the problem at hand; None when nothing is."""
        return checklist(buyer, self._service.talks.of(buyer), self._service.shop)

    def _hours(self) -> str:
        shop = self._service.shop
        return "–".join(f"{time:0>5}" for time in service_times(shop, shop.clock.now()))


def talk_id(buyer: str) -> str:
    """The name of a buyer's talk: they have one, whatever the device."""
    return buyer


def shown(kept: Kept) -> Message:
    """A message as it goes over the wire."""
    extras = msgspec.structs.asdict(kept.extras)
    return Message(seq=kept.seq, id=kept.client_id, author=kept.author, text=kept.text, at=kept.at, **extras)
