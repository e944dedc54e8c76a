"""What a buyer has said about one problem so far. It is what they claim; nothing here has been seen or proved."""

from typing import Any

import msgspec

from bot.aftersales.clause import Issue, Remedy, Wish


class Claim(msgspec.Struct, frozen=True):
    """One problem on one order line.

    ``extra`` names the gift or accessory that is meant, None for the goods themselves; ``count`` is the number of
    pieces concerned; ``amount`` the 分 they ask for; ``answers`` holds facts the buyer told by name; ``said`` their own
    words, oldest first; ``links`` addresses of pictures they pasted; ``declined`` the remedies they have turned down;
    ``reason_asks`` how often they were asked what is wrong.
    """

    issue: Issue | None = None
    order_no: str | None = None
    line_no: int | None = None
    extra: str | None = None
    count: int | None = None
    wish: Wish | None = None
    answers: dict[str, str] = {}
    said: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    declined: tuple[Remedy, ...] = ()
    amount: int | None = None
    reason_asks: int = 0

    def insisting(self) -> "Claim":
        """The claim of a buyer who stands by what they said after an explanation."""
        return msgspec.structs.replace(self, answers={**self.answers, "insists": "insisted"})

    def to_slot(self) -> dict[str, Any]:
        """The claim as plain JSON values, for a tracker or a database."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain
