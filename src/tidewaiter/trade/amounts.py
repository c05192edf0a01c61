"""Numbers, and the unit or currency beside them.

A value that is a thousand times too high is worse than none: a numeral that can be read in
two ways is read only where its column settles the sign before decimals (``habits.py``).
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Literal

from tidewaiter.errors import InputError
from tidewaiter.trade import columns
from tidewaiter.trade.cells import flat

Sign = Literal[".", ","]

ABSURD = 2e12
"""More than any one shipment holds or is worth, in any unit or currency: the world trades some 3e13 dollars a year."""

_NUMERAL = re.compile(r"[0-9.,](?:[0-9.,' ]*[0-9.,])?(?:[eE][+-]?[0-9]+)?")
_SPACED = re.compile(r"[0-9]{1,3}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*(?:([.,])[0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{2,3})*(?:([.,])[0-9]{3})")
_BOTH = re.compile(r"([0-9]{1,3}(?:([.,])[0-9]{2,3})*?([.,])[0-9]{3})([.,])[0-9]+")
_ONE = re.compile(r"([0-9]*)([.,])([0-9]*)")
_POWER = re.compile(r"[0-9](?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}")


def split_amount(text: str) -> tuple[str, str]:
    """The numeral of a cell and the word beside it: "USD 1,234.50" and "500 kg" have one.

    Raises InputError where there is no numeral, a sign before it, text on both sides, or a word
    that is no known unit or currency: "1.2 million" is not 1.2.
    """
    plain = flat(text)
    hit = _NUMERAL.search(plain)
    if hit is None or not any(sign.isdigit() for sign in hit[0]):
        raise InputError("not a number", hint="give the amount in digits; leave the cell empty where it is not known")
    before, after = plain[: hit.start()].strip().removeprefix("+"), plain[hit.end() :].strip()
    if before.endswith(("-", "−", "(")):
        raise InputError("a negative number", hint="give the amount without a sign")
    word = before or after
    if (before and after) or (word and not _is_measure(word)):
        raise InputError("not a number", hint="give the amount alone, or beside one unit or currency that is known")
    return hit[0], word


def _is_measure(word: str) -> bool:
    return bool(columns.currency(word) or columns.unit(word)) or columns.is_shared_sign(word)


def read_number(numeral: str, *, decimal: Sign | None = None) -> float:
    """The number a numeral means; ``decimal`` is the sign that the column uses before decimals.

    Read as they stand: 1234, 1,234.50, 1.234,50, 1 234,50, 1'234.50, 1,234,567, 12,34,567.00, 12.5.
    A single sign before exactly three digits (1,234) can be either and needs ``decimal``.
    Raises InputError where it is no number, or where it can be two.
    """
    plain = _plain_numeral(numeral, decimal)
    if plain is None:
        raise InputError("not a number", hint="write it as 1234.50")
    number = float(plain)
    if not math.isfinite(number) or number > ABSURD:
        raise InputError("a number too large for one shipment", hint="write it as 1234.50")
    return number


def times(number: float, scale: int) -> float:
    """The number that a column written in thousands or millions means, without slips of binary fractions."""
    return number if scale == 1 else float(Decimal(repr(number)) * scale)


def decimal_sign(numeral: str) -> Sign | None:
    """The sign this numeral must use before decimals, None where it could be either or shows none."""
    if numeral.isdecimal() or _POWER.fullmatch(numeral):
        return None
    if hit := _SPACED.fullmatch(numeral):
        return _sign(hit[2]) if hit[2] else None
    if not _one_kind(numeral):
        hit = _BOTH.fullmatch(numeral)
        return _sign(hit[4]) if hit and _of_two_kinds(hit) else None
    if hit := _ONE.fullmatch(numeral):
        return None if _could_be_both(hit) else _sign(hit[2])
    if hit := _GROUPED.fullmatch(numeral):
        return "," if hit[2] == "." else "."
    return None


def needs_sign(numeral: str) -> bool:
    """Whether the numeral can be read in two ways, so that its column must settle it."""
    hit = _ONE.fullmatch(numeral)
    return hit is not None and _could_be_both(hit)


def _plain_numeral(numeral: str, decimal: Sign | None) -> str | None:
    """The numeral as Python writes it; None where it is none."""
    if numeral.isdecimal():
        return numeral
    if _POWER.fullmatch(numeral):
        return numeral.replace(",", ".")
    if not _is_number(numeral):
        return None
    if decimal is None and needs_sign(numeral):
        whole, part = re.split("[.,]", numeral)
        raise InputError(
            f"{numeral} can be read in two ways: {whole}{part} or {whole}.{part}",
            hint=f"write {whole}{part} for the one, {whole}.{part}0 for the other",
        )
    sign = decimal_sign(numeral) or decimal or "."
    kept = "".join(c for c in numeral if c.isdecimal() or c == sign)
    return kept.replace(sign, ".")


def _is_number(numeral: str) -> bool:
    if _SPACED.fullmatch(numeral):
        return True
    if not _one_kind(numeral):
        hit = _BOTH.fullmatch(numeral)
        return hit is not None and _of_two_kinds(hit)
    if hit := _ONE.fullmatch(numeral):
        return bool(hit[1] or hit[3])
    return _GROUPED.fullmatch(numeral) is not None


def _could_be_both(hit: re.Match[str]) -> bool:
    """One to three digits, one sign, three digits: groups, unless a zero leads."""
    return 1 <= len(hit[1]) <= 3 and len(hit[3]) == 3 and not hit[1].startswith("0")


def _of_two_kinds(hit: re.Match[str]) -> bool:
    """Groups parted by one sign, decimals by the other."""
    return hit[4] not in hit[1] and _one_kind(hit[1])


def _one_kind(numeral: str) -> bool:
    return not ("." in numeral and "," in numeral)


def _sign(sign: str) -> Sign:
    return "." if sign == "." else ","
