"""Numbers in names."""

from __future__ import annotations

import pytest

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.spell import spell


def numbers(text: str, kind: PartyKind = "organisation") -> list[str]:
    return [word.readings[0].letters for word in spell(text, kind).words if word.role == "number"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Second Academy", ["2"]),
        ("2nd Academy", ["2"]),
        ("Bureau No. 39", ["39"]),
        ("Office Nr 5", ["5"]),
        ("Unit61", ["61"]),
        ("Unit Sixty-One", ["61"]),
        ("Twenty First Century Fund", ["21"]),
        ("Brigade Forty 4", ["44"]),
        ("Vtoroy Zavod", ["2"]),
        ("Deuxieme Bureau", ["2"]),
        ("Dritte Flotte", ["3"]),
        ("Factory 007", ["7"]),
        ("Solutions II, Inc.", ["2"]),
        ("Fund XIV LP", ["14"]),
        ("٥ Star Hotel", ["5"]),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, found: list[str]) -> None:
    assert numbers(text) == found


def test_roman_letters_that_are_words_stay_words() -> None:
    assert numbers("Vi Van Di", "person") == []
    assert numbers("XI Jinping", "person") == []
    assert numbers("I. V. Petrov", "person") == []
    assert numbers("XIN HAI", "vessel") == []


def test_a_last_capital_v_of_a_ship_is_five() -> None:
    assert numbers("OCEAN STAR V", "vessel") == ["5"]
    assert numbers("SEA PRIDE-5", "vessel") == ["5"]


def test_a_persons_second_is_a_suffix() -> None:
    assert [(word.role, word.readings[0].letters) for word in spell("John Hale III", "person").words][-1] == (
        "suffix",
        "3",
    )


def test_number_words_of_other_languages_are_none_in_persons_names() -> None:
    assert numbers("Kim Jong Un", "person") == []
    assert numbers("Thani Awwal", "person") == []


def test_what_stands_before_a_ships_name_is_a_title() -> None:
    for text in ("M/V CHON SONG", "MV CHON SONG", "M.V. Chon Song", "Motor Vessel Chon Song"):
        assert [word.role for word in spell(text, "vessel").words] == ["title", "name", "name"]


def test_a_ship_called_like_a_prefix_keeps_its_name() -> None:
    assert [word.role for word in spell("MS", "vessel").words] == ["name"]


def test_ho_behind_a_korean_ship_is_a_suffix() -> None:
    assert [word.role for word in spell("CHONG RYON-HO", "vessel").words][-1] == "suffix"
