"""How the talks of a buyer are called: by the buyer, or by the buyer and the number of a session of Rasa's."""

import re

SESSION = "~"


def is_talk_of(name: str, buyer: str) -> bool:
    """Whether a talk of that name can only be this buyer's, as far as the name tells."""
    return name == buyer or bool(re.fullmatch(re.escape(buyer + SESSION) + "[0-9]+", name))
