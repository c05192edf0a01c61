"""Values of typed columns as text, as a person would have written them into a cell."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

_SHORT = 15  # signs of a number below which Python writes it as it is meant


def as_text(value: Any) -> str:
    """The text of a value of a workbook, a Parquet file or a list of JSON; "" where there is none.

    Numbers stand without exponent and groups (870323, 0.5), days as 2024-02-18, times of a day
    behind them; bytes are read as UTF-8. What has no digits, such as NaN, is no value.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else ""
    if isinstance(value, datetime.datetime):
        return _moment(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def _number(value: float) -> str:
    plain = repr(value)
    if plain[-1].isdigit() and plain[0] != "-" and "e" not in plain and len(plain) < _SHORT:
        return plain.removesuffix(".0")
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")


def _moment(value: datetime.datetime) -> str:
    midnight = value.time() == datetime.time(0)
    return value.date().isoformat() if midnight else value.isoformat(sep=" ")
