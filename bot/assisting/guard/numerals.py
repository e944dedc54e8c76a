"""Numbers as people type them: 12.5, 1,200, 二十, 一百二."""

from decimal import Decimal

from bot.assisting.guard.rules import Numerals


def numeral(words: str, numerals: Numerals) -> Decimal | None:
    """The number that words of figures or of Chinese numerals name, or None."""
    plain = words.replace(",", "")
    if plain.replace(".", "", 1).isdecimal():
        return Decimal(plain)
    digits = numerals.digits
    if not plain or any(character not in digits and character not in numerals.units for character in plain):
        return None
    if all(character in digits for character in plain):
        return Decimal("".join(str(digits[character]) for character in plain))
    return Decimal(_counted(plain, numerals))


def _counted(words: str, numerals: Numerals) -> int:
    """A number with units; a digit right behind the last unit is of the next lower one, so 一百二 is 120."""
    total, section, digit, unit = 0, 0, 0, 1
    largest = max(numerals.units.values())
    for character in words:
        if character in numerals.digits:
            digit = numerals.digits[character]
            continue
        unit = numerals.units[character]
        if unit == largest:
            total, section, digit = (section + digit) * unit, 0, 0
        else:
            section, digit = section + (digit or 1) * unit, 0
    short = digit and unit > 10 and words[-2] in numerals.units
    return total + section + (digit * unit // 10 if short else digit)
