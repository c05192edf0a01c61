"""What the cells of a column look like: evidence where its header says too little, or says something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tidewaiter import places
from tidewaiter.errors import InputError
from tidewaiter.trade import amounts, codes, columns, dates
from tidewaiter.trade.cells import flat
from tidewaiter.trade.countries import find_country

SAMPLE = 20_000
"""Rows that are looked at: as many as the engine for large tables learns the habits of its columns from."""

_TRIED = 500  # distinct cells of a column, spread over these rows, that are tried

_SHARE = 0.9
_FEWEST = 3  # filled cells below which a column shows nothing
_AGAINST = 5  # filled cells, none of which can be read, that speak against a header
_LOCODE = re.compile("[A-Z]{2} ?[A-Z2-9]{3}")
_WORD = re.compile(r"[^\W\d_]{3,}")


def filled(cells: Sequence[str]) -> tuple[str, ...]:
    """The distinct cells that say something; of many, some from all over the rows."""
    found = tuple(dict.fromkeys(text.strip() for text in dict.fromkeys(cells) if not columns.is_empty(text)))
    return found[:: len(found) // _TRIED] if len(found) > _TRIED else found


def shows(kind: str, texts: Sequence[str]) -> bool:
    """Whether nine in ten of the distinct cells are of a kind of ``TESTS``."""
    if len(texts) < (1 if kind == "flow" else _FEWEST):
        return False
    test = TESTS[kind]
    return sum(1 for text in texts if test(text)) >= _SHARE * len(texts)


def contradicts(kind: str, texts: Sequence[str]) -> bool:
    """Whether not one of at least five distinct cells can be read as the header's kind says."""
    if kind == "country" and (foreign_numbers(texts) or _ticks(texts)):
        return True
    test = READABLE.get(kind)
    return test is not None and len(texts) >= _AGAINST and not any(test(text) for text in texts)


def _ticks(texts: Sequence[str]) -> bool:
    """Whether the cells only say yes or no, and one of them is no country ("NO" alone is Norway)."""
    marks = columns.vocabulary().yes_or_no
    return all(text.casefold() in marks for text in texts) and any(not is_country(text) for text in texts)


def foreign_numbers(texts: Sequence[str]) -> bool:
    """Whether a column of country numbers follows a national list: some of them are none of ISO 3166.

    In such a list 116 may be Japan, which is Cambodia in the other.
    """
    return numbers(texts) and not all(map(_reads_as_country, texts))


def numbers(texts: Sequence[str]) -> bool:
    """Whether all cells are whole numbers."""
    return bool(texts) and all(text.removesuffix(".0").isdecimal() for text in texts)


def is_hs(text: str) -> bool:
    """A code of four digits or more under a heading that exists."""
    digits = "".join(sign for sign in text if sign.isdecimal())
    if not 4 <= len(digits) <= 12 or not re.fullmatch("[0-9][0-9. -]*", text):
        return False
    try:
        read = codes.read_hs(text)
    except InputError:
        return False
    return any(_under_heading(code) for code in (*read.codes, *read.either))


def _under_heading(code: str) -> bool:
    last = columns.last_headings().get(code[:2], 0)
    return len(code) >= 4 and 1 <= int(code[2:4]) <= last


def is_country(text: str) -> bool:
    """The name or code of a country, certain or shared by several."""
    if len(text) > 60 or text.isdecimal():
        return False
    found = places.find_in_column(text)
    return found.how in ("name", "code") and (found.place is not None or bool(found.candidates))


def _reads_as_country(text: str) -> bool:
    return bool(find_country(text, "").may_be) or columns.names_no_country(text)


def _is_port(text: str) -> bool:
    return _LOCODE.fullmatch(text) is not None or places.find(text).how in ("port", "city")


def _is_date(text: str) -> bool:
    if dates.needs_order(text):
        return True
    try:
        dates.read_date(text, order="DMY", period=True)
    except InputError:
        return dates.date_order(text) is not None
    return True


def _is_amount(text: str) -> bool:
    try:
        numeral, _ = amounts.split_amount(text)
    except InputError:
        return flat(text).startswith(("-", "(", "−"))
    return bool(numeral)


def has_currency(text: str) -> bool:
    """Whether a cell of money names its currency beside the number."""
    try:
        _, word = amounts.split_amount(text)
    except InputError:
        return False
    return columns.currency(word) is not None


def _has_digits(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)


TESTS: dict[str, Callable[[str], bool]] = {
    "hs": is_hs,
    "imo": lambda text: codes.is_imo(codes.read_imo(text) or text),
    "country": is_country,
    "container": lambda text: any(codes.is_container(number) for number in codes.containers(text)),
    "port": _is_port,
    "locode": lambda text: _LOCODE.fullmatch(text) is not None and places.find(text).how == "port",
    "date": lambda text: len(text) >= 8 and _is_date(text),
    "currency": lambda text: len(text) == 3 and text.isupper() and columns.currency(text) is not None,
    "flow": lambda text: columns.flow(text) is not None,
    "running": lambda text: text.isdecimal() and len(text) <= 4,
    "words": lambda text: _WORD.search(text) is not None,
}

READABLE: dict[str, Callable[[str], bool]] = {
    "hs": _has_digits,
    "country": _reads_as_country,
    "date": _is_date,
    "amount": _is_amount,
    "flow": lambda text: columns.flow(text) is not None,
}
