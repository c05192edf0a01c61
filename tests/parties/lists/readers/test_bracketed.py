"""Names that stand together in one field."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.lists.readers.bracketed import split_names


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Blue Star (Red Star)", "vessel", [("Blue Star", None), ("Red Star", "former")]),
        ("Blue Star (II)", "vessel", [("Blue Star (II)", None)]),
        ("Blue Star (IMO 9187629)", "vessel", [("Blue Star (IMO 9187629)", None)]),
        ("Blue Star (ex-Red Star)", "vessel", [("Blue Star", None), ("Red Star", "former")]),
        ("Lotus Bank (Minsk)", "organisation", [("Lotus Bank (Minsk)", None)]),
        ("Lotus Corp (formerly Rose Ltd.)", "unknown", [("Lotus Corp", None), ("Rose Ltd.", "former")]),
        ("Lotus (a.k.a. Rose; f.k.a. Lily)", "unknown", [("Lotus", None), ("Rose", "alias"), ("Lily", "former")]),
        ("Lotus, formerly known as Rose", "organisation", [("Lotus", None), ("Rose", "former")]),
        ("Tae Song a.k.a. Thae Song", "person", [("Tae Song", None), ("Thae Song", "alias")]),
        (
            "Lotus (also\nknown as Rose and JSC Lily)",
            "organisation",
            [("Lotus", None), ("Rose", "alias"), ("JSC Lily", "alias")],
        ),
        (
            "Lotus (also known as Research and Lily Works)",
            "organisation",
            [("Lotus", None), ("Research and Lily Works", "alias")],
        ),
        ("AKA Bank", "organisation", [("AKA Bank", None)]),
        ("Nakata Formerly", "person", [("Nakata Formerly", None)]),
    ],
)
def test_a_field_gives_its_names(text: str, kind: PartyKind, found: list[tuple[str, str | None]]) -> None:
    assert split_names(text, kind) == found


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab ();,.-aka formerly", max_size=60), st.sampled_from(["vessel", "person", "unknown"]))
def test_a_field_with_words_always_gives_a_name(text: str, kind: PartyKind) -> None:
    found = split_names(text, kind)
    assert found
    assert bool(found[0][0]) == bool(text.split())


@pytest.mark.parametrize("piece", [" ", "(", "(a) ", "a.k.a. ", "(a.k.a. x)", "x and ", "; ", "a/"])
def test_a_field_of_fifty_thousand_signs_is_one_name_and_takes_no_time(piece: str) -> None:
    whole = " ".join((f"x{piece * (50_000 // len(piece))}x").split())
    assert split_names(whole, "vessel")[0][0] == whole or piece == " "
