"""The sets of names: how many Latin forms have the right letters among the readings, and that others stay apart."""

import pytest

from tidewaiter.parties.names.scripts import han, hangul, kana
from tidewaiter.parties.names.word import Word

from .readings import Row, meets, rows, written


def words(row: Row) -> tuple[Word, ...]:
    sort = row.text
    if any("가" <= sign <= "힣" for sign in sort):
        return hangul.words(sort, row.kind)  # type: ignore[arg-type]
    if any("ぁ" <= sign <= "ヺ" for sign in sort):
        return kana.words(sort, row.kind)  # type: ignore[arg-type]
    return han.words(sort, row.kind)  # type: ignore[arg-type]


def spelled(row: Row, forms: tuple[str, ...]) -> int:
    found = words(row)
    return sum(written(found, form) or (row.kind == "organisation" and meets(found, form)) for form in forms)


@pytest.mark.parametrize(
    ("name", "kind", "least"),
    [
        ("hangul", "person", 0.985), ("hangul", "organisation", 0.91), ("hangul", "vessel", 1.0),
        ("han", "person", 0.955), ("han", "organisation", 0.79), ("japanese", "person", 0.97),
    ],
)  # fmt: skip
def test_forms_in_use_are_among_the_readings(name: str, kind: str, least: float) -> None:
    found = [row for row in rows(name) if row.kind == kind]
    assert sum(spelled(row, row.forms) for row in found) >= least * sum(len(row.forms) for row in found)


@pytest.mark.parametrize(("name", "most"), [("hangul", 0), ("japanese", 0), ("han", 4)])
def test_other_names_are_not_among_the_readings(name: str, most: int) -> None:
    """Of Han four are: one character is another family's in another system (胡: Hu, in Hong Kong Wu)."""
    assert sum(spelled(row, row.others) for row in rows(name)) <= most
