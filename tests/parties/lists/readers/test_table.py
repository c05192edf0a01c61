"""A list of one's own: guessed headings, a mapping, and what cannot be read is kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers.table import Mapping, fields, guess, mapping_beside, read, read_mapping

CSV = (
    "Id,Full Name,AKA,Type,DOB,Nationality,IMO Number,Passport No,Programme,Listed On,Shoe size\n"
    "7,Tae Invented,T. Invented; The Inventor (formerly Tae Old); 가공인물,individual,1961-04; 1962,KP; Atlantis,,X1,"
    "DPRK,2017-06-02,43\n"
    "8,Made Up 8,,Ship,,,IMO 9187629,,DPRK,,\n"
)


def told(text: str, mapping: Mapping | None = None) -> tuple[Party, ...]:
    return tuple(read(io.BytesIO(text.encode()), path="own.csv", mapping=mapping))


def test_headings_are_guessed_and_cells_of_several_values_parted() -> None:
    person, ship = told(CSV)
    assert (person.id, person.kind) == ("own:7", "person")
    assert [(name.text, name.role) for name in person.names] == [
        ("Tae Invented", "primary"),
        ("T. Invented", "alias"),
        ("The Inventor", "alias"),
        ("Tae Old", "former"),
        ("가공인물", "original"),
    ]
    assert [when.value for when in person.births] == ["1961-04", "1962"]
    assert person.countries == (("nationality", "KP"),)
    assert [(each.kind, each.value) for each in person.identifiers] == [("passport", "X1")]
    assert person.more == (("Nationality", "Atlantis"), ("Shoe size", "43"))
    (entry,) = person.designations
    assert (entry.list, entry.reference, entry.programme) == ("own", "7", "DPRK")
    assert (ship.kind, ship.identifiers[0].kind, ship.identifiers[0].value) == ("vessel", "imo", "9187629")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(delimiter: str) -> None:
    (one,) = told(f"name{delimiter}date of birth{delimiter}nationality\nTae{delimiter}1961{delimiter}KP\n")
    assert (one.name, one.births[0].value, one.countries) == ("Tae", "1961", (("nationality", "KP"),))


def test_a_line_above_the_headings_is_passed_over() -> None:
    (one,) = told("My own list\nname,dob\nTae,1961\n")
    assert (one.id, one.name) == ("own:row-3", "Tae")


def test_names_in_parts_make_one() -> None:
    (one,) = told("first name,last name\nTae,Invented\n")
    assert one.name == "Tae Invented"
    assert one.names[0].parts == (("given", "Tae"), ("family", "Invented"))


def test_lines_of_json_and_an_array_are_read_as_rows() -> None:
    lines = '{"name": "Tae", "alias": ["T.", "A"], "born": 1961, "extra": {"a": 1}}\n'
    lines += '{"name": "Void Ltd", "type": "company"}\n'
    array = "[" + lines.strip().replace("\n", ",\n") + "]"
    assert told(lines)[0].names[1].text == "T."
    assert told(lines)[0].more == (("extra", "a: 1"),)
    assert [one.name for one in told(array)] == [one.name for one in told(lines)]


def test_a_mapping_names_the_columns_the_list_and_the_order_of_days(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    beside = mapping_beside(path)
    beside.write_text(
        "list: my-list\nkind: person\nseparator: '+'\ndates: MDY\n"
        "columns:\n  Wer: name\n  Auch: alias\n  Geburt: birth date\n  Konto: number account\n",
        encoding="utf-8",
    )
    (one,) = told("Wer,Auch,Geburt,Konto,Rest\nTae,A+B,03/04/1961,55,x\n", read_mapping(beside))
    assert (one.id, one.kind) == ("my-list:row-2", "person")
    assert [name.text for name in one.names] == ["Tae", "A", "B"]
    assert one.births[0].value == "1961-03-04"
    assert [(each.kind, each.value) for each in one.identifiers] == [("account", "55")]
    assert one.more == (("Rest", "x"),)


def test_a_date_that_may_be_two_is_kept_as_words() -> None:
    one, other = told("name,dob\nTae,03/04/1961\nSong,13/04/1961\n")
    assert one.births == ()
    assert one.more == (("dob", "03/04/1961"),)
    assert other.births[0].value == "1961-04-13"


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("colour,size\nred,7\n", "no column holds names", None),
        ("name,name\na,b\n", "stands twice", 1),
        ("name,dob\na,b,c\n", "the row has 3 cells, its header 2", 2),
        ("id,name\n1,A\n1,B\n", "the id '1' stands twice", 3),
        ("id,name\n1,\n", "the row has no name", 2),
        ('name,dob\n"a,b\n', "the CSV is broken", 2),
        ("", "the table is empty", None),
        ('{"name": "A"}\n{"name": ', "not JSON", 2),
        ('{"name": "A"}\n["B"]\n', "a row is no object", 2),
        ("name,dob\na\0b,c\n", "a null stands in the text", 2),
    ],
)
def test_a_table_with_a_fault_is_refused_with_its_line(text: str, what: str, line: int | None) -> None:
    with pytest.raises(InputError, match=what) as caught:
        told(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "what", "hint"),
    [
        ("columns: {Name: nmae}", "there is no field 'nmae'", "did you mean 'name'?"),
        ("columns: {Name: name}\nlists: x", "unknown key 'lists'", "did you mean 'list'?"),
        ("columns: {Name: name}\nkind: ghost", "Invalid enum value", "kind: one of person, organisation"),
        ("columns: {Name: name}\nseparator: ''", "the separator is empty", "leave it away"),
    ],
)
def test_a_mapping_with_a_mistake_is_refused(tmp_path: Path, text: str, what: str, hint: str | None) -> None:
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what) as caught:
        read_mapping(path)
    assert hint is None or hint in (caught.value.hint or "")


def test_a_mapped_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match="no column 'Nmae'") as caught:
        told("Name,x\na,b\n", Mapping({"Nmae": "name"}))
    assert caught.value.hint == "did you mean 'Name'?"


def test_every_field_is_guessed_from_its_own_name() -> None:
    assert all(guess([field]) == {field: field} for field in fields() if not field.startswith("number "))


CELLS = st.text(alphabet=st.characters(exclude_characters="\0\r\n", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(["alias", "dob", "imo", "type", "Shoe size"]), CELLS), min_size=1, max_size=4
    )
)
def test_no_cell_is_lost(given_rows: list[dict[str, str]]) -> None:
    import json

    lines = "\n".join(json.dumps({"name": f"N{i}", **row}) for i, row in enumerate(given_rows))
    for row, made in zip(given_rows, told(lines), strict=True):
        shown = "".join(repr(made).split()).casefold()
        for heading, cell in row.items():
            plain = cell.strip(" ;,()[]")
            if heading == "Shoe size" and plain:
                assert "".join(repr(cell.strip())[1:-1].split()).casefold() in shown
