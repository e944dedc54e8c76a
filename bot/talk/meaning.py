"""What a message is about where its words name a problem that its intent does not."""

import msgspec

from bot.talk.lexicon import answers
from bot.talk.message import Message, Talk


def meant(message: Message, talk: Talk) -> Message:
    """The message as the problem that its words name; as it is while a problem is under way or something stands."""
    problems = answers().meant.get(message.intent)
    if problems is None or talk.claim.issue or talk.step:
        return message
    labels = {entity.label for entity in message.entities}
    problem = next((problem for label, problem in problems.items() if label in labels), None)
    return msgspec.structs.replace(message, intent=problem) if problem else message
