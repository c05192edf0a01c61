"""The real files of the United States, where they are at hand: every party, name and word comes out."""

from __future__ import annotations

import csv
import functools
import gzip
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tidewaiter.model import When
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import csl, labels, lands, ofac_csv

SET = {"sdn": "sdn", "alt": "alt", "add": "add", "comments": "sdn_comments"}
LAND = re.compile(r"\(([^()]+)\)|(?:nationality|citizen|of Registration|Flag) ([^;]+?)\.?(?=;|$)")
WORD = re.compile(r"[^\W_]+")
# words of the form, which say what follows and nothing of the party
FORM = {"alt", "0", "a", "k", "f", "n", "digital", "currency"}


def files(shared: Path) -> dict[str, Path]:
    found = {name: shared / "data/lists" / f"ofac_2021-07_{file}.csv" for name, file in SET.items()}
    if not all(path.is_file() for path in found.values()):
        pytest.skip("the OFAC set of July 2021 is not here")
    return found


@functools.cache
def ofac(shared: Path) -> tuple[Party, ...]:
    streams = {name: io.BytesIO(path.read_bytes()) for name, path in files(shared).items()}
    return tuple(ofac_csv.read(streams, path="ofac"))


def csl_rows(shared: Path) -> list[dict[str, str]]:
    path = shared / "data/lists/us_csl_2022-04.csv.gz"
    if not path.is_file():
        pytest.skip("the Consolidated Screening List of April 2022 is not here")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@functools.cache
def screening(shared: Path) -> tuple[Party, ...]:
    csl_rows(shared)
    with gzip.open(shared / "data/lists/us_csl_2022-04.csv.gz") as stream:
        return tuple(csl.read(stream, path="csl"))  # type: ignore[arg-type]


def words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word.lower() for text in texts for word in WORD.findall(text))


def said(value: object) -> Iterable[str]:
    """Every text in a party, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from said(one)
    elif isinstance(value, When):
        yield value.text or value.value or ""
    elif hasattr(value, "__slots__"):
        for name in value.__slots__:
            yield from said(getattr(value, name))


def lost(party: Party, told: Iterable[str], known: set[str]) -> set[str]:
    """The words that the list tells and the party does not, but for labels and for countries that it has as codes."""
    codes = {code for _, code in party.countries} | {found.country for found in party.identifiers}

    def without(hit: re.Match[str]) -> str:
        return "" if lands.country(hit[1] or hit[2]) in codes else hit[0]

    return set(words(LAND.sub(without, text) for text in told)) - set(words(said(party))) - FORM - known


@functools.cache
def label_words() -> set[str]:
    return set(
        words(path.read_text(encoding="utf-8") for path in (Path(labels.__file__).with_name("ofac_labels.tsv"),))
    )


def test_every_party_and_name_of_the_ofac_set_comes_out(shared: Path) -> None:
    parties = ofac(shared)
    assert len(parties) == len({one.id for one in parties}) == 8_976
    assert Counter(one.kind for one in parties) == {
        "person": 4_620,
        "organisation": 3_673,
        "vessel": 406,
        "aircraft": 277,
    }
    names = [name for one in parties for name in one.names]
    assert sum(name.quality == "strong" for name in names) == 11_910
    assert sum(name.role == "former" and name.quality == "strong" for name in names) == 369
    assert sum(name.quality == "weak" for name in names) == 2_441


def test_four_hundred_ships_have_a_valid_number_and_one_an_impossible_one(shared: Path) -> None:
    ships = [one for one in ofac(shared) if one.kind == "vessel"]
    numbers = {one.name: found for one in ships for found in one.identifiers if found.kind == "imo"}
    assert sum(found.note is None and len(found.value) == 7 for found in numbers.values()) == 400
    assert numbers["RYONG GUN BONG"].value == "8606173"
    assert (numbers["BONU 5"].value, numbers["BONU 5"].note) == ("IMO 15411", "not a valid IMO number")
    korean = [one for one in ships if any((found.programme or "").startswith("DPRK") for found in one.designations)]
    assert len(korean) == 106


def test_no_word_of_the_ofac_set_is_lost(shared: Path) -> None:
    texts = {name: path.read_text(encoding="utf-8") for name, path in files(shared).items()}
    tables = {name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in texts.items()}
    rest = {row[0]: row[1] for row in tables["comments"]}
    told = {row[0]: [row[1], *row[3:11], row[11] + rest.get(row[0], "")] for row in tables["sdn"] if len(row) == 12}
    for row in tables["alt"] + tables["add"]:
        if len(row) > 1:
            told[row[0]] += row[2:] if len(row) == 6 else row[3:]
    for one in ofac(shared):
        assert not lost(one, told[one.id.partition(":")[2]], label_words()), one


def test_ties_of_the_ofac_set_know_their_parties(shared: Path) -> None:
    ties = [tie for one in ofac(shared) for tie in one.ties if tie.role == "linked to"]
    assert len(ties) == 3_408
    assert sum(tie.party is None for tie in ties) <= 9


def test_every_row_of_the_screening_list_comes_out(shared: Path) -> None:
    rows, parties = csl_rows(shared), screening(shared)
    assert len(parties) == len(rows) == len({one.id for one in parties}) == 14_160
    assert len({one.designations[0].list for one in parties}) == 13
    ships = [one for one in parties if one.kind == "vessel"]
    assert len(ships) == 433
    assert sum(any(found.kind == "imo" and not found.note for found in one.identifiers) for one in ships) == 430


def test_no_name_number_or_day_of_the_screening_list_is_lost(shared: Path) -> None:
    for row, one in zip(csl_rows(shared), screening(shared), strict=True):
        told = [text for name, text in row.items() if name not in ("_id", "source", "type", "ids")]
        numbers = [part.rpartition(", ")[0] for part in row["ids"].split("; ")]
        assert not lost(one, told, label_words()), one
        for number in numbers:
            assert set(words([number])) <= set(words(said(one))) | {"imo"} or one.gender or one.countries, one
