"""The numbers that decide in matching, read from ``numbers.yaml``."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tidewaiter import datafile

_FILE = Path(__file__).with_name("numbers.yaml")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Effects on the log-odds, in hundredths."""

    identifier: int
    other_identifier: int
    birth_day: int
    birth_year: int
    birth_near: int
    birth_off: int
    birth_other: int
    birth_far: int
    country: int
    other_country: int
    gender: int
    other_gender: int
    other_kind: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The table; the meaning and unit of each is told in the file."""

    floor: int
    letter: int
    vowel: int
    gap: int
    swap: int
    short: int
    soft: int
    strict: int
    power: int
    least: int
    most: int
    letter_most: int
    unseen: int
    roles: dict[str, int]
    number: int
    query_share: int
    entry_share: int
    initial: int
    acronym: tuple[int, ...]
    base: int
    rarity: int
    whole: int
    slope: int
    differ: int
    against: int
    differ_common: int
    against_common: int
    other_patronymic: int
    lone: int
    lone_family: int
    lone_syllable: int
    listed_syllable: int
    order: int
    crossed: int
    descent: tuple[str, ...]
    other_number: int
    lone_number: int
    lone_number_of_ship: int
    other_initial: int
    lone_initial: int
    other_form: int
    general_forms: tuple[str, ...]
    least_agreement: int
    threshold: int
    weak: int
    unnamed: int
    evidence: Evidence


@cache
def numbers() -> Numbers:
    """The table of the package."""
    return datafile.read(_FILE, Numbers)


@cache
def credit() -> array[int]:
    """What each likeness (0 to 1000 thousandths) is worth, in thousandths."""
    known = numbers()
    worth = [0 if like < known.floor else like**known.power // 1000 ** (known.power - 1) for like in range(1001)]
    return array("i", worth)
