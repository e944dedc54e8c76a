"""The composition root: settings ▸ stores ▸ one object that actions, web and command line call. Built on first use."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cached_property

import msgspec

from bot.aftersales.clause import PROBLEMS
from bot.aftersales.clocks import hours_from_shop
from bot.aftersales.in_force import NotInForce
from bot.aftersales.load import load
from bot.aftersales.policies import BadPolicy, Policies
from bot.aftersales.store import CaseStore
from bot.aftersales.watch import PolicyFiles
from bot.assisting.guard.rules import PROMISES
from bot.assisting.guard.rules import Rules as Promises
from bot.assisting.guard.rules import read_rules as read_promises
from bot.assisting.store import AssistingStore
from bot.assisting.topics import Topics as ScriptTopics
from bot.audit.store import AuditStore
from bot.clock import Clock, day
from bot.deciding.deciding import Deciding
from bot.deciding.store import DecisionStore
from bot.handover.escalation import Table, read_table, table_file
from bot.handover.record import Brief, Handover
from bot.handover.spool import Spool
from bot.handover.store import HandoverStore
from bot.knowledge.topics import Topics, topics
from bot.orders.demo import demo_shop
from bot.orders.store import OrderStore
from bot.replies import Reply, names
from bot.reports.incidents import IncidentRules, incident_rules_file, read_incident_rules
from bot.reports.store import ReportStore
from bot.settings import Settings, read
from bot.shop import Shop
from bot.staff.rules import DeskRules, read_rules, rules_file
from bot.staff.store import StaffStore
from bot.staff.words.store import WordStore
from bot.store import Engine, StoreUnavailable, changes, ensure_schema, open_engine, open_to_look, scratch_copy
from bot.talk.claims import Claims
from bot.talk.consent import Consent
from bot.talk.dates import dated
from bot.talk.enquiries import Enquiries
from bot.talk.escalation import Escalation
from bot.talk.known import Known
from bot.talk.matters import Matters
from bot.talk.meaning import meant
from bot.talk.message import Asking, Entity, Message, Talk, from_slot
from bot.talk.people import People
from bot.talk.questions import Questions
from bot.talk.reading import hidden
from bot.talk.standing import Standing
from bot.talk.store import Hearing, Outcome, Stored, TalkStore
from bot.watching import Watched

logger = logging.getLogger(__name__)

SPOOL = "handovers.jsonl"

__all__ = [
    "PROBLEMS",
    "Asking",
    "Brief",
    "Entity",
    "Handover",
    "Hearing",
    "Message",
    "Outcome",
    "Reply",
    "Service",
    "Stored",
    "Talk",
    "dated",
    "drafting",
    "from_slot",
    "hidden",
    "meant",
    "service",
]


class Files(msgspec.Struct, frozen=True):
    """What a shop's files say now, each read once and again when it changes: for all services on the same folders."""

    policies: Callable[[], Policies]
    table: Callable[[], Table]
    topics: Callable[[], Topics]
    desk: Callable[[], DeskRules]
    incidents: Callable[[], IncidentRules]
    promises: Callable[[], Promises]


class Service:
    """Everything a front end may ask of one shop, by topic."""

    def __init__(self, settings: Settings, shop: Shop, engine: Engine, files: Files) -> None:
        self.settings = settings
        self.files = files
        self.shop = shop
        self.engine = engine
        self.staff = StaffStore(engine)
        self.talks = TalkStore(engine)
        self.words = WordStore(engine)
        self.audit = AuditStore(engine)
        self.assisting = AssistingStore(engine)
        self.reports = ReportStore(engine)
        self.deciding = Deciding(shop, DecisionStore(engine), files.desk)
        self.claims = Claims(shop)
        self.people = People(shop, self.claims, files.table, self.staff.somebody)
        self.consent = Consent(shop, self.claims, self.people)
        self.known = Known(shop, files.topics)
        self.questions = Questions(shop, self.claims, self.known)
        self.standing = Standing(shop, self.claims, self.consent)
        self.enquiries = Enquiries(shop, self.claims, self.consent, self.standing, self.questions)
        self.matters = Matters()
        self.escalation = Escalation(shop, self.claims, self.people, files.table)
        self.spool = Spool(settings.var / SPOOL)

    @cached_property
    def script_topics(self) -> ScriptTopics:
        """Which script and which intent stands in which file; read once, on first use."""
        return ScriptTopics(self.settings.data)

    def today(self) -> date:
        """The shop's day."""
        return day(self.shop.clock.now())

    def command_line_buyer(self) -> str:
        """Who speaks in `rasa shell`: the buyer named by BUYER, else the first of the demo shop."""
        if self.settings.demo_buyer:
            return self.settings.demo_buyer
        return demo_shop(self.settings.data).buyers[0].id


