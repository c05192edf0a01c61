"""Codes in their editions: what no edition has, and what an edition moved over the border of a measure."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tidewaiter.checks.editions import remarks
from tidewaiter.goods.editions import EDITIONS, edition_on
from tidewaiter.law import load
from tidewaiter.model import Event, HsCode, Role, When
from tidewaiter.model.measure import Measure

REGIME = load.default()
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "hs"


def row(code: str, day: str, *, outward: bool = False, edition: str | None = None) -> Event:
    told = date.fromisoformat(day)
    ends = (Role(country="KP"), Role(country="CN")) if outward else (Role(country="CN"), Role(country="KP"))
    return Event(
        id="row-2",
        type="transfer",
        date=When(day, earliest=told, latest=told),
        supplier=ends[0],
        destination=ends[1],
        hs=(HsCode(code, edition, declared=True),),
    )


def kinds(event: Event) -> list[str]:
    return [remark.kind for remark in remarks(event, REGIME)]


def test_a_code_of_the_edition_in_force_is_no_remark() -> None:
    assert kinds(row("880330", "2019-05-01")) == []
    assert kinds(row("880730", "2023-05-01")) == []
    assert kinds(row("8807300000", "2023-05-01")) == []


def test_a_code_that_the_edition_no_longer_has_is_read_in_the_one_that_has_it() -> None:
    (remark,) = remarks(row("880330", "2023-05-01"), REGIME)
    assert remark.kind == "hs-edition"
    assert "HS 2017 has it" in remark.what
    assert remark.ask


def test_a_code_of_no_edition_is_said() -> None:
    (remark,) = remarks(row("870399", "2019-05-01"), REGIME)
    assert (remark.kind, "no code of HS 2012, 2017 or 2022" in remark.what) == ("hs-edition", True)


def test_a_national_chapter_is_in_every_edition() -> None:
    assert kinds(row("980100", "2019-05-01")) == []


def test_an_edition_that_the_row_tells_goes_before_the_day() -> None:
    assert kinds(row("880330", "2023-05-01", edition="2017")) == []


def test_goods_that_left_the_codes_of_a_measure_are_said_with_the_code_they_had() -> None:
    (remark,) = remarks(row("381600", "2023-05-01", outward=True), REGIME)
    assert remark.kind == "hs-border"
    assert "outside the codes of S/RES/2397 (2017), para. 6" in remark.what
    assert "under 251830" in remark.what


def test_goods_that_came_into_the_codes_of_a_measure_are_said_too() -> None:
    (remark,) = remarks(row("852411", "2023-05-01"), REGIME)
    assert (remark.kind, "some of its goods lay outside" in remark.what) == ("hs-border", True)


def test_before_the_edition_changed_nothing_had_moved() -> None:
    assert kinds(row("381600", "2021-12-31", outward=True)) == []
    assert kinds(row("381600", "2022-01-01", outward=True)) == ["hs-border"]


def test_the_other_direction_and_others_trade_have_no_border_to_cross() -> None:
    assert kinds(row("381600", "2023-05-01")) == []
    third = row("852411", "2023-05-01")
    assert list(remarks(Event(third.id, "transfer", date=third.date, hs=third.hs), REGIME)) == []


def test_codes_that_no_paragraph_and_no_list_prints_have_no_border() -> None:
    assert kinds(row("854231", "2018-01-31", outward=True)) == []


def _before() -> dict[str, dict[str, set[str]]]:
    """For each edition and code the codes of the edition before that its goods came from."""
    file = SHARED / "concordances.csv"
    if not file.is_file():
        pytest.skip("needs shared/data/hs/concordances.csv beside the checkout")
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for one in csv.DictReader(stream):
            if one["adjustment"] in ("2022 to 2017", "2017 to 2012"):
                later = one["adjustment"][:4]
                found[later][one["code.after"].zfill(6)].add(one["code.before"].zfill(6))
    return found


def _scope(measure: Measure) -> tuple[str, ...]:
    scopes = measure.when.goods if measure.when and measure.when.goods else ()
    kept = [one for one in scopes if one.tie == "code" and one.basis in ("in_text", "national_list")]
    return tuple(prefix for scope in kept for prefix in scope.hs)


def _crosses(code: str, edition: str, measure: Measure, before: dict[str, dict[str, set[str]]]) -> bool:
    codes, scope = {code}, _scope(measure)
    written = edition_on(measure.in_force.since)
    for later in reversed(EDITIONS):
        if written < later <= edition:
            codes = {earlier for one in codes for earlier in before[later][one]}
    return bool(scope) and any(one.startswith(scope) != code.startswith(scope) for one in codes)


@pytest.mark.parametrize(("day", "edition"), [("2018-06-01", "2017"), ("2023-06-01", "2022")])
@pytest.mark.parametrize("outward", [False, True])
def test_every_border_that_the_correspondence_moved_is_said_and_no_other(
    day: str, edition: str, outward: bool, record_property: Callable[[str, object], None]
) -> None:
    before = _before()
    way = "from" if outward else "to"
    live = [
        measure
        for measure in REGIME.measures
        if measure.when
        and measure.when.direction == way
        and measure.force in ("decides", "clarifies")
        and measure.in_force.since <= date.fromisoformat(day)
        and measure.in_force.until is None
    ]
    wrong = []
    for code in sorted(before[edition]):
        wanted = any(_crosses(code, edition, measure, before) for measure in live)
        if wanted != ("hs-border" in kinds(row(code, day, outward=outward))):
            wrong.append(code)
    record_property("codes", len(before[edition]))
    assert wrong == []
