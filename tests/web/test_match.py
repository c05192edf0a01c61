"""POST /match/{dataset}: a batch of queries, each answered or refused on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest

from tidewaiter.web.parties.desk import Desk, Query

Ask = Callable[..., httpx.Response]
Match = Callable[..., dict[str, Any]]

PAK = {"schema": "Person", "properties": {"name": ["Pak Tae Song Invented"], "birthDate": ["1961-04-02"]}}
NOBODY = {"schema": "Person", "properties": {"name": "Zyx Wvutsrq"}}
MISSPELT = {"schema": "Person", "properties": {"name": ["Pak Tae Song"], "birthdate": ["1961"]}}
SHIP = {"schema": "Vessel", "properties": {"name": ["Morning Mist 8"], "imoNumber": ["9074729"]}}


def test_a_result_is_an_entity_with_score_match_and_explanations(match: Match) -> None:
    found = match({"q": PAK})["q"]
    assert found["status"] == 200
    first = found["results"][0]
    assert first["id"] == "un-7000001"
    assert {"caption", "schema", "properties", "datasets", "referents", "target"} <= first.keys()
    assert {"first_seen", "last_seen", "last_change"} <= first.keys()
    assert first["schema"] == "Person"
    assert first["datasets"] == ["un"]
    assert first["target"] is True
    assert first["last_change"] == "2018-05-01T00:00:00"
    assert first["match"] is True
    assert 0.7 < first["score"] <= 1
    assert first["explanations"] and all(one["detail"] for one in first["explanations"].values())
    assert all({"score", "detail", "query", "candidate"} <= one.keys() for one in first["explanations"].values())


def test_a_query_without_hits_is_answered_with_none(match: Match) -> None:
    found = match({"q": NOBODY})["q"]
    assert found["status"] == 200
    assert found["results"] == []
    assert found["total"] == {"value": 0, "relation": "eq"}


def test_an_answer_tells_matcher_lists_and_limit(ask: Ask) -> None:
    body = ask("POST", "/match/default", json={"queries": {"q": NOBODY}}).json()
    assert body["limit"] == 5
    assert [one["name"] for one in body["matcher"]["lists"]] == ["un", "made_up"]
    assert all(len(one["sha256"]) == 64 for one in body["matcher"]["lists"])
    assert body["matcher"]["digest"]


def test_the_query_comes_back_with_lists_of_texts_and_its_id(match: Match) -> None:
    found = match({"q": {**NOBODY, "id": "mine", "properties": {"name": "Zyx", "birthDate": [1965]}}})["q"]
    assert found["query"] == {"id": "mine", "schema": "Person", "properties": {"name": ["Zyx"], "birthDate": ["1965"]}}


def test_one_bad_query_fails_alone(match: Match) -> None:
    found = match({"good": PAK, "bad": MISSPELT})
    assert found["good"]["results"][0]["id"] == "un-7000001"
    assert found["bad"]["status"] == 400
    assert found["bad"]["results"] == []
    assert "birthDate" in found["bad"]["detail"]
    assert found["bad"]["errors"][0]["where"] == "queries.bad.properties.birthdate"


def test_a_request_in_which_every_query_is_bad_fails_so_that_no_client_takes_it_for_no_hit(ask: Ask) -> None:
    answer = ask("POST", "/match/default", json={"queries": {"bad": MISSPELT}})
    assert answer.status_code == 400
    assert "birthDate" in answer.json()["detail"]
    assert answer.json()["responses"]["bad"]["status"] == 400


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("a name", "object"),
        (None, "object"),
        ({"properties": {"name": ["X"]}}, "schema"),
        ({"schema": 5, "properties": {"name": ["X"]}}, "schema"),
        ({"schema": "Persn", "properties": {"name": ["X"]}}, "is Person meant?"),
        ({"schema": "Document", "properties": {"name": ["X"]}}, "not matched"),
        ({"schema": "Person"}, "properties"),
        ({"schema": "Person", "properties": ["X"]}, "properties"),
        ({"schema": "Person", "properties": {"name": {"first": "X"}}}, "an object"),
        ({"schema": "Person", "properties": {"name": [["X"]]}}, "a list"),
        ({"schema": "Person", "properties": {"name": [None]}}, "null"),
        ({"schema": "Person", "properties": {"name": [True]}}, "truth value"),
        ({"schema": "Person", "properties": {"name": ["X" * 10_001]}}, "letters"),
        ({"schema": "Person", "properties": {"name": ["X"] * 501}}, "values"),
        ({"schema": "Person", "properties": {"name": [f"X{i}" for i in range(51)]}}, "at most 50"),
        ({"schema": "Person", "properties": {}}, "name"),
        ({"schema": "Person", "properties": {"name": []}}, "name"),
        ({"schema": "Person", "properties": {"birthDate": ["1961"]}}, "name"),
        ({"schema": "Person", "propertys": {"name": ["X"]}}, "is properties meant?"),
        ({"schema": "Person", "id": 5, "properties": {"name": ["X"]}}, "id"),
        ({**PAK, "exclude_entity_ids": "un:1"}, "exclude_entity_ids"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(match: Match, query: Any, word: str) -> None:
    found = match({"good": PAK, "bad": query})
    assert found["good"]["status"] == 200
    assert found["bad"]["status"] == 400
    assert word in found["bad"]["detail"]
    assert isinstance(found["bad"]["query"], dict)


@pytest.mark.parametrize(
    "query",
    [
        b'{"schema": "Person", "properties": {"name": ["\\ud83d"]}}',
        b'{"schema": "Person", "properties": {"name\\ud83d": ["Zyx"]}}',
        b'{"schema": "Person", "properties": {"\\ud83d": [null]}}',
        b'{"schema": "\\ud83d", "properties": {"name": ["Zyx"]}}',
        b'{"schema": "Person", "\\ud83d": 1}',
        b'{"schema": "Person", "id": "\\ud83d", "properties": {"name": ["Zyx"]}}',
    ],
)
def test_half_a_character_is_refused_in_its_query_alone(ask: Ask, query: bytes) -> None:
    good = b'{"schema": "Person", "properties": {"name": ["Zyx"]}}'
    answer = ask("POST", "/match/default", content=b'{"queries": {"bad": ' + query + b', "good": ' + good + b"}}")
    found = answer.json()["responses"]
    assert found["good"]["status"] == 200
    assert found["bad"]["status"] == 400


def test_half_a_character_elsewhere_is_refused(ask: Ask) -> None:
    good = b'{"schema": "Person", "properties": {"name": ["Zyx"]}}'
    for body in (
        b'{"queries": {"\\ud83d": ' + good + b"}}",
        b'{"queries": {"q": ' + good + b'}, "\\ud83d": 1}',
        b'{"queries": {"q": ' + good + b'}, "algorithm": "\\ud83d"}',
        b'{"queries": {"q": ' + good + b'}, "include_dataset": ["\\ud83d"]}',
        b'{"queries": {"q": ' + good + b'}, "config": {"\\ud83d": 1}}',
    ):
        assert ask("POST", "/match/default", content=body).status_code in (400, 422)


@pytest.mark.parametrize(
    "name", ["X", "-", "the of and", "Х" * 5000, "ab " * 1600, "Кim \u202eJong Un", "\u0000\u0007"]
)
def test_a_strange_name_is_answered_or_refused_in_good_time(ask: Ask, name: str) -> None:
    answer = ask("POST", "/match/default", json={"queries": {"q": {**NOBODY, "properties": {"name": [name]}}}})
    assert answer.status_code in (200, 400)
    assert answer.elapsed.total_seconds() < 5


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"\xff\xfe", 422),
        (b"[]", 422),
        (b'"text"', 422),
        (b"{}", 422),
        (b'{"queries": null}', 422),
        (b'{"queries": []}', 422),
        (b'{"queries": {}}', 400),
        (b'{"queries": {"q": NaN}}', 422),
        (b'{"queries": {"q": {}, "q": {}}}', 422),
        (b"[" * 50_000, 422),
        (b'{"queries": {"q": {}}, "threshhold": 0.5}', 400),
        (b'{"queries": {"q": {}}, "threshold": {"a": 1}}', 422),
        (b'{"queries": {"q": {}}, "weights": {"name": 0.5}}', 400),
        (b'{"queries": {"q": {}}, "config": {"nm_number_mismatch": 0.5}}', 400),
        (b'{"queries": {"q": {}}, "weights": 7}', 422),
        (b'{"queries": {"a": {}, "b": {}, "c": {}, "d": {}}}', 400),
        (b" " * 100_001, 413),
    ],
)
def test_a_body_at_fault_is_refused_as_a_whole(ask: Ask, content: bytes, status: int) -> None:
    answer = ask("POST", "/match/default", content=content)
    assert answer.status_code == status
    body = answer.json()
    assert body["status"] == status
    assert isinstance(body["detail"], str) and body["detail"]
    assert body["errors"]


def test_a_body_that_does_not_tell_its_length_is_cut_off(ask: Ask) -> None:
    async def parts() -> Any:
        for _ in range(20):
            yield b" " * 10_000

    assert ask("POST", "/match/default", content=parts()).status_code == 413


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"threshold": "1.5"}, 422),
        ({"threshold": "-0.1"}, 422),
        ({"threshold": "nan"}, 422),
        ({"threshold": "0,7"}, 422),
        ({"threshold": ""}, 422),
        ({"cutoff": "inf"}, 422),
        ({"limit": "many"}, 422),
        ({"limit": "-1"}, 422),
        ({"limit": "501"}, 422),
        ({"limit": "9" * 400}, 422),
        ({"fuzzy": "maybe"}, 422),
        ({"changed_since": "last week"}, 422),
        ({"changed_since": "2026-02-30"}, 422),
        ({"treshold": "0.5"}, 400),
        ({"algorithm": "logic-v2"}, 400),
        ({"include_dataset": "banana"}, 400),
        ({"exclude_dataset": "banana"}, 400),
    ],
)
def test_a_parameter_at_fault_is_refused(ask: Ask, params: dict[str, str], status: int) -> None:
    answer = ask("POST", "/match/default", json={"queries": {"q": PAK}}, params=params)
    assert answer.status_code == status
    assert answer.json()["detail"]


def test_an_unknown_dataset_is_not_found_and_the_nearest_named(ask: Ask) -> None:
    answer = ask("POST", "/match/made_upp", json={"queries": {"q": PAK}})
    assert answer.status_code == 404
    assert "made_up" in answer.json()["detail"]


def test_a_dataset_is_one_list_by_its_name_on_the_wire_or_its_own(match: Match) -> None:
    assert match({"q": SHIP}, dataset="made_up")["q"]["results"]
    assert match({"q": SHIP}, dataset="made-up")["q"]["results"]
    assert not match({"q": SHIP}, dataset="un")["q"]["results"]


def test_datasets_are_taken_in_and_out(match: Match) -> None:
    assert match({"q": PAK}, include_dataset=["un"])["q"]["results"]
    assert match({"q": PAK}, include_dataset=["default"])["q"]["results"]
    assert not match({"q": PAK}, include_dataset=["made_up"])["q"]["results"]
    assert not match({"q": PAK}, exclude_dataset=["un"])["q"]["results"]
    assert not match({"q": PAK}, include_dataset=["un"], exclude_dataset=["un"])["q"]["results"]


def test_a_threshold_below_the_usual_gives_more_and_one_above_takes_the_match_away(match: Match) -> None:
    usual = match({"q": PAK})["q"]
    many = match({"q": PAK}, threshold=0.01)["q"]
    assert len(many["results"]) >= len(usual["results"])
    low = match({"q": PAK}, threshold=1, cutoff=0.01)["q"]
    assert low["results"] and not any(one["match"] for one in low["results"] if one["score"] < 1)


def test_a_threshold_above_the_usual_still_shows_what_reaches_the_usual(match: Match) -> None:
    usual = match({"q": PAK})["q"]["results"]
    high = match({"q": PAK}, threshold=1)["q"]["results"]
    assert [one["id"] for one in high] == [one["id"] for one in usual]
    assert not any(one["match"] for one in high if one["score"] < 1)


def test_results_stand_best_first(match: Match) -> None:
    scores = [one["score"] for one in match({"q": PAK}, threshold=0.01)["q"]["results"]]
    assert scores == sorted(scores, reverse=True)


def test_the_limit_holds_and_the_total_says_that_there_may_be_more(match: Match) -> None:
    found = match({"q": PAK}, limit=1, threshold=0.01)["q"]
    assert len(found["results"]) == 1
    assert found["total"]["relation"] == "gte"


def test_excluded_entities_leave_their_place_to_others(match: Match) -> None:
    all_of = [one["id"] for one in match({"q": PAK}, threshold=0.01)["q"]["results"]]
    rest = [
        one["id"] for one in match({"q": PAK}, threshold=0.01, limit=1, exclude_entity_ids=all_of[0])["q"]["results"]
    ]
    assert rest == all_of[1:2]


def test_entities_are_excluded_for_one_query_or_in_the_body(match: Match) -> None:
    found = match({"a": {**PAK, "exclude_entity_ids": ["un-7000001"]}, "b": PAK})
    assert "un-7000001" not in [one["id"] for one in found["a"]["results"]]
    assert "un-7000001" in [one["id"] for one in found["b"]["results"]]
    found = match({"b": PAK}, body={"exclude_entity_ids": ["un-7000001"], "limit": 3})
    assert "un-7000001" not in [one["id"] for one in found["b"]["results"]]


def test_schemata_are_excluded_with_those_below_them(match: Match) -> None:
    assert not match({"q": PAK}, exclude_schema="LegalEntity")["q"]["results"]
    assert match({"q": PAK}, exclude_schema="Vessel")["q"]["results"]


def test_topics_and_dates_of_change_filter(match: Match) -> None:
    assert match({"q": PAK}, topics="sanction")["q"]["results"]
    assert not match({"q": PAK}, topics="role.pep")["q"]["results"]
    assert not match({"q": PAK}, changed_since="2025-01-01")["q"]["results"]
    assert match({"q": PAK}, changed_since="2018-04-30T10:00")["q"]["results"]
    assert match({"q": PAK}, changed_since="2018-05-01T10:00")["q"]["results"]  # the list tells no hour


def test_properties_that_are_known_but_not_compared_are_told(match: Match) -> None:
    query = {"schema": "Person", "properties": {"name": ["Zyx"], "keywords": ["a word"], "position": ["a post"]}}
    assert match({"q": query})["q"]["unused"] == ["keywords", "position"]


def test_what_was_answered_is_recorded_with_the_queries_without_a_hit(desk: Desk, match: Match) -> None:
    kept: list[tuple[Query, ...]] = []
    desk.record = kept.append
    match({"a": PAK, "b": NOBODY, "c": MISSPELT})
    assert [(one.key, bool(one.matches)) for one in kept[0]] == [("a", True), ("b", False), ("c", False)]
    assert [one.party is None for one in kept[0]] == [False, False, True]
    assert "birthDate" in kept[0][2].refused
    assert kept[0][0].lists == ("un", "made-up")


def test_a_query_on_which_the_program_fails_fails_alone_and_tells_nothing_of_the_inside(
    desk: Desk, match: Match
) -> None:
    whole = desk.matcher

    class Failing:
        def __getattr__(self, name: str) -> Any:
            return getattr(whole, name)

        def match(self, query: Any, **rest: Any) -> Any:
            if "Zyx" in query.name:
                raise ZeroDivisionError("a secret")
            return whole.match(query, **rest)

    desk.matcher = Failing()  # type: ignore[assignment]
    found = match({"a": PAK, "b": NOBODY})
    assert found["a"]["status"] == 200
    assert found["b"]["status"] == 500
    assert "secret" not in str(found)


def test_as_many_queries_as_allowed_are_taken(desk: Desk, ask: Ask) -> None:
    desk.limits = replace(desk.limits, queries=200)
    answer = ask("POST", "/match/default", json={"queries": {f"q{i}": NOBODY for i in range(200)}})
    assert answer.status_code == 200
    assert answer.headers["x-batch-size"] == "200"
