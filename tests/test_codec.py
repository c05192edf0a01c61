"""Models become JSON and come back, or the path of the bad field is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter import codec
from tidewaiter.errors import InputError
from tidewaiter.model import Circumstances, Document, Event, HsCode, Item, Role, Span, Statement, When, read_when

spans = st.builds(
    Span, document=st.text(max_size=5), quote=st.text(max_size=8), start=st.integers(0, 99), end=st.integers(0, 99)
)
whens = st.sampled_from(["2024-02-18", "2024-02", "XXXX-02-18", "2017-12-22/..", "2024-33"]).map(read_when)
roles = st.builds(Role, text=st.none() | st.text(max_size=9), country=st.sampled_from([None, "RU", "KP"]))
items = st.builds(
    Item, text=st.text(max_size=9), kinds=st.just(("passenger-car",)), described=st.none() | st.booleans()
)
events = st.builds(
    Event,
    id=st.text(min_size=1, max_size=4),
    type=st.sampled_from(["transfer", "labour"]),
    date=st.none() | whens,
    supplier=st.none() | roles,
    item=st.none() | items,
    hs=st.lists(st.builds(HsCode, code=st.sampled_from(["0102", "8703"])), max_size=2).map(tuple),
    circumstances=st.builds(Circumstances, reported=st.none() | st.booleans()),
    evidence=st.lists(spans, max_size=2).map(tuple),
)


@given(events)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    assert codec.decode(codec.encode(event), Event) == event


def test_a_statement_comes_back_as_it_was() -> None:
    span = Span("d", "said", 3, 7)
    statement = Statement("s1", "KCNA", "asserts", span, (span,), cue=span, chain=("Sample Wire", "KCNA"))
    assert codec.decode(codec.encode(statement), Statement) == statement


def test_a_wrong_type_is_refused_with_its_path() -> None:
    raw = json.loads(codec.encode(Event("e1", "transfer", date=When("2024"))))
    raw["date"]["earliest"] = "soon"
    with pytest.raises(InputError) as caught:
        codec.decode(json.dumps(raw), Event)
    assert caught.value.path == "$.date.earliest"


def test_an_unknown_field_is_refused_with_its_path() -> None:
    raw = json.loads(codec.encode(Event("e1", "transfer", supplier=Role("Russia"))))
    raw["supplier"]["county"] = "RU"
    with pytest.raises(InputError, match="county") as caught:
        codec.decode(json.dumps(raw), Event)
    assert caught.value.path == "$.supplier.county"


def test_a_missing_field_is_refused() -> None:
    with pytest.raises(InputError, match="type"):
        codec.decode('{"id": "e1"}', Event)


def test_what_is_not_json_is_refused() -> None:
    with pytest.raises(InputError, match="not JSON"):
        codec.decode(b"{", Document)


def test_hs_codes_keep_their_leading_zero() -> None:
    event = Event("e1", "transfer", hs=(HsCode("0102"),))
    assert codec.decode(codec.encode(event), Event).hs[0].code == "0102"


def test_half_a_character_is_refused_and_not_written() -> None:
    with pytest.raises(InputError, match="half a character"):
        codec.encode({"path": "a\udcff"})
