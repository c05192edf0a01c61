"""The cards of the published lists: whole, plain, and naming measures that exist."""

from __future__ import annotations

from datetime import date

import pytest

from tidewaiter.errors import InputError
from tidewaiter.law.load import default
from tidewaiter.model import read_when
from tidewaiter.model.party import Designation, Name, Party, PartyKind
from tidewaiter.parties.lists.cards import Card, card, cards, measures
from tidewaiter.parties.lists.recognise import _KINDS

ALL = tuple(cards().values())


def listed(reference: str | None, kind: PartyKind = "person", *, on: str = "un", since: str | None = None) -> Party:
    when = read_when(since) if since else None
    return Party("un:1", (Name("INVENTED"),), kind, designations=(Designation(on, reference, since=when),))


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_a_card_says_whose_the_list_is_and_what_it_must_hold(one: Card) -> None:
    assert all((one.publisher, one.title, one.licence, one.rhythm, one.addresses, one.forms))
    assert one.least >= 1
    assert 0 < one.shrink < 100
    assert one.stale > 0


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_addresses_are_safe_ones_and_names_of_files_are_plain(one: Card) -> None:
    files = [file for form in one.forms for file in form.files]
    assert all(file.url is None or file.url.startswith("https://") for file in files)
    assert all("/" not in file.name for file in files)
    for form in one.forms:
        assert len({file.name for file in form.files}) == len(form.files)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_form_has_its_reader(one: Card) -> None:
    assert {form.form for form in one.forms} <= set(_KINDS)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_the_measures_it_stands_for_exist(one: Card) -> None:
    assert {stands.measure for stands in one.stands_for} <= {measure.id for measure in default().measures}


def test_a_list_that_its_publisher_closed_says_so() -> None:
    found = card("uk-ofsi")
    assert found is not None
    assert found.closed == date(2026, 1, 28)


def test_a_list_whose_licence_binds_its_user_says_so() -> None:
    found = card("opensanctions")
    assert found is not None
    assert "CC BY-NC" in found.licence


def test_a_list_is_found_by_another_of_its_names() -> None:
    assert card("us-sdn") is card("ofac-sdn")
    assert card("own") is None


def test_a_form_that_a_list_does_not_have_is_refused_with_those_it_has() -> None:
    found = card("un")
    assert found is not None
    assert found.form().form == "un-xml"
    with pytest.raises(InputError, match="its forms: un-xml"):
        found.form("csv")


def test_a_listed_person_is_under_the_freeze_and_the_travel_ban() -> None:
    assert measures(listed("KPi.901")) == ("UNSCR-1718-OP8d", "UNSCR-1718-OP8e")


def test_a_listed_organisation_is_under_the_freeze_alone() -> None:
    assert measures(listed("KPe.901", "organisation")) == ("UNSCR-1718-OP8d",)


@pytest.mark.parametrize("reference", ["QDi.901", "XKPi.1", None])
def test_an_entry_of_another_committee_stands_for_none_of_them(reference: str | None) -> None:
    assert measures(listed(reference)) == ()


def test_an_entry_of_a_state_s_list_stands_for_no_resolution() -> None:
    assert measures(listed("KPi.901", on="ofac-sdn")) == ()


def test_a_designated_vessel_is_barred_from_ports() -> None:
    assert "UNSCR-2371-OP6" in measures(listed(None, "vessel", on="un-1718-vessels"))


def test_a_designation_brings_its_measures_from_its_own_day() -> None:
    party = listed("KPi.901", since="2016-03-02")
    assert measures(party, on=date(2016, 3, 1)) == ()
    assert measures(party, on=date(2016, 3, 2)) != ()
