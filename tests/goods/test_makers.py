"""Machines told by what they make."""

from __future__ import annotations

import pytest

from tidewaiter.goods.evidence import read
from tidewaiter.goods.suggest import suggest


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Линия для производства печенья, 300 кг/ч", "8438"),
        ("Оборудование для изготовления картонных коробок", "8441"),
        ("Станок для производства керамической плитки", "8474"),
        ("machine for making plastic bottles", "8477"),
    ],
)
def test_a_machine_is_told_by_what_it_makes(text: str, heading: str) -> None:
    assert suggest(text).candidates[0].heading == heading


def test_a_machine_for_making_what_is_not_known_is_in_doubt() -> None:
    pieces = read("Станок для производства абракадабр").phrases[0].chunks[0].pieces
    assert pieces[0].term.meanings
    assert not any(meaning.certain for meaning in pieces[0].term.meanings)


def test_what_is_made_for_production_is_no_machine() -> None:
    assert suggest("Мука для производства макарон").candidates[0].heading == "1101"
