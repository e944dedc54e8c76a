"""What is wrong with a file of orders, told so that the shop can mend it without us."""

import msgspec

from bot.texts import text

SHOWN = 50


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong in a file.

    ``row`` counts as a spreadsheet does, the header being 1; where ``counts`` is ``order`` it is the place of an order
    in a list of nested ones; None stands for the file as a whole. ``value`` is what stands there, None for nothing to
    quote; ``expected`` is what should.
    """

    file: str
    row: int | None
    column: str
    value: str | None
    expected: str
    counts: str = "row"

    def __str__(self) -> str:
        if self.row is None:
            return self.expected
        kind = "bad_place" if self.value is None else "bad_cell" if self.value else "empty_cell"
        place = text(f"orders.{self.counts}", number=self.row)
        return text(f"orders.{kind}", place=place, column=self.column, value=self.value, expected=self.expected)


class ImportProblems(ValueError):
    """A file of orders cannot be imported; nothing of it was. ``problems`` holds all of them, the message the first."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        count = len(self.problems)
        lines = [text("orders.refused", file=file, count=count)]
        lines += [f"  {problem}" for problem in self.problems[:SHOWN]]
        if count > SHOWN:
            lines.append(text("orders.and_more", count=count - SHOWN))
        super().__init__("\n".join(lines))
