"""Codes of goods (HS), numbers of ships (IMO) and of containers (ISO 6346): text, never numbers."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tidewaiter.errors import InputError
from tidewaiter.trade import columns
from tidewaiter.trade.cells import flat

_IMO = re.compile(r"\bIMO[ .:#-]{0,3}(?:(?:no|number|nr)[ .:#-]{0,3})?([0-9]{7})(?![0-9])", re.IGNORECASE)
_CONTAINER = re.compile(r"(?<![A-Z0-9])([A-Z]{3}[UJZ])[ -]?([0-9]{3})[ -]?([0-9]{3})[ -]?([0-9])(?![0-9])")
_MARK = re.compile(
    r"^(?:'|(?:ex|hs|hts|hsn|htsus|cn|taric|chapter|heading|subheading)(?: ?(?:code|no|number))?[ .:#-]*)+",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\([^()0-9]*\)$")  # "8458.11 (CNC)"
_LISTED = re.compile(r"[0-9]{4}[0-9. ]*(?:, *[0-9]{4}[0-9. ]*)+")  # "8458, 1006": a comma before fewer may be a point
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")  # a code that a spreadsheet took for a number
_POWER = re.compile(r"([0-9])(?:[.,]([0-9]+))?e\+?([0-9]{1,2})", re.IGNORECASE)
_FLOAT = re.compile(r"([0-9]{3,12})\.0")
_LONGEST = 64
_FORM = "an HS code has 2 to 12 digits; dots and spaces may part them"


@dataclass(frozen=True, slots=True)
class HsHabit:
    """What a column shows of its codes: ``width`` is the number of digits that most of them have.

    ``zeros`` tells that some begin with a zero, so that none was lost; ``numbers`` that the file
    holds the column as numbers, which cannot begin with one.
    """

    width: int | None = None
    zeros: bool = False
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class HsReading:
    """The codes of a cell; ``either`` are readings of which only one can be right. ``note`` says what was done."""

    codes: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    note: str | None = None


def hs_habit(texts: Iterable[str], *, numbers: bool = False) -> HsHabit:
    """The habit of a column, from its cells."""
    widths: Counter[int] = Counter()
    zeros = False
    for text in texts:
        digits = "".join(sign for sign in text if sign.isdecimal())
        if 4 <= len(digits) <= 12:
            widths[len(digits)] += 1
            zeros = zeros or digits.startswith("0")
    width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    settled = count >= 3 and count > sum(widths.values()) / 2
    return HsHabit(width if settled else None, zeros, numbers)


_RANGE = re.compile(r"([0-9]{2})\s?(?:-|–|to|bis|through)\s?([0-9]{2})", re.IGNORECASE)
_LAST_CHAPTER = "97"


@functools.lru_cache(maxsize=8192)
def read_hs(text: str, *, habit: HsHabit | None = None) -> HsReading:
    """The codes of a cell as text of 2 to 12 digits, leading zeros kept, dots and spaces left out.

    Several codes are parted by ";" or "/". A code with an odd number of digits has lost a zero at
    its beginning, or a digit at its end: which, is told by the headings that exist and by its
    column (``habit``); where neither tells, both readings are kept. Raises InputError for anything
    else: as prefixes decide which measure a code falls under, a wrong digit points to other goods.
    """
    if len(text) > _LONGEST:
        raise InputError("not an HS code", hint=_FORM)
    parts = re.split("[;/|,]" if _LISTED.fullmatch(text.strip()) else "[;/|]", text)
    read = [_read_code(part, habit or HsHabit()) for part in parts if part.strip()]
    if not read:
        raise InputError("not an HS code", hint=_FORM)
    notes = [one.note for one in read if one.note]
    return HsReading(
        tuple(dict.fromkeys(code for one in read for code in one.codes)),
        tuple(dict.fromkeys(code for one in read for code in one.either)),
        "; ".join(notes) or None,
    )


def _read_code(text: str, habit: HsHabit) -> HsReading:
    plain = _REMARK.sub("", _MARK.sub("", flat(text)))
    if (hit := _RANGE.fullmatch(plain)) and hit[1] < hit[2] <= _LAST_CHAPTER:
        raise InputError("a range of chapters is no code", hint="write the code of the goods, such as 845811")
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if hit := _POWER.fullmatch(plain):
        return _from_power(hit)
    number = _FLOAT.fullmatch(plain)
    groups = re.split(r"[. -]+", number[1] if number else plain)
    if len(groups) > 1 and re.fullmatch("[0-9]{1,3}[A-Za-z]", groups[-1]):
        groups[-1] = groups[-1][:-1]  # the check letter of some national codes
    code = "".join(groups)
    if not re.fullmatch("[0-9]{2,12}", code):
        letters = len(code) <= 12 and re.search("[0-9]", code) and re.search("[lIoOSB]", code)
        hint = "a letter stands among the digits: write 0 for O, 1 for l" if letters else _FORM
        raise InputError("not an HS code", hint=hint)
    if code.startswith(("00", "77")):
        raise InputError(f"the Harmonized System has no chapter {code[:2]}", hint="check the first two digits")
    if len(groups) > 1 and any(len(group) % 2 for group in groups[:-1]):
        return _from_dots(groups)
    if len(code) % 2 == 0:
        return _even(code, habit)
    return _odd(code, habit)


def _is_heading(code: str) -> bool:
    """Whether the first four digits can be a heading; chapters 98 and 99 are the countries' own."""
    if code[:2] in ("98", "99"):
        return True
    last = columns.last_headings().get(code[:2], 0)
    return last > 0 if len(code) < 4 else 1 <= int(code[2:4]) <= last


