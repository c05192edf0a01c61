"""Which part of a message holds which field: ``messages.yaml`` as it is written."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tidewaiter import datafile

_PATH = Path(__file__).with_name("messages.yaml")


@dataclass(frozen=True, slots=True)
class IsoPart:
    """Paths of local names below a transaction; ``above`` where the payment or group may hold them for all."""

    header: str
    paths: tuple[str, ...]
    field: str | None = None
    above: bool = False


@dataclass(frozen=True, slots=True)
class SwiftPart:
    """What of a tag is taken: a tag of two digits stands for all its options (50A, 50F, 50K)."""

    tag: str
    part: Literal[
        "text", "name", "address", "country", "date", "currency", "amount", "named", "period", "notify", "words"
    ]
    field: str | None = None


@dataclass(frozen=True, slots=True)
class EdifactPart:
    """What of which segments is taken; ``codes`` are qualifiers in the order they count, ``all`` joins them."""

    header: str
    segment: str
    take: str
    codes: tuple[str, ...] = ()
    field: str | None = None
    all: bool = False


@dataclass(frozen=True, slots=True)
class AmsTable:
    """A table of United States manifests: the column it is told by, fields by column, columns for one cell."""

    told_by: str
    fields: dict[str, str]
    joined: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Messages:
    """The parts by message; ``like`` names the message another one is built as.

    ``roles`` are names under which a party in a list of JSON says what it is, in small letters without signs.
    """

    iso20022: tuple[IsoPart, ...]
    swift: dict[str, tuple[SwiftPart, ...]]
    like: dict[str, str]
    edifact: tuple[EdifactPart, ...]
    ams: tuple[AmsTable, ...]
    roles: tuple[str, ...]


@functools.cache
def messages() -> Messages:
    """The parts of all messages."""
    return datafile.read(_PATH, Messages)
