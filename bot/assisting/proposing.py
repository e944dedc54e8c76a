"""What is learnt when a person sends something other than the draft: wordings for scripts, lines for intents.

Nothing is written into data/: what has been accepted comes out as files to read and to take over by hand.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime

from bot.assisting.blanks import emptied, filled_with
from bot.assisting.store import Drafted, Proposal
from bot.assisting.topics import Topics
from bot.talk.reading import hidden

PRIVATE = re.compile(r"(?<![0-9])[0-9]{7,}[xX]?")
VERSION = 'version: "3.1"\n'


def proposals(
    draft: Drafted,
    sent: str,
    said: str,
    agent_id: str,
    at: datetime,
    topics: Topics,
    other_script: str | None = None,
) -> list[Proposal]:
    """What an edited draft proposes.

    ``said`` is the message of the buyer that it answers, ``other_script`` the script that the person sent instead:
    then the draft was about the wrong thing and its script stays as it is.
    """
    if other_script and other_script != draft.script:
        found = line(draft, said, other_script, agent_id, at, topics)
    else:
        found = wording(draft, sent, agent_id, at, topics)
    return [found] if found else []


def wording(draft: Drafted, sent: str, agent_id: str, at: datetime, topics: Topics) -> Proposal | None:
    """Other words for the draft's script, with its blanks; None where nothing is other or a blank is lost."""
    phrasings = topics.phrasings(draft.script or "")
    for phrasing in phrasings:
        facts = filled_with(phrasing, draft.text)
        words = emptied(sent.strip(), phrasing, facts) if facts is not None else None
        if words and words not in phrasings:
            return Proposal("script", draft.script or "", phrasing, words, agent_id, at)
    return None


def line(draft: Drafted, said: str, script: str, agent_id: str, at: datetime, topics: Topics) -> Proposal | None:
    """The buyer's words, long numbers hidden, for the intent that ``script`` answers; None where it was understood."""
    intent = topics.intent_of(script)
    words = " ".join(hidden(said, PRIVATE.findall(said)).split())
    if intent is None or intent == draft.intent or not words or words in topics.lines(intent):
        return None
    return Proposal("line", intent, draft.intent or "", words, agent_id, at)


def as_files(accepted: Iterable[Proposal], topics: Topics) -> dict[str, str]:
    """The accepted proposals as pieces of the files they belong to, by path: scripts whole, intents with the new lines.

    What belongs to a script or an intent that is no longer there is left out.
    """
    scripts: dict[str, dict[str, list[str]]] = {}
    intents: dict[str, dict[str, list[str]]] = {}
    for each in accepted:
        files, topic = (
            (scripts, topics.topic_of_script(each.name))
            if each.kind == "script"
            else (intents, topics.topic_of_intent(each.name))
        )
        if topic is not None:
            known = list(topics.phrasings(each.name)) if each.kind == "script" else []
            _take(files.setdefault(topic, {}).setdefault(each.name, known), each)
    return {
        **{f"data/scripts/{topic}.yml": _scripts(named) for topic, named in sorted(scripts.items())},
        **{f"data/nlu/{topic}.yml": _lines(named) for topic, named in sorted(intents.items())},
    }


def _take(words: list[str], proposal: Proposal) -> None:
    """Put a proposal's words in the place of those it changes, or behind the others."""
    if proposal.kind == "script" and proposal.before in words:
        words[words.index(proposal.before)] = proposal.after
    elif proposal.after not in words:
        words.append(proposal.after)


def _scripts(named: dict[str, list[str]]) -> str:
    blocks = [
        f"  {name}:\n" + "".join(f"  - text: {json.dumps(each, ensure_ascii=False)}\n" for each in phrasings)
        for name, phrasings in named.items()
    ]
    return VERSION + "responses:\n" + "".join(blocks)


def _lines(named: dict[str, list[str]]) -> str:
    blocks = [
        f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {each}\n" for each in lines)
        for intent, lines in named.items()
    ]
    return VERSION + "nlu:\n" + "".join(blocks)
