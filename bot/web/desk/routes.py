"""Everything that may be asked of the desk, and from which role up."""

from bot.web.desk import deciding, finding, people, proving, queue, replying, reporting, side, signing, talks
from bot.web.desk.live import EVENTS

WAYS = (
    *people.WAYS,
    *queue.WAYS,
    *talks.WAYS,
    *side.WAYS,
    *replying.WAYS,
    *finding.WAYS,
    *deciding.WAYS,
    *reporting.WAYS,
    *proving.WAYS,
)
ROUTES = [*signing.ROUTES, EVENTS, *(way.route() for way in WAYS)]
