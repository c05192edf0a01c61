"""GET /entities/{id}: an entry whole, and what stands around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from tidewaiter.web.parties.desk import Desk
from tidewaiter.web.parties.shelf import Shelf

Ask = Callable[..., httpx.Response]


def got(ask: Ask, path: str) -> Any:
    answer = ask("GET", path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_entry_has_its_sanctions_papers_and_ties_nested(ask: Ask) -> None:
    entity = got(ask, "/entities/un:7000001")
    properties = entity["properties"]
    sanction = properties["sanctions"][0]
    assert sanction["schema"] == "Sanction"
    assert sanction["properties"]["authorityId"] == ["KPi.901"]
    assert sanction["properties"]["listingDate"] == ["2016-03-02"]
    assert sanction["properties"]["authority"] == ["United Nations"]
    assert properties["identification"][0]["properties"]["number"] == ["X0000001"]
    link = properties["unknownLinkTo"][0]
    assert link["properties"]["role"] == ["works for"]
    assert link["properties"]["object"][0]["id"] == "un:7000002"


def test_a_tie_is_seen_from_its_other_end_too(ask: Ask) -> None:
    properties = got(ask, "/entities/un:7000002")["properties"]
    assert properties["unknownLinkFrom"][0]["properties"]["subject"][0]["id"] == "un:7000001"
    assert properties["ownershipOwner"][0]["properties"]["asset"][0]["id"] == "made-up:9"


def test_the_owner_of_a_ship_owns_it_and_one_that_is_only_named_is_told(ask: Ask) -> None:
    properties = got(ask, "/entities/made-up:9")["properties"]
    assert properties["ownershipAsset"][0]["properties"]["owner"][0]["id"] == "un:7000002"
    other = properties["unknownLinkTo"][0]["properties"]["object"][0]
    assert other["properties"]["name"] == ["Fog Lines Ltd"]
    assert other["target"] is False


def test_an_entry_is_had_without_those_around_it(ask: Ask) -> None:
    for spelling in ("false", "False", "0"):
        assert "sanctions" not in got(ask, f"/entities/un:7000001?nested={spelling}")["properties"]
    assert "sanctions" in got(ask, "/entities/un%3A7000001?nested=True")["properties"]


def test_what_stands_around_an_entry_has_addresses_of_its_own(ask: Ask) -> None:
    sanction = got(ask, "/entities/un:7000001")["properties"]["sanctions"][0]
    assert got(ask, f"/entities/{sanction['id']}")["properties"]["entity"] == ["un:7000001"]
    named = got(ask, "/entities/made-up:9")["properties"]["unknownLinkTo"][0]["properties"]["object"][0]
    assert got(ask, f"/entities/{named['id']}")["caption"] == "Fog Lines Ltd"
    assert ask("GET", "/entities/un:7000001-sanction-7").status_code == 404


def test_those_around_it_come_in_pages_by_property(ask: Ask) -> None:
    found = got(ask, "/entities/un:7000001/adjacent")
    assert found["entity"]["id"] == "un:7000001"
    assert found["adjacent"]["sanctions"]["total"] == {"value": 1, "relation": "eq"}
    assert found["adjacent"]["sanctions"]["results"][0]["schema"] == "Sanction"
    one = got(ask, "/entities/un:7000001/adjacent/sanctions?offset=1")
    assert (one["results"], one["total"]["value"], one["offset"]) == ([], 1, 1)
    assert got(ask, "/entities/un:7000001/adjacent/ownershipOwner")["results"] == []


def test_what_nobody_has_is_not_found(ask: Ask) -> None:
    for path in ("nobody", "nobody/adjacent", "nobody/adjacent/sanctions", "un:7000001/adjacent/sanction", "a/b"):
        answer = ask("GET", f"/entities/{path}")
        assert answer.status_code == 404
        assert answer.json()["detail"]


def test_an_id_that_became_part_of_another_is_led_there(desk: Desk, ask: Ask) -> None:
    shelf = desk.shelf()
    desk._shelf = Shelf(shelf.entries, {"old-1": "un:7000001"}, shelf.pointing)
    answer = ask("GET", "/entities/old-1")
    assert (answer.status_code, answer.headers["location"]) == (308, "/entities/un%3A7000001")
    assert ask("GET", "/entities/old-1/adjacent").headers["location"] == "/entities/un%3A7000001/adjacent"
