"""GET /entities/{id}: an entry whole, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from tests.web.lists import LISTS
from tidewaiter.model.party import Identifier, Name, Party
from tidewaiter.web.parties.desk import Desk
from tidewaiter.web.parties.entity import entity_of, wire_id

Ask = Callable[..., httpx.Response]


def got(ask: Ask, path: str) -> Any:
    answer = ask("GET", path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_entry_has_its_sanctions_papers_and_ties_nested(ask: Ask) -> None:
    entity = got(ask, "/entities/un-7000001")
    properties = entity["properties"]
    sanction = properties["sanctions"][0]
    assert sanction["schema"] == "Sanction"
    assert sanction["properties"]["authorityId"] == ["KPi.901"]
    assert sanction["properties"]["listingDate"] == ["2016-03-02"]
    assert sanction["properties"]["authority"] == ["United Nations"]
    assert properties["identification"][0]["properties"]["number"] == ["X0000001"]
    link = properties["unknownLinkTo"][0]
    assert link["properties"]["role"] == ["works for"]
    assert link["properties"]["object"][0]["id"] == "un-7000002"


def test_a_tie_is_seen_from_its_other_end_too(ask: Ask) -> None:
    properties = got(ask, "/entities/un-7000002")["properties"]
    assert properties["unknownLinkFrom"][0]["properties"]["subject"][0]["id"] == "un-7000001"
    assert properties["ownershipOwner"][0]["properties"]["asset"][0]["id"] == "made-up-9"


def test_the_owner_of_a_ship_owns_it_and_one_that_is_only_named_is_told(ask: Ask) -> None:
    properties = got(ask, "/entities/made-up-9")["properties"]
    assert properties["ownershipAsset"][0]["properties"]["owner"][0]["id"] == "un-7000002"
    other = properties["unknownLinkTo"][0]["properties"]["object"][0]
    assert other["properties"]["name"] == ["Fog Lines Ltd"]
    assert other["target"] is False


def test_an_entry_is_had_without_those_around_it(ask: Ask) -> None:
    for spelling in ("false", "False", "0"):
        assert "sanctions" not in got(ask, f"/entities/un-7000001?nested={spelling}")["properties"]
    assert "sanctions" in got(ask, "/entities/un-7000001?nested=True")["properties"]


def test_what_stands_around_an_entry_has_addresses_of_its_own(ask: Ask) -> None:
    sanction = got(ask, "/entities/un-7000001")["properties"]["sanctions"][0]
    assert got(ask, f"/entities/{sanction['id']}")["properties"]["entity"] == ["un-7000001"]
    named = got(ask, "/entities/made-up-9")["properties"]["unknownLinkTo"][0]["properties"]["object"][0]
    assert got(ask, f"/entities/{named['id']}")["caption"] == "Fog Lines Ltd"
    assert ask("GET", "/entities/un-7000001-sanction-7").status_code == 404


def test_those_around_it_come_in_pages_by_property(ask: Ask) -> None:
    found = got(ask, "/entities/un-7000001/adjacent")
    assert found["entity"]["id"] == "un-7000001"
    assert found["adjacent"]["sanctions"]["total"] == {"value": 1, "relation": "eq"}
    assert found["adjacent"]["sanctions"]["results"][0]["schema"] == "Sanction"
    one = got(ask, "/entities/un-7000001/adjacent/sanctions?offset=1")
    assert (one["results"], one["total"]["value"], one["offset"]) == ([], 1, 1)
    assert got(ask, "/entities/un-7000001/adjacent/ownershipOwner")["results"] == []


def test_what_nobody_has_is_not_found(ask: Ask) -> None:
    for path in ("nobody", "nobody/adjacent", "nobody/adjacent/sanctions", "un-7000001/adjacent/sanction", "a/b"):
        answer = ask("GET", f"/entities/{path}")
        assert answer.status_code == 404
        assert answer.json()["detail"]


def test_an_id_that_became_part_of_another_is_led_there(desk: Desk, ask: Ask) -> None:
    desk._shelf = replace(desk.shelf(), merged={"old-1": "un-7000001"})
    answer = ask("GET", "/entities/old-1")
    assert (answer.status_code, answer.headers["location"]) == (308, "/entities/un-7000001")
    assert ask("GET", "/entities/old-1/adjacent").headers["location"] == "/entities/un-7000001/adjacent"


def test_the_id_that_the_command_line_prints_is_led_to_the_entity(ask: Ask) -> None:
    assert got(ask, "/entities/un-7000001")["referents"] == ["un:7000001"]
    answer = ask("GET", "/entities/un:7000001?nested=false")
    assert (answer.status_code, answer.headers["location"]) == (308, "/entities/un-7000001?nested=false")


@pytest.mark.parametrize(
    "party_id", ["own:a b/c", "own:a b", "own:Ж", "own:", "own:a_", "own:-", f"own:{'x' * 5000}!", "plain"]
)
def test_any_id_becomes_one_that_the_format_takes(party_id: str) -> None:
    found = wire_id(party_id)
    assert re.fullmatch(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?", found)
    assert wire_id("own:a b") != wire_id("own:a_b")


def test_an_entry_with_an_id_of_other_signs_is_found_again() -> None:
    odd = Party(id="made-up:a b/ü", names=(Name("Odd One", role="primary"),), kind="person")
    with_odd = Desk(Few((odd,)))  # type: ignore[arg-type]
    assert with_odd.party(wire_id(odd.id)) == odd
    assert with_odd.party("made-up-nobody") is None


class Few:
    """What a desk needs of a matcher to find entries."""

    lists = LISTS

    def __init__(self, known: tuple[Party, ...]) -> None:
        self.known = known

    def party(self, party_id: str) -> Party | None:
        return next((one for one in self.known if one.id == party_id), None)

    def parties(self) -> tuple[Party, ...]:
        return self.known


def test_what_the_format_would_throw_away_goes_to_the_notes() -> None:
    numbers = (Identifier("phone", "00 850 1"), Identifier("phone", "+850 2 381 8221"), Identifier("email", "a@b"))
    party = Party(id="un:1", names=(Name("Zyx", role="primary"),), kind="organisation", identifiers=numbers)
    properties = entity_of(party)["properties"]
    assert properties["phone"] == ["+850 2 381 8221"]
    assert properties["notes"] == ["phone: 00 850 1", "email: a@b"]
