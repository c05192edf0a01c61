"""Whatever is sent is answered or refused in the known shapes, and never fails inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Ask = Callable[..., httpx.Response]

NAMES = st.text(max_size=40) | st.sampled_from(["name", "alias", "birthDate", "nationality", "imoNumber", "owner"])
PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=60)
)
ANY = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
SCHEMATA = st.sampled_from(["Person", "Company", "Vessel", "Airplane", "LegalEntity", "Thing", "Position", "Sanction"])
PROPERTIES = st.dictionaries(NAMES, st.lists(st.text(max_size=60), max_size=3) | ANY, max_size=4)
EXAMPLES = st.fixed_dictionaries({"schema": SCHEMATA | ANY, "properties": PROPERTIES | ANY}) | ANY
FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(queries=st.dictionaries(st.text(max_size=5), EXAMPLES, min_size=1, max_size=3))
def test_any_batch_is_answered_query_by_query(ask: Ask, queries: dict[str, Any]) -> None:
    answer = ask("POST", "/match/default", json={"queries": queries})
    assert answer.status_code in (200, 400)
    responses = answer.json()["responses"]
    assert responses.keys() == queries.keys()
    for one in responses.values():
        assert one["status"] in (200, 400)
        assert isinstance(one["query"], dict) and isinstance(one["results"], list)
        assert one["status"] == 200 or one["detail"]


@FEW
@given(body=st.dictionaries(st.sampled_from(["queries", "limit", "threshold", "weights", "topics", "x"]), ANY))
def test_any_body_is_answered_or_refused(ask: Ask, body: dict[str, Any]) -> None:
    answer = ask("POST", "/match/default", json=body)
    assert answer.status_code in (200, 400, 422)
    assert answer.status_code == 200 or answer.json()["detail"]


@FEW
@given(
    q=st.text(max_size=60),
    limit=st.text(max_size=4),
    countries=st.text(max_size=4),
    part=st.text(min_size=1, max_size=20),
)
def test_any_search_and_any_id_are_answered_or_refused(ask: Ask, q: str, limit: str, countries: str, part: str) -> None:
    assert ask("GET", "/search/default", params={"q": q}).status_code == 200
    assert ask("GET", "/search/default", params={"limit": limit, "countries": countries}).status_code in (200, 422)
    assert ask("GET", f"/entities/{quote(part, safe='')}").status_code == 404
