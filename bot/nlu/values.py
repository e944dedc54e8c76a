"""What a matched stretch of text is worth: a number, an amount in 分, or a day as it was named."""

import re
from collections.abc import Callable
from decimal import Decimal

TEN_THOUSAND = 10_000


class Numerals:
    """Reads Arabic and Chinese numbers; ``digits`` and ``units`` say what the characters are worth."""

    def __init__(self, digits: dict[str, int], units: dict[str, int]) -> None:
        self._digits = digits
        self._units = units

    def read(self, text: str) -> Decimal | None:
        """12, 3.5, 十二, 一百零五, 一百五 (150), 两万三; None for what is no number."""
        if text[0].isdigit():
            return Decimal(text)
        if len(text) > 1 and not set(text) & set(self._units):
            return None
        total = section = 0
        digit: int | None = None
        unit = 1
        for char in text:
            if char in self._digits:
                digit, unit = self._digits[char], unit if self._digits[char] else 1
            elif self._units[char] == TEN_THOUSAND:
                total, section, digit, unit = (total + section + (digit or 0)) * TEN_THOUSAND, 0, None, TEN_THOUSAND
            else:
                unit = self._units[char]
                section, digit = section + (1 if digit is None else digit) * unit, None
        return Decimal(total + section + (digit or 0) * max(unit // 10, 1))


class Values:
    """What the named groups of a match come to: ``n`` a count, ``yuan`` and ``jiao`` money, the others a day."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals = numerals
        self._readers: dict[str, Callable[[dict[str, str]], str | int | None]] = {
            "n": self._count,
            "yuan": self._money,
            "jiao": self._money,
            "ago": self._ago,
            "weekday": self._weekday,
            "day": self._day,
        }

    def of(self, match: "re.Match[str]") -> str | int | None:
        """The value of a match; its text where it has no named group, None where the words are no number."""
        groups = {name: found for name, found in match.groupdict().items() if found}
        read = next((reader for name, reader in self._readers.items() if name in groups), None)
        return read(groups) if read else match.group()

    def _whole(self, text: str) -> int | None:
        number = self._numerals.read(text)
        return int(number) if number is not None and number == int(number) else None

    def _count(self, groups: dict[str, str]) -> int | None:
        return self._whole(groups["n"])

    def _money(self, groups: dict[str, str]) -> int | None:
        """三块五 and 3.5元 are 350, 五毛 is 50; 12块50 is 1250."""
        yuan = self._numerals.read(groups.get("yuan", "0"))
        jiao = self._whole(groups.get("jiao", "0"))
        if yuan is None or jiao is None:
            return None
        return int(yuan * 100) + (jiao * 10 if jiao < 10 else jiao)

    def _ago(self, groups: dict[str, str]) -> str | None:
        days = self._whole(groups["ago"])
        return None if days is None else f"d-{days * (7 if groups.get('weeks') else 1)}"

    def _weekday(self, groups: dict[str, str]) -> str:
        """``w3`` is the latest Wednesday, ``w3-1`` that of last week, ``w3+1`` of the next."""
        named = groups["weekday"]
        number = 7 if named in "日天" else self._whole(named)
        back, ahead = groups.get("back", ""), groups.get("ahead", "")
        return f"w{number}" + (f"-{len(back)}" if back else f"+{len(ahead)}" if ahead else "")

    def _day(self, groups: dict[str, str]) -> str | None:
        """``2026-06-03``, ``06-03`` or ``03``, as much as was named."""
        parts = [self._whole(groups[name]) for name in ("month", "day") if name in groups]
        if any(part is None or not 0 < part <= 31 for part in parts):
            return None
        return "-".join([*([groups["year"]] if "year" in groups else []), *(f"{part:02}" for part in parts)])
