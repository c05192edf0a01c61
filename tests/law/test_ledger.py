"""Caps are counted over supplies in the order of their days, with or without a ledger of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.law import load
from tidewaiter.law.amounts import across, in_unit
from tidewaiter.law.apply import apply
from tidewaiter.law.ledger import Count, count, with_totals
from tidewaiter.model import Event, HsCode, Item, Quantity, Role, When
from tidewaiter.model.measure import Amount, CapLimit

REGIME = load.default()
CRUDE = Item(text="crude oil", kinds=("crude-oil",))
FUEL = Item(text="gas oil", kinds=("refined-petroleum",))


def supply(name: str, day: date, amount: float, unit: str | None = "barrel", *, item: Item = FUEL) -> Event:
    code = "2709" if item is CRUDE else "271019"
    return Event(
        id=name,
        type="transfer",
        date=When(day.isoformat(), earliest=day, latest=day),
        supplier=Role(country="CN"),
        recipient=Role(country="KP"),
        item=item,
        hs=(HsCode(code, declared=True),),
        quantity=Quantity(amount, unit),
    )


def only(counts: tuple[Count, ...], measure: str) -> Count:
    found = [one for one in counts if one.measure == measure]
    assert len(found) == 1
    return found[0]


def verdict(event: Event, measure: str) -> tuple[str, str | None]:
    finding = next(one for one in apply(event, REGIME).findings if one.measure == measure)
    return finding.verdict, finding.outcome


def test_the_row_that_passes_the_ceiling_is_named() -> None:
    rows = [supply(f"r{n}", date(2019, n, 10), 200_000) for n in (1, 2, 3, 4)]
    _, counts = count(rows, REGIME)
    found = only(counts, "UNSCR-2397-OP5")
    assert found.passed_by == "r3"
    assert [entry.event for entry in found.entries] == ["r1", "r2", "r3", "r4"]
    assert dict(found.sums)["barrel"] == 800_000


def test_rows_out_of_order_are_counted_by_their_days() -> None:
    rows = [supply("late", date(2019, 9, 1), 300_000), supply("early", date(2019, 1, 1), 300_000)]
    totals, counts = count(rows, REGIME)
    assert only(counts, "UNSCR-2397-OP5").passed_by == "late"
    assert {total.amount for total in totals["early"]} == {0.0}


def test_each_calendar_year_has_its_own_window_for_products() -> None:
    rows = [supply("a", date(2018, 12, 31), 400_000), supply("b", date(2019, 1, 1), 400_000)]
    _, counts = count(rows, REGIME)
    assert [one.passed_by for one in counts if one.measure == "UNSCR-2397-OP5"] == [None, None]


def test_the_window_of_crude_begins_on_22_december() -> None:
    rows = [
        supply("a", date(2018, 12, 21), 2_500_000, item=CRUDE),
        supply("b", date(2018, 12, 22), 2_500_000, item=CRUDE),
    ]
    _, counts = count(rows, REGIME)
    windows = [(one.since, one.until) for one in counts if one.measure == "UNSCR-2397-OP4"]
    assert windows == [(date(2017, 12, 22), date(2018, 12, 21)), (date(2018, 12, 22), date(2019, 12, 21))]


def test_a_file_alone_shows_that_a_cap_is_passed_and_never_that_it_is_kept() -> None:
    small, big = supply("small", date(2019, 1, 1), 1_000), supply("big", date(2019, 2, 1), 600_000)
    totals, _ = count([small, big], REGIME)
    assert verdict(with_totals(small, totals["small"]), "UNSCR-2397-OP5") == ("undetermined", None)
    assert verdict(with_totals(big, totals["big"]), "UNSCR-2397-OP5") == ("prohibited", "over")


def test_with_a_ledger_the_sum_is_the_whole() -> None:
    row = supply("row", date(2019, 3, 1), 1_000_000, item=CRUDE)
    totals, counts = count([row], REGIME, ledger=[supply("old", date(2019, 1, 1), 2_000_000, item=CRUDE)])
    assert only(counts, "UNSCR-2397-OP4").complete
    assert verdict(with_totals(row, totals["row"]), "UNSCR-2397-OP4") == ("exempt", "within")


def test_a_ledger_can_carry_a_row_over_the_ceiling() -> None:
    row = supply("row", date(2019, 3, 1), 1_000_000, item=CRUDE)
    totals, counts = count([row], REGIME, ledger=[supply("old", date(2019, 1, 1), 3_500_000, item=CRUDE)])
    assert only(counts, "UNSCR-2397-OP4").passed_by == "row"
    assert verdict(with_totals(row, totals["row"]), "UNSCR-2397-OP4") == ("prohibited", "over")


def test_tonnes_and_barrels_are_counted_together_by_the_ratio_of_the_cap() -> None:
    rows = [supply("t", date(2019, 1, 1), 30_000, "tonne"), supply("b", date(2019, 2, 1), 250_001)]
    _, counts = count(rows, REGIME)
    found = only(counts, "UNSCR-2397-OP5")
    assert dict(found.sums)["barrel"] == pytest.approx(500_001)
    assert found.passed_by == "b"
    assert "ratio of the cap's own two figures" in found.entries[0].amounts[0][2]


def test_kilograms_and_litres_are_turned_exactly_and_the_factor_is_said() -> None:
    rows = [supply("kg", date(2019, 1, 1), 1_000, "kg"), supply("l", date(2019, 2, 1), 158.987294928, "litre")]
    _, counts = count(rows, REGIME)
    first, second = only(counts, "UNSCR-2397-OP5").entries
    assert {unit: amount for unit, amount, _ in first.amounts}["tonne"] == pytest.approx(1)
    assert {unit: amount for unit, amount, _ in second.amounts}["barrel"] == pytest.approx(1)
    assert "1 litre" in second.amounts[0][2]


def test_a_bare_ton_is_not_counted_and_said_so() -> None:
    _, counts = count([supply("x", date(2019, 1, 1), 10, "ton")], REGIME)
    found = only(counts, "UNSCR-2397-OP5")
    assert found.entries == ()
    assert found.open_ == (("x", "its quantity is told in ton, which may be a tonne, a long or a short ton"),)


def test_a_row_without_a_day_is_not_counted_and_said_so() -> None:
    row = replace(supply("x", date(2019, 1, 1), 10), date=None)
    _, counts = count([row], REGIME)
    assert [one.open_ for one in counts if one.measure == "UNSCR-2397-OP5"] == [(("x", "its day is not told"),)]


def test_goods_that_go_elsewhere_are_not_counted() -> None:
    row = replace(supply("x", date(2019, 1, 1), 10), recipient=Role(country="KR"))
    assert count([row], REGIME) == ({}, ())


def test_coal_is_counted_in_tonnes_and_in_dollars_apart() -> None:
    cap = CapLimit("r", date(2017, 1, 1), (Amount(7_500_000, "tonne"), Amount(400_870_018, "USD")), "y", "lower")
    assert across(10, "tonne", "USD", cap) is None
    assert across(10, "kg", "tonne", cap) == (0.01, "1 kg = 0.001 tonne")


@given(st.floats(0, 1e9), st.sampled_from(["kg", "tonne", "pound", "long ton", "short ton", "gram"]))
@settings(max_examples=100, deadline=None)
def test_mass_never_becomes_volume_by_itself(amount: float, unit: str) -> None:
    assert in_unit(amount, unit, "barrel") is None
    found = in_unit(amount, unit, "tonne")
    assert found is not None and found >= 0


@given(st.lists(st.tuples(st.integers(1, 365), st.integers(1, 400_000)), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_every_running_total_is_the_sum_of_what_came_before(given_rows: list[tuple[int, int]]) -> None:
    start = date(2019, 1, 1).toordinal() - 1
    rows = [supply(f"r{n}", date.fromordinal(start + day), amount) for n, (day, amount) in enumerate(given_rows)]
    totals, counts = count(rows, REGIME)
    order = sorted(range(len(rows)), key=lambda n: given_rows[n][0])
    before = 0
    for n in order:
        assert next(t.amount for t in totals[f"r{n}"] if t.unit == "barrel") == before
        before += given_rows[n][1]
    assert dict(only(counts, "UNSCR-2397-OP5").sums)["barrel"] == before


def spread(name: str, first: date, last: date, amount: float) -> Event:
    return replace(supply(name, first, amount), date=When(str(first.year), earliest=first, latest=last))


def test_what_is_told_for_a_year_alone_may_have_come_before_the_others() -> None:
    rows = [supply(f"r{n}", date(2019, n, 10), 300_000) for n in (1, 2)]
    rows.append(spread("year", date(2019, 1, 1), date(2019, 12, 31), 100_000))
    totals, counts = count(rows, REGIME)
    assert only(counts, "UNSCR-2397-OP5").passed_by == "r2"
    assert verdict(with_totals(rows[2], totals["year"]), "UNSCR-2397-OP5")[0] == "undetermined"
    assert verdict(with_totals(rows[1], totals["r2"]), "UNSCR-2397-OP5") == ("prohibited", "over")


def test_where_the_days_do_not_tell_who_passed_the_ceiling_nobody_is_named() -> None:
    rows = [supply("day", date(2019, 5, 5), 300_000), spread("may", date(2019, 5, 1), date(2019, 5, 31), 300_000)]
    _, counts = count(rows, REGIME)
    found = only(counts, "UNSCR-2397-OP5")
    assert (dict(found.sums)["barrel"], found.passed_by) == (600_000, None)


def test_beside_a_ledger_what_may_have_stood_before_makes_a_total_no_whole() -> None:
    rows = [supply("day", date(2019, 5, 5), 1_000), spread("may", date(2019, 5, 1), date(2019, 5, 31), 1_000)]
    totals, _ = count(rows, REGIME, ledger=[])
    assert [total.at_least for total in totals["day"]] == [True, True]
    assert [total.at_least for total in count(rows[:1], REGIME, ledger=[])[0]["day"]] == [False, False]


def test_after_the_ceiling_is_passed_a_supply_of_unknown_size_is_over_too() -> None:
    rows = [supply("big", date(2019, 1, 10), 600_000), supply("late", date(2019, 2, 10), 5, "drum")]
    totals, counts = count(rows, REGIME)
    assert verdict(with_totals(rows[1], totals["late"]), "UNSCR-2397-OP5") == ("prohibited", "over")
    found = only(counts, "UNSCR-2397-OP5")
    assert [entry.event for entry in found.entries] == ["big"]
    assert [event for event, _ in found.open_] == ["late"]


def test_what_is_left_out_is_told_in_its_own_window() -> None:
    rows = [
        supply("a", date(2019, 1, 10), 10),
        supply("b", date(2020, 1, 10), 10),
        supply("c", date(2019, 3, 1), 1, "drum"),
    ]
    _, counts = count(rows, REGIME)
    assert [[event for event, _ in one.open_] for one in counts] == [["c"], []]


def test_a_ceiling_that_ended_within_a_month_does_not_count_it() -> None:
    coal = Item(text="coal", kinds=("coal",))
    event = replace(
        spread("august", date(2017, 8, 1), date(2017, 8, 31), 9_000_000),
        item=coal,
        hs=(HsCode("270112", declared=True),),
        supplier=Role(country="KP"),
        recipient=Role(country="CN"),
        quantity=Quantity(9_000_000, "tonne"),
    )
    _, counts = count([event], REGIME)
    assert [one.entries for one in counts] == [()]
    assert counts[0].open_ == (("august", "its day may lie before or after the paragraph was in force"),)


@pytest.mark.parametrize("text", ["general cargo", "spare parts", "20 pallets", None])
def test_of_goods_that_nobody_knows_no_cap_is_told(text: str | None) -> None:
    unknown = Item(text=text, kinds=("goods-unspecified",))
    event = replace(supply("a", date(2019, 3, 1), 5.0, item=unknown), hs=())
    assert count([event], REGIME) == ({}, ())
