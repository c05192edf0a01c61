"""GET /search/{dataset}: by name, by words anywhere, with filters, facets, order and pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Ask = Callable[..., httpx.Response]


@pytest.fixture
def search(ask: Ask) -> Callable[..., dict[str, Any]]:
    def call(q: str = "", *, dataset: str = "default", **params: Any) -> Any:
        answer = ask("GET", f"/search/{dataset}", params={"q": q, **params})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return call


Search = Callable[..., dict[str, Any]]


def ids(found: dict[str, Any]) -> list[str]:
    return [one["id"] for one in found["results"]]


def test_without_a_query_every_entry_is_listed(search: Search) -> None:
    found = search()
    assert ids(found) == ["made-up-9", "un-7000001", "un-7000002", "un-7000003", "un-7000004"]
    assert found["total"] == {"value": 5, "relation": "eq"}
    assert (found["limit"], found["offset"]) == (10, 0)


@pytest.mark.parametrize("q", ["IMO 9074729", "9074729", "Example Star IMO: 9074729", "X0000001"])
def test_a_number_finds_its_entry(search: Search, q: str) -> None:
    assert ids(search(q))[:1] == ["un-7000001" if q.startswith("X") else "made-up-9"]


def test_a_name_finds_its_entry_first(search: Search) -> None:
    assert ids(search("Pak Tae Song Invented"))[0] == "un-7000001"


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("pyongyang", ["un-7000002"]),
        ("9074729", ["made-up-9"]),
        ("POTHONG*", ["un-7000002"]),
        ('"pothong dong"', ["un-7000002"]),
        ('"dong pothong"', []),
        ("pothong -pyongyang", []),
        ("pothong banana", []),
        ("///", []),
        ("invalid/query", []),
    ],
)
def test_words_are_found_anywhere_in_an_entry(search: Search, q: str, expected: list[str]) -> None:
    assert [one for one in ids(search(q)) if "Tae" not in one] == expected


def test_those_called_so_come_before_those_of_which_it_is_told(search: Search) -> None:
    assert ids(search("nowhere -elsewhere")) == ["un-7000002", "made-up-9", "un-7000001"]


def test_the_country_of_an_address_counts(search: Search) -> None:
    assert "un-7000002" in ids(search(countries="kp"))


def test_pages_and_limits(search: Search) -> None:
    assert ids(search(limit=2, offset=1)) == ["un-7000001", "un-7000002"]
    assert ids(search(limit=0)) == []
    assert search(limit=0)["total"]["value"] == 5
    assert ids(search(offset=100)) == []


def test_one_list_alone_is_searched(search: Search) -> None:
    assert ids(search(dataset="made_up")) == ["made-up-9"]
    assert ids(search(exclude_dataset="un")) == ["made-up-9"]
    assert ids(search(include_dataset="made_up")) == ["made-up-9"]
    assert ids(search(datasets="made_up")) == ["made-up-9"]


def test_kinds_filter_with_those_below_them(search: Search) -> None:
    assert ids(search(schema="Vessel")) == ["made-up-9"]
    assert "made-up-9" not in ids(search(schema="LegalEntity"))
    assert "made-up-9" not in ids(search(exclude_schema="Vehicle"))


def test_countries_topics_and_properties_filter(search: Search) -> None:
    assert ids(search(countries="kr")) == ["un-7000004"]
    assert ids(search(countries=["sy", "KR"])) == ["un-7000003", "un-7000004"]
    assert ids(search(countries=["sy", "kr"], filter_op="AND")) == []
    assert ids(search(topics="role.pep")) == []
    assert ids(search(filter="properties.birthDate:1970")) == ["un-7000003"]
    assert ids(search(target="false")) == []


def test_changes_filter(search: Search) -> None:
    assert ids(search(changed_since="2019-06-01")) == ["made-up-9"]


def test_an_order_can_be_asked_for(search: Search) -> None:
    changed = [one["last_change"] for one in search(sort="last_change:desc")["results"]]
    assert changed == sorted(changed, reverse=True)
    captions = [one["caption"] for one in search(sort="caption")["results"]]
    assert captions == sorted(captions)


def test_facets_count_all_that_is_found(search: Search) -> None:
    facets = search(limit=1)["facets"]
    assert set(facets) == {"countries", "topics", "datasets"}
    lists = {one["name"]: (one["label"], one["count"]) for one in facets["datasets"]["values"]}
    assert lists == {"un": ("Security Council consolidated list", 4), "made_up": ("Ships that nobody built", 1)}
    assert set(search(facets="schema")["facets"]) == {"schema"}


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"limit": "501"}, 422),
        ({"offset": "9999"}, 422),
        ({"schema": "Banana"}, 400),
        ({"facets": "banana"}, 422),
        ({"filter": "banana"}, 400),
        ({"filter": "banana:1"}, 400),
        ({"sort": "banana"}, 400),
        ({"sort": "id:up"}, 400),
        ({"filter_op": "XOR"}, 422),
        ({"query": "pak"}, 400),
        ({"q": "x" * 10_001}, 400),
    ],
)
def test_a_search_at_fault_is_refused(ask: Ask, params: dict[str, str], status: int) -> None:
    answer = ask("GET", "/search/default", params=params)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_an_unknown_dataset_is_not_found(ask: Ask) -> None:
    assert ask("GET", "/search/banana").status_code == 404
