"""Codes of goods (HS) and numbers of ships (IMO): text, never numbers."""

from __future__ import annotations

import re

from tidewaiter.errors import InputError
from tidewaiter.trade.cells import flat

_IMO = re.compile(r"\bIMO[ .:#-]{0,3}(?:(?:no|number|nr)[ .:#-]{0,3})?([0-9]{7})(?![0-9])", re.IGNORECASE)


def read_hs(text: str) -> tuple[str, ...]:
    """The codes of a cell as text of 2 to 10 digits, leading zeros kept, dots and spaces left out.

    Several codes are parted by ";" or "/". Raises InputError for anything else: as prefixes
    decide which measure a code falls under, a code that lost a digit points to other goods.
    """
    return tuple(dict.fromkeys(_read_code(part) for part in re.split("[;/]", text)))


def _read_code(text: str) -> str:
    groups = re.split(r"[. ]+", flat(text))
    code = "".join(groups)
    if re.fullmatch(r"[0-9][0-9.,]*e[+-]?[0-9]+", code.casefold()):
        raise InputError(
            "the HS code was turned into a number", hint="format the column as text before the file is saved"
        )
    if not re.fullmatch("[0-9]{2,10}", code):
        raise InputError("not an HS code", hint="an HS code has 2, 4, 6, 8 or 10 digits; dots and spaces may part them")
    if len(code) % 2:
        raise InputError(
            f"an HS code with {len(code)} digits",
            hint=f"codes have an even number of digits: is a zero lost (0{code}), or a digit too many?",
        )
    if any(len(group) % 2 for group in groups):
        raise InputError(
            "an HS code whose dots part no pairs of digits",
            hint="is a zero lost at its beginning or its end? Format the column as text before the file is saved",
        )
    if code.startswith(("00", "77")):
        raise InputError(f"the Harmonized System has no chapter {code[:2]}", hint="check the first two digits")
    return code


def read_imo(text: str) -> str | None:
    """The seven digits behind the letters IMO in a cell; None where there are none."""
    hit = _IMO.search(flat(text))
    return hit[1] if hit else None


def without_imo(text: str) -> str:
    """The ship's name: the cell without its IMO number and what set that off."""
    return re.sub(r"\(\s*\)|\[\s*\]", "", _IMO.sub("", flat(text))).strip(" ,;:/-")


def is_imo(digits: str) -> bool:
    """Whether the check digit of a seven-digit IMO number is right.

    The last digit is the last digit of the sum of the first six, weighted 7 to 2
    (IMO Resolution A.1117(30)).
    """
    if not re.fullmatch("[0-9]{7}", digits):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False))
    return total % 10 == int(digits[6])
