"""Forgetting one buyer everywhere: on disk, in Rasa's store of talks, in the shop's database; each whole or not at all.

The shop's database comes last: as long as it knows the buyer, what failed half-way can be done again.
"""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from bot.forgetting.events.store import EventStore
from bot.forgetting.model import Found, StillOpen, Unknown
from bot.forgetting.pictures import Pictures
from bot.forgetting.spooled import Spooled
from bot.forgetting.store import ForgettingStore
from bot.forgetting.talks_at import talks_at
from bot.settings import Settings
from bot.store import Engine


class Places(msgspec.Struct, frozen=True):
    """Wherever a shop keeps something of its buyers."""

    engine: Engine
    events: EventStore
    pictures: Pictures
    spooled: Spooled


def places(engine: Engine, settings: Settings, environ: Mapping[str, str]) -> Places:
    """The places of a shop whose database is at hand. Raises TalksElsewhere, BadEndpoints."""
    return Places(engine, EventStore(talks_at(environ)), Pictures(settings.var), Spooled(settings.var))


def find(shop: Places, buyer: str) -> Found:
    """What there is of a buyer; nothing is changed. Raises Unknown, StoreUnavailable."""
    store = ForgettingStore(shop.engine)
    found, files = store.found(buyer), shop.pictures.count(store.pictures(buyer))
    elsewhere = {"files": files, "events": shop.events.of_buyer(buyer), "spool": shop.spooled.count(buyer)}
    found = msgspec.structs.replace(found, erased={**found.erased, **elsewhere})
    if not found:
        raise Unknown(buyer)
    return found


def forget(shop: Places, buyer: str, now: datetime, open_too: bool = False) -> Found:
    """Forget a buyer; what there was. Again it is Unknown.

    Raises Unknown, StillOpen unless ``open_too``, StoreUnavailable, OSError.
    """
    found = find(shop, buyer)
    if found.standing and not open_too:
        raise StillOpen(found.standing)
    elsewhere = {"events": shop.events.erase(buyer), "spool": shop.spooled.remove(buyer)}
    return ForgettingStore(shop.engine).erase(buyer, now, shop.pictures.remove, elsewhere, open_too)