def _padded(code: str) -> HsReading:
    return HsReading((f"0{code}",), (), f"a zero lost at its beginning is put back: 0{code}")


def _even(code: str, habit: HsHabit) -> HsReading:
    """As it stands, but where the column's codes are one digit longer and its heading does not exist."""
    lost = habit.width == len(code) + 1 and not habit.zeros
    if lost and len(code) >= 6 and not _is_heading(code) and _is_heading(f"0{code}"):
        return _padded(code)
    return HsReading((code,))


def _odd(code: str, habit: HsHabit) -> HsReading:
    """An odd number of digits: a national code of 9 or 11, a zero lost in front, or a digit lost behind."""
    if habit.width == len(code) and (habit.zeros or _is_heading(code)) and len(code) >= 7:
        return HsReading((code,))
    if code.startswith("0") and not _is_heading(code) and _is_heading(code[1:]):
        return HsReading((code[1:],), (), f"a zero too many at its beginning is left out: {code[1:]}")
    whole, front = _is_heading(code), _is_heading(f"0{code}") and not code.startswith("0")
    if front and (not whole or (not habit.zeros and (habit.numbers or habit.width == len(code) + 1))):
        return _padded(code)
    if front and not habit.zeros:
        both = (_cut(code), f"0{code}")
        return HsReading(
            (), both, f"{len(code)} digits: a zero lost at its beginning ({both[1]}), or a digit at its end ({both[0]})"
        )
    if whole:
        return HsReading((_cut(code),), (), f"{len(code)} digits: read as {_cut(code)}")
    hint = f"codes have an even number of digits: is a zero lost (0{code}), or a digit too many?"
    raise InputError(f"an HS code with {len(code)} digits, whose heading does not exist", hint=hint)


def _cut(code: str) -> str:
    """As many digits as are sure to stand in their place: pairs from the beginning."""
    return code if len(code) >= 7 else code[: len(code) // 2 * 2]


def _from_dots(groups: list[str]) -> HsReading:
    """Dots that part no pairs of digits: 202.3 was 0202.30 before it became a number."""
    first = groups[0]
    code = f"0{''.join(groups)}" if len(first) % 2 else "".join(groups)
    if len(first) % 2 == 0 or len(first) > 3 or not _is_heading(code) or code.startswith(("00", "077")):
        raise InputError(
            "an HS code whose dots part no pairs of digits",
            hint="is a zero lost at its beginning or its end? Format the column as text before the file is saved",
        )
    kept = code[: len(code) // 2 * 2]
    return HsReading((kept,), (), f"a zero lost at its beginning is put back: {kept}")


def _from_power(hit: re.Match[str]) -> HsReading:
    """A code that became a rounded number (8.70323E+09): its heading is likely, and no more."""
    digits, length = hit[1] + (hit[2] or ""), int(hit[3]) + 1
    code = f"0{digits}" if length % 2 else digits
    if length not in range(5, 13) or len(digits) < 5 or len(digits) > length or not _is_heading(code):
        raise InputError(
            "the HS code was turned into a number", hint="format the column as text before the file is saved"
        )
    return HsReading((), (code[:4],), f"the code was turned into a rounded number: likely heading {code[:4]}")


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


def containers(text: str) -> tuple[str, ...]:
    """The container numbers of a cell: four letters and seven digits each, without spaces."""
    return tuple(dict.fromkeys("".join(hit.groups()) for hit in _CONTAINER.finditer(flat(text).upper())))


def is_container(number: str) -> bool:
    """Whether the check digit of a container number is right (ISO 6346).

    Letters count from 10 upwards, passing over the multiples of 11; the n-th sign weighs 2 to the
    n-th, counted from 0; the sum modulo 11, and of that modulo 10, is the last digit.
    """
    if not re.fullmatch("[A-Z]{4}[0-9]{7}", number):
        return False
    total = sum(_weight(sign) << place for place, sign in enumerate(number[:10]))
    return total % 11 % 10 == int(number[10])


def _weight(sign: str) -> int:
    if sign.isdecimal():
        return int(sign)
    number = ord(sign) - ord("A") + 10
    return number + (number - 1) // 10
