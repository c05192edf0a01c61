"""Canada's list: names in two languages, other names in one field, an id made of schedule and item."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, PartyKind
from tidewaiter.parties.lists.readers.sema import read, split_aliases, split_strokes

PERSON = """<record><Country>Atlantis / Atlantide</Country><LastName>INVENTED</LastName><GivenName>Tae</GivenName>
  <TitleOrShip>General/général</TitleOrShip>
  <Aliases>Таэ Выдуманный; Tae Song Invented, Korean: 가공인물</Aliases>
  <DateOfBirthOrShipBuildDate>1961 or 1962</DateOfBirthOrShipBuildDate>
  <Schedule>1, Part 1</Schedule><Item>7</Item><DateOfListing>2020-09-28</DateOfListing>
  <ShoeSize>43</ShoeSize></record>"""
FIRM = """<record><Country>Atlantis / Atlantide</Country>
  <EntityOrShip>Void Institute (formerly Empty Bureau)/Institut du vide</EntityOrShip>
  <Schedule>1, Part 2</Schedule><Item>7</Item><DateOfListing>2020-09-28</DateOfListing></record>"""
SHIP = """<record><Country>Atlantis / Atlantide</Country><EntityOrShip>Made Up III</EntityOrShip>
  <TitleOrShip>Oil Tanker</TitleOrShip><ShipIMONumber>9187629</ShipIMONumber>
  <DateOfBirthOrShipBuildDate>1980</DateOfBirthOrShipBuildDate>
  <Schedule>1.1</Schedule><Item>1</Item><DateOfListing>soon</DateOfListing></record>"""


def listed(*records: str, tail: str = "</data-set>") -> tuple[Party, ...]:
    text = f'<?xml version="1.0" encoding="UTF-8"?><data-set>{"".join(records)}{tail}'
    return tuple(read(io.BytesIO(text.encode()), path="sema.xml"))


def test_a_person_has_names_days_and_a_number_made_of_where_the_entry_stands() -> None:
    (one,) = listed(PERSON)
    assert (one.id, one.kind, one.titles) == ("ca-sema:atlantis-1-part-1-7", "person", ("General", "général"))
    assert [(name.text, name.role, name.language) for name in one.names] == [
        ("Tae INVENTED", "primary", None),
        ("Таэ Выдуманный", "original", None),
        ("Tae Song Invented", "alias", None),
        ("가공인물", "original", "ko"),
    ]
    assert one.names[0].parts == (("given", "Tae"), ("family", "INVENTED"))
    assert [when.value for when in one.births] == ["1961", "1962"]
    (entry,) = one.designations
    assert (entry.reference, entry.programme) == ("Schedule 1, Part 1, item 7", "Atlantis")
    assert dict(one.more)["ShoeSize"] == "43"


def test_english_and_french_names_are_two_and_former_ones_are_told_by_their_words() -> None:
    (firm,) = listed(FIRM)
    assert [(name.text, name.role, name.language) for name in firm.names] == [
        ("Void Institute", "primary", None),
        ("Empty Bureau", "former", None),
        ("Institut du vide", "alias", "fr"),
    ]
    assert dict(firm.more)["EntityOrShip"].startswith("Void Institute (formerly")


def test_a_ship_has_its_number_type_and_year() -> None:
    (ship,) = listed(SHIP)
    assert ship.kind == "vessel"
    assert [(each.kind, each.value, each.note) for each in ship.identifiers] == [("imo", "9187629", None)]
    assert ship.ship is not None
    assert (ship.ship.type, ship.ship.built) == ("Oil Tanker", "1980")
    assert ship.more == (("DateOfListing", "soon"),)


@pytest.mark.parametrize(
    ("field", "kind", "names"),
    [
        ("Alpha Works, LLC; AW", "organisation", ["Alpha Works, LLC", "AW"]),
        ("Альфа, АО; Акционерное Общество «Альфа»", "organisation", ["Альфа, АО", "Акционерное Общество «Альфа»"]),
        (
            "Alpha Bank (Joint Stock Company), Beta (A, B)",
            "organisation",
            ["Alpha Bank (Joint Stock Company)", "Beta (A, B)"],
        ),
        ("Anna Smith or Hanna Smith", "person", ["Anna Smith", "Hanna Smith"]),
        ("Nikolay or Nikolai Smith", "person", ["Nikolay or Nikolai Smith"]),
        ("Anna Smith/Hanna Smyth", "person", ["Anna Smith", "Hanna Smyth"]),
        ("Alexander /Alexandr Smith", "person", ["Alexander /Alexandr Smith"]),
        ("GORA/ORTA", "organisation", ["GORA", "ORTA"]),
        ("Alpha Arabic: ألفا", "organisation", ["Alpha", "ألفا"]),
        ("Виктор Примеров or Вiктар Прымераў", "person", ["Виктор Примеров", "Вiктар Прымераў"]),
        ("Анна Примерова and Выдумкина", "person", ["Анна Примерова", "Анна Выдумкина"]),
        ("Завод «Пример» and АО «Пример»", "organisation", ["Завод «Пример»", "АО «Пример»"]),
        ("Пример or ПРМ or Примерком", "organisation", ["Пример", "ПРМ", "Примерком"]),
        ("or Выдумкин; also Anna Smith", "person", ["Выдумкин", "Anna Smith"]),
        ("Research and Production", "organisation", ["Research and Production"]),
        ("", "person", []),
    ],
)
def test_other_names_are_parted_where_they_are_several(field: str, kind: PartyKind, names: list[str]) -> None:
    assert [name for name, _ in split_aliases(field, kind)] == names


def test_strokes_within_brackets_part_nothing() -> None:
    assert split_strokes("Steel Mills (North/South)", "organisation") == ["Steel Mills (North/South)"]


@pytest.mark.parametrize(
    ("records", "what"),
    [
        (PERSON + PERSON, "item 7 of Atlantis stands twice"),
        ("<record><Country>Atlantis</Country><Item>1</Item></record>", "lacks its country, item or name"),
        ("<record><LastName>A</LastName></record>", "lacks its country, item or name"),
    ],
)
def test_a_record_with_a_fault_is_refused(records: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        listed(records)


def test_a_list_that_is_cut_off_is_refused() -> None:
    with pytest.raises(InputError, match="the XML is broken"):
        listed(PERSON, tail="")


def test_the_whole_list_is_read(shared: Path) -> None:
    path = shared / "data" / "lists" / "canada_sema_2025-06.xml"
    with path.open("rb") as stream:
        found = tuple(read(stream, path=str(path)))
    assert len(found) == 4759
    assert [sum(one.kind == kind for one in found) for kind in ("person", "organisation", "vessel")] == [
        3334,
        1316,
        109,
    ]
    assert len({one.id for one in found}) == len(found)
    assert [text for one in found for key, text in one.more if key.startswith("Date")] == ["Sep-99"]
    assert sum(bool(one.births) for one in found) == 1715
    ships = [one for one in found if one.kind == "vessel"]
    assert all(ship.identifiers[0].note is None for ship in ships)
