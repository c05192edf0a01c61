"""What a file is, is told by its first bytes; what it is called only tells its day and its set."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.parties.lists import recognise
from tidewaiter.parties.lists.recognise import Form

UN = '<?xml version="1.0"?>\n<!-- a > comment --><CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:01.2">'
SAMPLES = {
    "un-xml": (f"{UN}</CONSOLIDATED_LIST>", "un", "2026-02-27"),
    "eu-xml": (
        '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00"></export>',
        "eu",
        "2026-08-05",
    ),
    "eu-csv": ("fileGenerationDate;Entity_LogicalId;NameAlias_WholeName\n05/08/2026;1;A\n", "eu", "2026-08-05"),
    "uk-xml": ("<Designations><DateGenerated>20/08/2026</DateGenerated></Designations>", "uk", "2026-08-20"),
    "uk-csv": ("Report Date: 13-Feb-2026\nUnique ID,Name 6,Name type,Designation Type\n", "uk", "2026-02-13"),
    "uk-ofsi-csv": ("Last Updated,27/01/2026\nName 6,Group Type,Group ID\n", "uk-ofsi", "2026-01-27"),
    "uk-ofsi-xml": ("<ArrayOfFinancialSanctionsTarget/>", "uk-ofsi", None),
    "ca-sema-xml": ("<data-set><record><Country>A</Country></record></data-set>", "ca-sema", None),
    "ofac-xml": (
        "<sdnList><publshInformation><Publish_Date>02/27/2026</Publish_Date></publshInformation></sdnList>",
        "ofac-sdn",
        "2026-02-27",
    ),
    "ofac-advanced": (
        "<Sanctions><DateOfIssue CalendarTypeID='1'><Year>2026</Year><Month>2</Month><Day>7</Day></DateOfIssue>"
        "</Sanctions>",
        "ofac-sdn",
        "2026-02-07",
    ),
    "us-csl-csv": ("_id,source,programs,name,federal_register_notice,alt_names\n", "us-csl", None),
    "us-csl-json": ('{"results": [{"source": "x", "programs": [], "alt_names": []}]}', "us-csl", None),
    "ftm-json": (
        '{"id": "a", "schema": "Person", "properties": {"name": ["A"]}, "referents": []}\n',
        "opensanctions",
        None,
    ),
    "ofac-names": ('{"entity_id": 36, "names": [{"full_name": "A", "is_primary": true}]}\n', "ofac-sdn-names", None),
    "table": ("name,date of birth\nA,1961\n", "a-file", None),
}


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def found(path: Path) -> Form:
    form = recognise.recognise(path)
    assert form is not None
    return form


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("way", ["plain", "packed", "marked", "wide"])
def test_each_form_is_known_by_its_bytes_packed_or_marked(tmp_path: Path, name: str, way: str) -> None:
    text, list_id, day = SAMPLES[name]
    data = {
        "plain": text.encode(),
        "packed": gzip.compress(text.encode()),
        "marked": b"\xef\xbb\xbf" + text.encode(),
        "wide": text.encode("utf-16"),
    }[way]
    form = found(put(tmp_path, "a-file", data))
    assert (form.name, form.list) == (name, list_id)
    assert (form.date.value if form.date else None, form.dated) == (day, "file" if day else None)


@pytest.mark.parametrize(
    "data",
    [
        "<html><body>Not found</body></html>",
        "Once upon a time, there was no list.\nIt had a name.\n",
        "colour,size\nred,7\n",
        '{"colour": "red"}',
        "",
        "   \n",
        b"\x00\x01\x02" * 50,
        b"\x1f\x8b\x08\x00broken",
        "<data-set><row/></data-set>",
        "7,8\n",
    ],
)
def test_what_is_no_list_is_none(tmp_path: Path, data: bytes | str) -> None:
    assert recognise.recognise(put(tmp_path, "a-file", data)) is None


def test_a_folder_and_a_mapping_are_no_lists(tmp_path: Path) -> None:
    assert recognise.recognise(tmp_path) is None
    assert recognise.recognise(tmp_path / "absent") is None
    assert recognise.recognise(put(tmp_path, "a.csv.mapping.yaml", "columns: {a: name}")) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sema_2025-06.xml", "2025-06"),
        ("sema-20250614.xml", "2025-06-14"),
        ("2025_06_14_sema.xml", "2025-06-14"),
        ("sema.xml", None),
        ("sema-2025.xml", None),
        ("sema-20251399.xml", None),
    ],
)
def test_a_files_name_tells_the_day_that_the_file_does_not(tmp_path: Path, name: str, day: str | None) -> None:
    form = found(put(tmp_path, name, SAMPLES["ca-sema-xml"][0]))
    assert (form.date.value if form.date else None, form.dated) == (day, "name" if day else None)


SDN = '36,"A",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n'


def test_the_tables_of_a_set_are_one_form_whichever_is_asked(tmp_path: Path) -> None:
    paths = [
        put(tmp_path, "ofac_2021-07_sdn.csv", SDN),
        put(tmp_path, "ofac_2021-07_alt.csv", '36,12,"aka","AA",-0- \n'),
        put(tmp_path, "ofac_2021-07_add.csv", '36,25,-0- ,"Havana","Cuba",-0- \n'),
        put(tmp_path, "ofac_2021-07_sdn_comments.csv", '36,"more"\n'),
    ]
    put(tmp_path, "ofac_2022-01_alt.csv", '36,12,"aka","AA",-0- \n')
    forms = [found(path) for path in paths]
    assert all(form == forms[0] for form in forms)
    assert forms[0].files == tuple(paths)
    assert (forms[0].list, forms[0].date and forms[0].date.value) == ("ofac-sdn", "2021-07")
    assert recognise.recognise(tmp_path / "ofac_2022-01_alt.csv") is None


def test_the_consolidated_tables_are_a_list_of_their_own(tmp_path: Path) -> None:
    main = put(tmp_path, "CONS_PRIM.CSV", SDN)
    other = put(tmp_path, "CONS_ALT.CSV", '36,12,"aka","AA",-0- \n')
    assert found(other).files == (main, other)
    assert found(other).list == "ofac-cons"


def test_the_consolidated_xml_is_told_by_its_files_name(tmp_path: Path) -> None:
    assert found(put(tmp_path, "cons_advanced.xml", SAMPLES["ofac-advanced"][0])).list == "ofac-cons"
    assert found(put(tmp_path, "sdn.xml", SAMPLES["ofac-xml"][0])).list == "ofac-sdn"


def test_a_table_with_its_mapping_beside_it_is_read_by_it(tmp_path: Path) -> None:
    path = put(tmp_path, "mine.csv", "Wer,Was\nTae,x\n")
    assert recognise.recognise(path) is None
    put(tmp_path, "mine.csv.mapping.yaml", "list: my-list\ncolumns: {Wer: name}\n")
    form = found(path)
    assert (form.name, form.list) == ("table", "my-list")
    (one,) = recognise.read(form)
    assert (one.id, one.name) == ("my-list:row-2", "Tae")


def test_a_table_without_a_mapping_is_called_by_its_file_without_the_day(tmp_path: Path) -> None:
    form = found(put(tmp_path, "My own_2026-01-02.csv", SAMPLES["table"][0]))
    assert (form.list, form.date and form.date.value) == ("my-own", "2026-01-02")


def test_entities_of_ones_own_are_called_by_their_file(tmp_path: Path) -> None:
    line = '{"id": "a", "schema": "Person", "properties": {"name": ["A"]}}\n'
    form = found(put(tmp_path, "mine.ftm.json", line))
    assert (form.name, form.list) == ("ftm-json", "mine-ftm")
    assert [one.id for one in recognise.read(form)] == ["mine-ftm:a"]


def test_reading_opens_what_is_packed(tmp_path: Path) -> None:
    text = "name,date of birth\nTae,1961\n"
    (one,) = recognise.read(found(put(tmp_path, "own.csv.gz", gzip.compress(text.encode()))))
    assert (one.id, one.births[0].value) == ("own:row-2", "1961")


def test_a_packed_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    rows = "".join(f"N{i},19{i % 90 + 10}\n" for i in range(60_000))
    data = gzip.compress(f"name,date of birth\n{rows}".encode())
    form = found(put(tmp_path, "own.csv.gz", data[: len(data) // 2]))
    with pytest.raises(InputError, match="broken or cut off"):
        list(recognise.read(form))


def test_every_reader_that_is_named_is_there() -> None:
    import importlib

    for kind in recognise._KINDS.values():
        module = importlib.import_module(f"{recognise._READERS}.{kind.reader}")
        assert callable(getattr(module, kind.function))


def test_the_shared_lists_are_known(shared: Path) -> None:
    told = {path.name: recognise.recognise(path) for path in sorted((shared / "data" / "lists").iterdir())}
    assert {name: (form.list, form.date and form.date.value) for name, form in told.items() if form} == {
        "canada_sema_2025-06.xml": ("ca-sema", "2025-06"),
        "ofac_2021-07_add.csv": ("ofac-sdn", "2021-07"),
        "ofac_2021-07_alt.csv": ("ofac-sdn", "2021-07"),
        "ofac_2021-07_sdn.csv": ("ofac-sdn", "2021-07"),
        "ofac_2021-07_sdn_comments.csv": ("ofac-sdn", "2021-07"),
        "ofac_sdn_names_2026-02.jsonl": ("ofac-sdn-names", "2026-02"),
        "un_consolidated_2025-11-18.xml": ("un", "2025-11-18"),
        "un_consolidated_2026-02-27.xml": ("un", "2026-02-27"),
        "us_csl_2022-04.csv.gz": ("us-csl", "2022-04"),
    }
