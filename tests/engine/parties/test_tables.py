"""Records out of files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.engine.parties import tables
from tidewaiter.engine.parties.record import Record, Refused
from tidewaiter.engine.parties.tables import Asked, Table, columns_from, open_table
from tidewaiter.errors import InputError, SettingsError


def table(data: bytes | str, name: str = "-", **asked: object) -> Table:
    raw = data.encode() if isinstance(data, str) else data
    return open_table(io.BufferedReader(io.BytesIO(raw)), name=name, asked=Asked(**asked))  # type: ignore[arg-type]


def names(found: Table) -> list[str]:
    return [one.query.name if isinstance(one, Record) else f"refused: {one.what}" for one in found.records]


def test_a_text_has_a_name_a_line_in_its_order() -> None:
    assert names(table("Ada Example\r\nBo, Sample\r\n김철수\n", "names.txt")) == ["Ada Example", "Bo, Sample", "김철수"]


def test_blank_lines_at_the_end_are_none_and_others_are_refused() -> None:
    assert names(table("Ada\n\nBo\n\n\n", "names.txt")) == ["Ada", "refused: a blank name", "Bo"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_is_read_whatever_parts_its_cells(sign: str) -> None:
    found = table(sign.join(["Name", "Type", "DOB"]) + "\n" + sign.join(["Ada", "person", "1962"]) + "\n", "a.csv")
    one = next(found.records)
    assert isinstance(one, Record)
    assert (one.query.name, one.query.kind, one.query.births[0].value) == ("Ada", "person", "1962")


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Nombre completo;Fecha de nacimiento;País", "Ada Ejemplo;1962-05-03;Kenia"),
        ("姓名,出生日期,国籍", "王小明,1962-05-03,肯尼亚"),
        ("이름,생년월일,국적", "김철수,1962-05-03,케냐"),
        ("Полное имя;Дата рождения;Гражданство", "Ада Пример;03.05.1962;Кения"),
        ("الاسم الكامل,تاريخ الميلاد,الجنسية", "مثال,1962-05-03,KE"),
    ],
)
def test_headings_are_known_in_several_languages(heading: str, row: str) -> None:
    found = table(f"{heading}\n{row}\n")
    assert list(found.columns.values())[:2] == ["name", "birth"]
    one = next(found.records)
    assert isinstance(one, Record), one
    assert one.query.births[0].value == "1962-05-03"
    assert one.query.countries[0][1] == "KE"


def test_a_bare_name_beside_first_names_is_the_family_name() -> None:
    one = next(table("Nom,Prénom\nExemple,Ada\n").records)
    assert isinstance(one, Record)
    assert one.query.names[0].parts == (("given", "Ada"), ("family", "Exemple"))


def test_columns_that_are_not_known_are_told_and_named_ones_are_taken() -> None:
    found = table("Kundschaft,Segment\nAda,a\n", "a.csv", columns=columns_from(["name=Kundschaft"]))
    assert names(found) == ["Ada"]
    assert found.unused == ["Segment"]


def test_a_table_without_a_column_of_names_is_refused() -> None:
    with pytest.raises(InputError, match="no column holds a name") as bad:
        table("Segment,Umsatz\na,1\n", "a.csv")
    assert "--columns name=" in str(bad.value.hint)


def test_a_table_of_numbers_alone_is_read() -> None:
    one = next(table("IMO\n9074729\n", "a.csv").records)
    assert isinstance(one, Record)
    assert (one.text, one.query.kind) == ("imo 9074729", "vessel")


def test_a_column_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(SettingsError) as bad:
        table("Kunde\nAda\n", "a.csv", columns=columns_from(["name=Kunden"]))
    assert bad.value.hint == "did you mean Kunde?"


def test_what_is_no_column_is_refused_with_the_nearest_field() -> None:
    with pytest.raises(SettingsError) as bad:
        columns_from(["nam=Kunde"])
    assert bad.value.hint == "did you mean name?"


def test_a_row_of_too_few_or_too_many_cells_is_refused_and_the_next_is_read() -> None:
    found = names(table('name,country\nAda\nBo,KE,x\n"Cy, Dr",KE\n', "a.csv"))
    assert found == [
        "refused: the row has 1 cells, the headings are 2",
        "refused: the row has 3 cells, the headings are 2",
        "Cy, Dr",
    ]


def test_a_refused_record_tells_line_column_and_value() -> None:
    one = next(table("name,birth\n---,1962\n", "a.csv").records)
    assert isinstance(one, Refused)
    assert (one.number, one.line, one.column, one.value, one.text) == (1, 2, "name", "---", "---")


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("birth", "1962-13-01", "1962"),
        ("birth", "31/02/1962", "1962"),
        ("birth", "03/05/1962", "1962-03-05/1962-05-03"),
        ("birth", "soon", None),
        ("country", "Ruritania", None),
        ("country", "Korea", None),
        ("kind", "planet", None),
        ("gender", "maybe", None),
        ("imo", "1234568", None),
    ],
)
def test_a_value_that_cannot_be_read_hides_no_record_and_is_told(column: str, value: str, kept: str | None) -> None:
    one = next(table(f"name,{column}\nAda,{value}\n", "a.csv").records)
    assert isinstance(one, Record)
    told = one.unread[0]
    assert (told.column, told.value, told.line, bool(told.what), bool(told.hint)) == (column, value, 2, True, True)
    assert [when.value for when in one.query.births] == ([kept] if kept else [])
    assert (one.query.countries, one.query.kind, one.query.gender, one.query.identifiers) == ((), "unknown", None, ())


def births(found: Table) -> list[str | None]:
    return [one.query.births[0].value for one in found.records if isinstance(one, Record)]


def test_one_date_settles_the_order_of_day_and_month_for_the_column_and_that_is_said() -> None:
    found = table("name,dob\nAda,03/05/1962\nBo,25/12/1970\n", "a.csv")
    assert "day first, as that of line 3" in found.notes[0]
    assert births(found) == ["1962-05-03", "1970-12-25"]


def test_dates_that_settle_nothing_or_both_are_read_as_far_as_they_are_sure() -> None:
    assert births(table("name,dob\nAda,03/05/1962\n", "a.csv")) == ["1962-03-05/1962-05-03"]
    found = table("name,dob\nAda,25/12/1970\nBo,12/25/1970\nCy,03/05/1962\n", "a.csv")
    assert births(found) == ["1970-12-25", "1970-12-25", "1962-03-05/1962-05-03"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "cp850", "cp932", "koi8-r"])
def test_a_file_in_another_encoding_is_refused_whole_before_anything_is_screened(encoding: str) -> None:
    text = "Имя;Country\nВиктор Примеров;RU\n" if encoding in ("cp1251", "koi8-r") else "Name;Land\nMüller;DE\n"
    text = "氏名,国\n見本太郎,JP\n" if encoding == "cp932" else text
    with pytest.raises(InputError, match="neither UTF-8 nor UTF-16") as told:
        table(text.encode(encoding), "a.csv")
    assert "--encoding cp1252" in str(told.value.hint)
    assert len(names(table(text.encode(encoding), "a.csv", encoding=encoding))) == 1


def test_bytes_that_are_no_utf_8_among_others_are_refused_unless_the_encoding_is_named() -> None:
    broken = "name\nMüller Jürgen Großhandel\n".encode() + b"M\xfcller\nAda\n"
    assert names(table(broken, "a.csv")) == [
        "Müller Jürgen Großhandel",
        "refused: half a character: the text is broken, or in another encoding",
        "Ada",
    ]
    data = "name\nMüller\nAda\n".encode("cp1252")
    assert names(table(data, "a.csv", encoding="cp1252")) == ["Müller", "Ada"]
    assert names(table("name\nMüller\n".encode("utf-16"), "a.csv")) == ["Müller"]


def test_an_encoding_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="no such encoding"):
        table("name\nAda\n", "a.csv", encoding="klingon")


def test_lines_of_json_take_texts_numbers_and_lists() -> None:
    told = {"name": "Ada", "aliases": ["A. E.", "Aida"], "dob": 1962, "country": None, "customer_id": 7}
    one = next(table(json.dumps(told) + "\n").records)
    assert isinstance(one, Record)
    assert [name.text for name in one.query.names] == ["Ada", "A. E.", "Aida"]
    assert (one.query.births[0].value, one.ref) == ("1962", "7")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('{"name": 3}', "name is of a wrong type"),
        ('{"name": true}', "name is of a wrong type"),
        ('{"name": {"first": "Ada"}}', "name is of a wrong type"),
        ('{"name": [["Ada"]]}', "name is of a wrong type"),
        ('{"name": "Ada", "birht": "1962"}', "unknown property 'birht'"),
        ('["Ada"]', "not a record: JSON of another type"),
        ('{"name": "Ada"', "not JSON"),
        ('{"birth": "1962"}', "a record without a name"),
        ('{"name": ""}', "a blank name"),
        ('{"name": "\\ud800"}', "half a character"),
    ],
)
def test_a_wrong_record_is_refused_alone(line: str, what: str) -> None:
    found = list(table(f'{{"name": "Ada"}}\n{line}\n{{"name": "Bo"}}\n', "a.jsonl").records)
    assert isinstance(found[1], Refused)
    assert found[1].what.startswith(what)
    assert found[1].hint
    assert isinstance(found[0], Record)
    assert isinstance(found[2], Record)


def test_a_property_may_be_left_out_knowingly() -> None:
    assert names(table('{"name": "Ada", "segment": 4}\n', "a.jsonl", ignored=("segment",))) == ["Ada"]


def test_json_that_nests_without_end_is_refused() -> None:
    assert names(table('{"name": ' + "[" * 100_000 + "\n", "a.jsonl"))[0].startswith("refused: not JSON")


def test_parquet_gives_texts_days_and_lists(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from datetime import date

    import pyarrow.parquet as parquet

    file = tmp_path / "a.parquet"
    columns = {"full name": ["Ada", "Bo", None], "dob": [date(1962, 5, 3), None, None], "aka": [["A"], [], None]}
    parquet.write_table(pa.table(columns), file)
    with file.open("rb") as stream:
        found = list(open_table(stream, name="x").records)
    assert isinstance(found[0], Record)
    assert found[0].query.births[0].value == "1962-05-03"
    assert [name.text for name in found[0].query.names] == ["Ada", "A"]
    assert isinstance(found[2], Refused)
    assert found[2].what == "a blank name"


@pytest.mark.parametrize("start", [b"PK\x03\x04rest", b"%PDF-1.7", b"\x1f\x8b\x08"])
def test_other_files_are_refused_by_name(start: bytes) -> None:
    with pytest.raises(InputError, match="not a file of records"):
        table(start)


def test_a_broken_parquet_is_refused() -> None:
    pytest.importorskip("pyarrow")
    with pytest.raises(InputError, match="Parquet"):
        table(b"PAR1 and nothing more")


def test_a_form_without_a_name_is_told_by_its_first_line() -> None:
    assert table("name,dob\nAda,1962\n").form == "csv"
    assert table('{"name": "Ada"}\n').form == "jsonl"
    assert table("Ada Example\nBo\n").form == "txt"
    assert table("Example, Ada\nSample, Bo\n").form == "txt"


def test_an_empty_file_holds_no_record_and_an_empty_table_is_refused() -> None:
    assert names(table("", "a.txt")) == []
    with pytest.raises(InputError, match="empty"):
        table("", "a.csv")


def test_the_name_id_is_said_to_be_the_callers_own_number() -> None:
    found = table("id,name\n7,Ada\n", "a.csv")
    assert "your own number" in found.notes[0]
    assert [one.ref for one in found.records] == ["7"]


def test_a_quotation_mark_that_is_never_closed_is_told_and_holds_no_more_than_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "LONGEST_LINE", 5_000)
    found = list(table('name,country\n"Ada,KE\n' + "y,KE\n" * 2_000, "a.csv").records)
    assert isinstance(found[0], Refused)
    assert "not a row" in found[0].what


def test_a_quotation_mark_that_is_never_closed_hides_no_row_below_it() -> None:
    rows = 'name,country\nBo,KE\n"Ada,KE\n' + "".join(f"Number {at},KE\n" for at in range(500))
    found = list(table(rows, "a.csv").records)
    assert [one.line for one in found if isinstance(one, Refused)] == [3]
    assert sum(isinstance(one, Record) for one in found) == 501
    assert "never closed" in next(one.what for one in found if isinstance(one, Refused))


def test_a_mark_that_is_closed_hundreds_of_rows_below_hides_none_but_the_two_lines() -> None:
    rows = 'name,country\n"Ada,KE\n' + "".join(f"Number {at},KE\n" for at in range(500)) + 'Bo",KE\nLast,KE\n'
    found = list(table(rows, "a.csv").records)
    assert len([one for one in found if isinstance(one, Record)]) >= 501
    assert found[-1].query.name == "Last"  # type: ignore[union-attr]


def test_a_cell_may_go_over_lines_and_the_line_told_is_the_first() -> None:
    found = list(table('name,address\nAda,"1 Street\nTown"\n,x\nBo,"2 Street\nTown"\n', "a.csv").records)
    assert [one.line for one in found if isinstance(one, Refused)] == [4]
    assert [one.query.name for one in found if isinstance(one, Record)] == ["Ada", "Bo"]


def test_many_marks_that_are_never_closed_are_read_in_bounded_time_and_depth() -> None:
    found = list(table("name,country\n" + '"Ada,KE\nBo,"KE\n' * 3_000, "a.csv").records)
    assert len(found) >= 3_000


@pytest.mark.parametrize("heading", ["Firma / Name", "Name (Company)", "Kunde/Firma", "Customer name | Client"])
def test_a_heading_of_two_words_for_one_thing_is_known(heading: str) -> None:
    assert names(table(f"Segment;{heading}\na;Ada\n", "a.csv")) == ["Ada"]


def test_a_heading_of_two_things_is_asked_about_and_the_hint_names_no_other_column() -> None:
    with pytest.raises(InputError, match="no column holds a name") as told:
        table("Nr,Name und Anschrift\n1,Ada\n", "a.csv")
    assert str(told.value.hint) == "name it: --columns name='Name und Anschrift'"
    with pytest.raises(InputError) as told:
        table("Nr,Umsatz\n1,2\n", "a.csv")
    assert str(told.value.hint) == "name it: --columns name='HEADING'"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["-", "a.txt", "a.csv", "a.tsv", "a.jsonl"]))
def test_any_bytes_are_read_or_refused_in_our_words(data: bytes, name: str) -> None:
    try:
        found = list(table(data, name).records)
    except InputError:
        return
    assert [one.number for one in found] == list(range(1, len(found) + 1))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=20), min_size=1, max_size=6))
def test_a_table_that_was_written_is_read_again(names_: list[str]) -> None:
    import csv

    held = io.StringIO()
    csv.writer(held).writerows([["name", "ref"], *([name, str(at)] for at, name in enumerate(names_))])
    found = list(table(held.getvalue(), "a.csv").records)
    assert [one.ref for one in found] == [str(at) for at in range(len(names_))]
    kept = {one.ref: one.query.names[0].text for one in found if isinstance(one, Record)}
    assert all(kept[str(at)] == " ".join(name.split()) for at, name in enumerate(names_) if str(at) in kept)