def policies(settings: Settings) -> Policies:
    """The clauses and shop settings that ``settings`` names; raises BadPolicy."""
    return load(settings.data / "policies", settings.shop_policies)


def build(settings: Settings, clock: Clock | None = None, files: Files | None = None) -> Service:
    """A service on its own stores, by the clock of its settings or another. Raises StoreUnavailable, BadPolicy.

    ``files`` are those of another service on the same folders, so that they need not be read again.
    """
    engine = open_engine(settings.database_url)
    ensure_schema(engine)
    clock = clock or Clock(settings.clock)
    made = _on(engine, settings, files or read_files(settings, clock), clock)
    take_in(made.spool, made.shop.handovers)
    return made


def _on(engine: Engine, settings: Settings, files: Files, clock: Clock) -> Service:
    shop = Shop(OrderStore(engine), CaseStore(engine), HandoverStore(engine), files.policies, clock)
    return Service(settings, shop, engine, files)


def looking(settings: Settings) -> Shop | None:
    """A shop to look at, on its stores as they are: nothing is made or taken in. None when nothing is stored yet.

    Raises StoreUnavailable; BadPolicy when the policies are asked for and broken.
    """
    engine = open_to_look(settings.database_url)
    if engine is None:
        return None
    stores = OrderStore(engine), CaseStore(engine), HandoverStore(engine)
    return Shop(*stores, lambda: policies(settings), Clock(settings.clock))


def read_files(settings: Settings, clock: Clock) -> Files:
    """What the files that ``settings`` name say; raises BadPolicy, ValueError."""
    folder, own = settings.data / "policies", settings.shop_policies
    clauses = PolicyFiles(folder, own, names(settings.data / "scripts"), lambda: day(clock.now()))
    return Files(
        clauses.current,
        Watched(table_file(folder, own), read_table).current,
        topics(folder, own),
        Watched(rules_file(folder, own), read_rules).current,
        Watched(incident_rules_file(folder, own), read_incident_rules).current,
        Watched(settings.data / "lexicon" / PROMISES.name, read_promises).current,
    )


_current: list[Service] = []
_drafted: ContextVar[Service | None] = ContextVar("drafted", default=None)


def keep_trouble(talk_id: str, buyer: str | None, said: str, settings: Settings | None = None) -> str:
    """Keep a handover record although something is broken: in the database, else in a file; tells which."""
    settings = settings or (_current[0].settings if _current else read())
    clock = Clock(settings.clock)
    now = clock.now()
    record = Handover(talk_id, buyer, "trouble", Brief(said=(said,)), now, _review_due(settings, now))
    try:
        engine = open_engine(settings.database_url)
        ensure_schema(engine)
        HandoverStore(engine).open(record)
    except StoreUnavailable as error:
        logger.error("%s", error)
        Spool(settings.var / SPOOL).add(record)
        return SPOOL
    return "database"


def _review_due(settings: Settings, now: datetime) -> datetime:
    """When the shop has promised to look at it, by the running service's policies if there is one; else at once."""
    running = next((each for each in _current if each.settings == settings), None)
    try:
        in_force = (running.shop.policies if running else policies(settings)).on(day(now))
        return hours_from_shop("review_hours", now, in_force)
    except (BadPolicy, NotInForce) as error:
        logger.error("%s", error)
        return now


def take_in(spool: Spool, handovers: HandoverStore) -> None:
    """Write what was kept on disk while the database was away."""
    for record in spool.take():
        handovers.open(record)
    spool.done()


def service() -> Service:
    """The service of this process, built from the environment when first asked for; while drafting, the copy."""
    drafted = _drafted.get()
    if drafted:
        return drafted
    if not _current:
        _current.append(build(read()))
    return _current[0]


@contextmanager
def drafting(buyer: str | None) -> Iterator[Callable[[], bool]]:
    """While this lasts, `service` serves from a copy of what concerns a buyer: all is answered, nothing is written.

    Gives a question: whether anything has been written to the copy so far.
    """
    original = service()
    engine = scratch_copy(original.engine, buyer)
    token = _drafted.set(_on(engine, original.settings, original.files, original.shop.clock))
    before = changes(engine)
    try:
        yield lambda: changes(engine) > before
    finally:
        _drafted.reset(token)
        engine.dispose()


def use(made: Service) -> None:
    """Serve from ``made`` from now on: for a program that builds its own, as the tests do."""
    _current[:] = [made]
