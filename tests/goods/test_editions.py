"""Codes in their editions, and those that a measure's border parts between two editions."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from tidewaiter.goods import editions

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "hs"
LAW = ROOT / "src" / "tidewaiter" / "law" / "data" / "un-dprk"


def pairs(adjustment: str) -> list[tuple[str, str]]:
    file = SHARED / "concordances.csv"
    if not file.is_file():
        pytest.skip("needs shared/data/hs/concordances.csv beside the checkout")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["adjustment"] == adjustment]
    return [(row["code.after"].zfill(6), row["code.before"].zfill(6)) for row in rows]


def test_an_edition_begins_on_the_first_of_january() -> None:
    assert editions.edition_on(date(2021, 12, 31)) == "2017"
    assert editions.edition_on(date(2022, 1, 1)) == "2022"
    assert editions.edition_on(date(2009, 5, 1)) == "2012"


def test_a_code_is_known_in_its_own_editions() -> None:
    assert editions.editions_of("880330") == ("2012", "2017")
    assert editions.editions_of("880621") == ("2022",)
    assert editions.known("870323")
    assert editions.known("8703.23"[:4])
    assert not editions.known("870399")


def test_a_national_code_counts_by_its_first_six_digits() -> None:
    assert editions.known("8703230090")


def test_goods_that_crossed_a_border_are_told_with_both_codes() -> None:
    found = editions.crossings("880330", "2017")
    assert any(c.other_edition == "2022" and c.inside != c.other.startswith(c.border) for c in found)
    assert editions.crossings("100630", "2017") == ()


def test_a_crossing_is_seen_from_both_sides() -> None:
    for crossing in editions.crossings("854231", "2017")[:5]:
        back = editions.crossings(crossing.other, crossing.other_edition)
        assert any(c.other == crossing.code and c.border == crossing.border for c in back)


def test_the_borders_are_the_scopes_of_the_measures() -> None:
    named = set()
    for file in [*LAW.glob("*.yaml"), *LAW.glob("measures/*.yaml")]:
        for scope in re.findall(r"\bhs: *\[([^\]]*)\]", file.read_text(encoding="utf-8")):
            named.add(tuple(re.findall(r"\d+", scope)))
    assert named <= set(editions.borders())


@pytest.mark.parametrize(("later", "earlier"), [("2022", "2017"), ("2017", "2012")])
def test_the_crossings_are_those_of_the_published_correspondence(
    later: editions.Edition, earlier: editions.Edition
) -> None:
    expected = editions.crossing_pairs(pairs(f"{later} to {earlier}"), editions.borders())
    assert editions.table(later) == expected


def test_the_codes_of_every_edition_are_those_of_the_published_correspondence() -> None:
    now, before = pairs("2022 to 2017"), pairs("2017 to 2012")
    expected: dict[editions.Edition, set[str]] = {
        "2022": {later for later, _ in now},
        "2017": {earlier for _, earlier in now} | {later for later, _ in before},
        "2012": {earlier for _, earlier in before},
    }
    for edition, codes in expected.items():
        assert codes - {"999999"} == {code for code in codes if editions.known(code, edition)} - {"999999"}
        assert editions.count(edition) == len(codes - {"999999"})
