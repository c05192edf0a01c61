"""What looking a party up answers to the condition on designated parties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tidewaiter.law import apply, load
from tidewaiter.model import Designation, Event, Finding, Item, Listed, Looked, Role, read_when
from tidewaiter.model.measure import Regime

FREEZE, TRAVEL, PORTS = "UNSCR-1718-OP8d", "UNSCR-1718-OP8e", "UNSCR-2371-OP6"


@pytest.fixture(scope="module")
def regime() -> Regime:
    return load.default()


def listed(*measures: str, sure: bool = True, since: str | None = "2016-03-02", until: str | None = None) -> Listed:
    designation = Designation(
        "un", "KPe.901", since=read_when(since) if since else None, until=read_when(until) if until else None
    )
    return Listed("un:1", "Nowhere Tidal", "organisation", 0.97, sure, designation, "Nowhere Tidal", measures)


def rice(found: tuple[Listed, ...] | None, on: str | None = "2018-03-01", **roles: Role) -> Event:
    looked = None if found is None else Looked(found, (FREEZE, TRAVEL))
    recipient = Role("Nowhere Tidal", country="KP", looked=looked)
    supplier = Role("Acme", country="DE", looked=Looked((), (FREEZE, TRAVEL)))
    event = Event(
        "row-1", "transfer", date=read_when(on) if on else None, supplier=supplier, recipient=recipient,
        item=Item("rice", kinds=("cereals",)),
    )  # fmt: skip
    return replace(event, **roles)  # type: ignore[arg-type]


def found(event: Event, regime: Regime, measure: str = FREEZE) -> Finding | None:
    return next((one for one in apply.apply(event, regime).findings if one.measure == measure), None)


def test_a_sure_match_is_prohibited_if_the_same(regime: Regime) -> None:
    finding = found(rice((listed(FREEZE),)), regime)
    assert finding is not None and finding.verdict == "prohibited"
    party = next(one for one in finding.conditions if one.name == "party")
    assert "if the same" in party.why and "un KPe.901" in party.why and party.cite == "un KPe.901"


def test_a_likely_match_is_a_question_that_names_the_entry(regime: Regime) -> None:
    finding = found(rice((listed(FREEZE, sure=False),)), regime)
    assert finding is not None and finding.verdict == "undetermined"
    assert any("Nowhere Tidal" in one and "since 2016-03-02" in one for one in finding.ask)


@pytest.mark.parametrize(
    ("on", "verdict"),
    [("2016-03-01", None), ("2016-03-02", "prohibited"), ("2019-12-31", "prohibited"), ("2020-01-01", None)],
)
def test_the_events_day_decides_whether_the_party_was_listed(on: str, verdict: str | None, regime: Regime) -> None:
    finding = found(rice((listed(FREEZE, until="2019-12-31"),), on), regime)
    assert (finding and finding.verdict) == verdict


def test_a_day_that_is_not_told_leaves_it_open(regime: Regime) -> None:
    finding = found(rice((listed(FREEZE),), None), regime)
    assert finding is not None and finding.verdict == "undetermined"


def test_a_month_in_which_the_listing_fell_leaves_it_open(regime: Regime) -> None:
    finding = found(rice((listed(FREEZE),), "2016-03"), regime)
    assert finding is not None and finding.verdict == "undetermined"
    assert any("was listed since 2016-03-02" in one for one in finding.ask)


def test_an_entry_of_no_first_day_counts_on_every_day(regime: Regime) -> None:
    finding = found(rice((listed(FREEZE, since=None),)), regime)
    assert finding is not None and finding.verdict == "prohibited"


def test_a_list_that_stands_for_no_measure_raises_none(regime: Regime) -> None:
    assert found(rice((listed(),)), regime) is None


def test_a_port_ban_is_no_asset_freeze(regime: Regime) -> None:
    ship = Role("MORNING LANTERN", kind="vessel", looked=Looked((listed(PORTS),), (PORTS,)))
    assert found(rice((), vessel=ship), regime) is None


def test_parties_that_were_all_looked_up_are_not_asked_about_again(regime: Regime) -> None:
    dormant = apply.apply(rice(()), regime).dormant
    assert FREEZE not in [one.measure for one in dormant]


def test_a_party_that_nobody_looked_up_stays_a_question(regime: Regime) -> None:
    dormant = apply.apply(rice(None), regime).dormant
    assert FREEZE in [one.measure for one in dormant]


def test_a_list_that_was_not_loaded_says_nothing_of_its_measure(regime: Regime) -> None:
    recipient = Role("Nowhere Tidal", country="KP", looked=Looked((), (PORTS,)))
    dormant = apply.apply(rice((), recipient=recipient), regime).dormant
    assert FREEZE in [one.measure for one in dormant]


def test_the_visit_of_a_listed_person_is_an_entry(regime: Regime) -> None:
    visitor = Role("Choe Rim", looked=Looked((listed(FREEZE, TRAVEL, sure=False),)))
    visit = Event("e1", "visit", date=read_when("2018-03-01"), supplier=visitor)
    finding = found(visit, regime, TRAVEL)
    assert finding is not None and finding.verdict == "undetermined"


def test_a_listed_ship_that_is_told_as_the_giver_is_a_ship_of_it(regime: Regime) -> None:
    ship = Role("MORNING LANTERN", kind="vessel", looked=Looked((listed("UNSCR-2321-OP12"),)))
    assert found(rice((), supplier=ship), regime, "UNSCR-2321-OP12") is not None
    assert found(rice((), supplier=replace(ship, kind=None)), regime, "UNSCR-2321-OP12") is None
