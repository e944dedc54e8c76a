"""Carrying decisions out once they can no longer be taken back, and telling their buyers."""

import asyncio
import logging

from starlette.concurrency import run_in_threadpool

from bot.aftersales.case import Case
from bot.money import yuan
from bot.replies import moment
from bot.service import Service
from bot.texts import text
from bot.web.door import Door

logger = logging.getLogger(__name__)
EVERY_S = 1.0


async def carry_on(door: Door) -> None:
    """As long as the door is open; what fails is tried again."""
    while True:
        await asyncio.sleep(EVERY_S)
        try:
            for buyer in await run_in_threadpool(_carry_out, door):
                door.hub.tell(buyer, "changed")
        except Exception:
            logger.exception("decisions wait")


def _carry_out(door: Door) -> list[str]:
    changed = []
    for decision, done in door.service.deciding.carry_out():
        case = door.service.shop.cases.get(decision.case_no)
        if case and done and decision.kind == "grant":
            door.desk.notice(case.draft.buyer_id, _granted(door.service, case), door.service.shop.clock.now())
        changed += [case.draft.buyer_id] if case else []
    return changed


def _granted(service: Service, case: Case) -> str:
    draft, promises = case.draft, service.shop.promises(case)
    amount = text("cli.money", amount=yuan(draft.amount)) if draft.amount is not None else ""
    following = text("desk.notice.granted_by", due=moment(promises[0].due_at)) if promises else ""
    result = f"{text(f'cli.remedy.{draft.remedy}')}{amount}"
    return text("desk.notice.granted", case_no=case.case_no, result=result, next=following)
