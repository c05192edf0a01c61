"""The lists tried on themselves."""

from __future__ import annotations

from random import Random

import pytest

from tests.engine.parties.fake import Exact, party, small
from tidewaiter.engine.parties.mutations import MUTATIONS
from tidewaiter.engine.parties.record import folded, name_record
from tidewaiter.engine.parties.selftest import HIDDEN, latin, selftest, strange


@pytest.mark.parametrize(
    ("mutation", "name", "kind", "wanted"),
    [
        ("exact", "Ada Example", "person", "Ada Example"),
        ("case", "Ada Example", "person", "ada example"),
        ("marks removed", "Adá Éxample", "person", "Ada Example"),
        ("punctuation removed", "Al-Ada O'Example", "person", "Al Ada O Example"),
        ("words joined", "Ada Example", "person", "Adaexample"),
        ("initials", "Ada Bo Example", "person", "A. B. Example"),
        ("initials", "Good Trading Ltd", "organisation", None),
        ("order changed", "Good Hope", "vessel", None),
        ("marks removed", "Ada Example", "person", None),
        ("word left out", "Ada Example", "person", None),
        ("two typing errors", "Ada Bo", "person", None),
        ("romanised", "Ada Example", "person", None),
    ],
)
def test_a_mutation_is_what_it_says(mutation: str, name: str, kind: str, wanted: str | None) -> None:
    assert MUTATIONS[mutation](name, kind, Random(1)) == wanted  # type: ignore[arg-type]


def test_the_order_changes_with_or_without_a_comma() -> None:
    found = {MUTATIONS["order changed"]("Ada Bo Example", "person", Random(seed)) for seed in range(20)}
    assert found == {"Example Ada Bo", "Example, Ada Bo"}


@pytest.mark.parametrize("seed", range(30))
def test_a_typing_error_leaves_the_first_letter_and_all_but_two_of_the_others(seed: int) -> None:
    found = MUTATIONS["one typing error"]("Example", "person", Random(seed))
    if found is None:
        return  # the letter that was put in its place was the same
    assert found[0] == "E"
    assert abs(len(found) - 7) <= 1


def test_every_entry_is_asked_for_and_the_exact_name_is_found() -> None:
    found = selftest(small(), strangers=50)
    assert (found.entries, found.of) == (4, 4)
    assert found.tallies["exact", "person"].found == 3
    assert found.tallies["exact", "vessel"].first == 1
    assert found.tallies["order changed", "person"].found == 0 or found.tallies["order changed", "person"].asked == 3


def test_the_same_seed_gives_the_same_and_a_sample_is_one() -> None:
    assert selftest(small(), sample=2, seed=5) == selftest(small(), sample=2, seed=5)
    assert selftest(small(), sample=2).entries == 2


def test_a_party_of_the_very_name_is_no_wrong_one() -> None:
    listed = Exact([party(1, "Ada Example"), party(2, "Ada Example"), party(3, "Bo")])
    assert selftest(listed).tallies["exact", "person"].wrong == 0


def test_strangers_are_halves_of_two_names_and_on_no_list() -> None:
    words = ["Ada Example", "Bo Muster", "Ingrid Hoffnung", "Quentin Walz", "Zoe Kirsch", "Ulf Paddock"]
    listed = [party(number, name) for number, name in enumerate(words)]
    found = strange(listed, 100, Random(1))["person"]
    held = {folded(one.name) for one in listed}
    assert len(found) > 90
    assert all(folded(one.name) not in held for one in found)


def test_clean_names_of_the_user_are_asked_for() -> None:
    clean = [name_record("Zed Nobody").query, name_record("Ada Example").query]
    found = selftest(small(), clean=clean).alerts["your clean names"]
    assert (found.asked, found.alerts) == (2, 1)
    assert found.worst[0] == ("Ada Example", "Ada Example", 0.9)


def test_names_in_other_scripts_are_asked_of_lists_without_them() -> None:
    listed = Exact([party(1, "Pak Tae Song", "박태송"), party(2, "김철수")])
    bare = Exact([one for _, found in latin(listed) for one in found])
    assert [[name.text for name in one.names] for one in bare.parties()] == [["Pak Tae Song"]]
    tally = selftest(listed, bare=bare).tallies[HIDDEN, "person"]
    assert (tally.asked, tally.found, tally.missed) == (1, 0, [("박태송", "test:1")])


def test_halves_that_are_nearly_alike_are_not_exchanged() -> None:
    listed = [party(1, "Ada Example"), party(2, "Adah Example"), party(3, "Ada Exemple")]
    assert strange(listed, 50, Random(1))["person"] == []
