"""How much of a draft a person has changed."""


def distance(draft: str, sent: str) -> int:
    """The characters put in, taken out or changed on the way from ``draft`` to ``sent`` (Levenshtein).

    Blanks and line breaks do not count.
    """
    before, after = "".join(draft.split()), "".join(sent.split())
    row = list(range(len(after) + 1))
    for removed, mine in enumerate(before, 1):
        diagonal, row[0] = row[0], removed
        for place, theirs in enumerate(after, 1):
            changed = diagonal + (mine != theirs)
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, changed)
    return row[-1]
