"""Who is at the desk: oneself, colleagues, the shop's mode, the audit log."""

import re
from collections import defaultdict
from collections.abc import Mapping

from bot.money import yuan
from bot.staff.model import Agent
from bot.staff.store import Known, LastOwner, WeakPassword
from bot.texts import names, text
from bot.web.desk.access import Call, Refused, Way
from bot.web.desk.signing import me_of
from bot.web.desk.wire.people import Audit, ChangedAgent, Colleague, Me, Moded, NewAgent, Password, Present, Seen
from bot.web.keeping import MODE

AGENT_ID = re.compile(r"[0-9A-Za-z_.-]{2,32}")
PAGE = 50
IN_WORDS = {
    "mode": "desk.mode",
    "presence": "desk.presence",
    "remedy": "cli.remedy",
    "finding": "desk.event.evidence",
    "result": "desk.result",
    "role": "cli.role",
}
LONGEST_NAME = 20


def me(call: Call) -> Me:
    """Who is signed in."""
    return me_of(call.service, call.session)


def password(call: Call) -> None:
    """Another password of one's own; one is signed out everywhere."""
    if not call.service.staff.knows(call.me.id, call.body.old):
        raise Refused("bad_request", text("desk_error.old_password"))
    try:
        call.service.staff.change(call.me.id, password=call.body.new)
    except WeakPassword as error:
        raise Refused("bad_request", text("desk_error.weak")) from error
    call.log("password", call.me.id)


def presence(call: Call) -> None:
    """Whether one takes talks now."""
    call.service.staff.presence(call.me.id, call.body.presence)
    call.log("presence", call.me.id, presence=call.body.presence)


def colleagues(call: Call) -> list[Colleague]:
    """Everybody at the desk, with how many talks they have."""
    staff = call.service.staff
    online, having = {each.id for each in staff.online()}, call.desk.having()
    return [_colleague(each, each.id in online, having.get(each.id, 0)) for each in staff.all()]


def _colleague(agent: Agent, online: bool, talks: int) -> Colleague:
    return Colleague(agent.id, agent.name, agent.role, agent.presence, online, talks, agent.active)


def add(call: Call) -> Colleague:
    """Somebody new."""
    new: NewAgent = call.body
    if not AGENT_ID.fullmatch(new.id) or not 0 < len(new.name.strip()) <= LONGEST_NAME:
        raise Refused("bad_request", text("desk_error.agent_id"))
    try:
        agent = call.service.staff.add(new.id, new.name.strip(), new.role, new.password)
    except Known as error:
        raise Refused("bad_request", text("desk_error.known", id=new.id)) from error
    except WeakPassword as error:
        raise Refused("bad_request", text("desk_error.weak")) from error
    call.log("agent_added", new.id, role=new.role)
    return _colleague(agent, False, 0)


def change(call: Call) -> Colleague:
    """Somebody with another name, role or password, or who leaves; never the last owner."""
    given: ChangedAgent = call.body
    changed = {n: v for n in ("name", "role", "password", "active") if (v := getattr(given, n)) is not None}
    try:
        agent = call.service.staff.change(call.path["id"], **changed)
    except WeakPassword as error:
        raise Refused("bad_request", text("desk_error.weak")) from error
    except LastOwner as error:
        raise Refused("bad_request", text("desk_error.last_owner")) from error
    if agent is None:
        raise Refused("not_found")
    if not agent.active:
        _let_go(call, agent.id)
    call.log("agent_changed", agent.id, **{n: v for n, v in changed.items() if n != "password"})
    return _colleague(agent, False, 0)


def _let_go(call: Call, agent_id: str) -> None:
    """The talks of somebody who leaves wait for whoever comes first."""
    now = call.service.shop.clock.now()
    for buyer, version in call.desk.of_agent(agent_id):
        call.desk.pass_on(buyer, None, version, None, now, text("desk.notice.queued"))
        call.tell(buyer)


def mode(call: Call) -> Me:
    """Whether the bot answers, drafts, or is off."""
    call.service.words.put(MODE, call.body.mode, call.me.id, call.service.shop.clock.now())
    call.log("mode", mode=call.body.mode)
    return me(call)


def audit(call: Call) -> Audit:
    """A page of the log, newest first."""
    before = call.query.get("before", "")
    found, more = call.service.audit.page(int(before) if before.isascii() and before.isdigit() else None, PAGE)
    who = {each.id: each.name for each in call.service.staff.all()}
    said = names("desk.audit")
    told = {each.number: said.get(each.what, each.what).format_map(_in_words(each.details)) for each in found}
    seen = [Seen(e.number, e.at, who.get(e.agent_id, e.agent_id), told[e.number], e.about) for e in found]
    return Audit(seen, more)


def _in_words(details: Mapping[str, object]) -> Mapping[str, object]:
    """What was logged, with codes as words and amounts in 元; what was not logged is empty."""
    told = {key: names(IN_WORDS[key]).get(str(value), value) for key, value in details.items() if key in IN_WORDS}
    amount = details.get("amount")
    money = {"amount": text("cli.money", amount=yuan(amount)) if isinstance(amount, int) else ""}
    return defaultdict(str, {**details, **told, **money})


WAYS = (
    Way("GET", "/me", me),
    Way("POST", "/password", password, Password),
    Way("POST", "/presence", presence, Present),
    Way("GET", "/colleagues", colleagues),
    Way("GET", "/agents", colleagues, least="owner"),
    Way("POST", "/agents", add, NewAgent, least="owner"),
    Way("POST", "/agents/{id}", change, ChangedAgent, least="owner"),
    Way("POST", "/mode", mode, Moded, least="lead"),
    Way("GET", "/audit", audit, least="owner"),
)
