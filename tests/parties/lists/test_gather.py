"""The lists of a folder, kept by the program or put there by somebody: the newest of each, the rest told."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.parties.lists import store
from tidewaiter.parties.lists.editions import edition_at
from tidewaiter.parties.lists.gather import fingerprint, gather
from tidewaiter.parties.lists.updates import Ways, add_files

NOW = datetime(2026, 3, 1, tzinfo=UTC)
Made = Callable[..., bytes]
TABLE = "id,name,kind\n1,INVENTED TRADING,organisation\n2,MADE-UP PERSON,person\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    return tmp_path / "lists"


def keep(folder: Path, path: Path) -> None:
    edition = edition_at(path)
    assert edition is not None
    with store.locked(folder):
        add_files(folder, edition, Ways(NOW))


def test_of_several_editions_the_newest_counts_and_the_others_are_told(folder: Path, un_list: Made) -> None:
    (folder / "b.xml").write_bytes(un_list(3, day="2025-11-18"))
    (folder / "a.xml").write_bytes(un_list(5, day="2026-02-27"))
    found = gather(folder)
    ((about, read),) = found.lists
    assert (about.id, about.count, about.date.value) == ("un", 5, "2026-02-27")
    assert sum(1 for _ in read()) == 5
    assert "b.xml: not used, a.xml is newer" in found.notes
    assert "a.xml may not be the whole list: it holds 5 parties; the whole list has at least 600" in found.notes


def test_a_newer_edition_that_is_much_smaller_is_told(folder: Path, un_list: Made) -> None:
    (folder / "b.xml").write_bytes(un_list(700, day="2025-11-18"))
    (folder / "a.xml").write_bytes(un_list(610, day="2026-02-27"))
    assert not [note for note in gather(folder).notes if "whole" in note]
    (folder / "c.xml").write_bytes(un_list(400, day="2026-03-01"))
    told = [note for note in gather(folder).notes if note.startswith("c.xml may not be the whole list: it has")]
    assert len(told) == 1


def test_an_older_day_has_its_own_edition(folder: Path, un_list: Made) -> None:
    (folder / "b.xml").write_bytes(un_list(3, day="2025-11-18"))
    (folder / "a.xml").write_bytes(un_list(5, day="2026-02-27"))
    assert gather(folder, on=date(2026, 1, 1)).lists[0][0].count == 3
    with pytest.raises(InputError, match="un has no edition of 2020-01-01 or before") as told:
        gather(folder, on=date(2020, 1, 1))
    assert told.value.hint == "name a later day, or put an older edition there"


def test_what_is_no_list_is_told_and_hides_nothing(folder: Path, un_list: Made) -> None:
    (folder / "good.xml").write_bytes(un_list(5, day="2025-11-18"))
    (folder / "notes.txt").write_text("call the bank")
    (folder / "page.html").write_text("<!doctype html><p>moved")
    (folder / "empty.csv").write_text("")
    found = gather(folder)
    assert [about.date.value for about, _ in found.lists] == ["2025-11-18"]
    told = "\n".join(found.notes)
    assert "notes.txt is not read: in none of the forms" in told
    assert "page.html is not read: a web page, not a list" in told
    assert "empty.csv is not read: the file is empty" in told


def test_a_list_that_is_cut_off_is_refused_and_never_left_out_in_silence(folder: Path, un_list: Made) -> None:
    (folder / "good.xml").write_bytes(un_list(5, day="2025-11-18"))
    (folder / "newer but cut.xml").write_bytes(un_list(5, day="2026-02-27")[:-40])
    with pytest.raises(InputError, match="the XML is broken") as told:
        gather(folder)
    assert told.value.path == str(folder / "newer but cut.xml")
    assert "take the file out of the folder" in str(told.value.hint)
    assert gather(folder, on=date(2026, 1, 1)).lists[0][0].count == 5


def test_an_id_that_stands_twice_is_refused(folder: Path, un_list: Made) -> None:
    twice = un_list(5, tail=un_list(1).decode().partition('Z">')[2])
    (folder / "un.xml").write_bytes(twice)
    with pytest.raises(InputError, match="the id un:7000000 stands twice"):
        gather(folder)


def test_a_list_that_tells_no_day_is_used_with_a_doubt_as_of_one(folder: Path, un_list: Made) -> None:
    (folder / "a.xml").write_bytes(un_list(5, day=None))
    found = gather(folder, on=date(2026, 1, 1))
    assert "a.xml tells no day: whether it was out on 2026-01-01 is not known" in found.notes
    assert found.lists[0][0].date.value is None


def test_a_table_of_one_s_own_is_a_list_beside_the_published_ones(folder: Path, un_list: Made) -> None:
    (folder / "un.xml").write_bytes(un_list(5))
    (folder / "mine.csv").write_text(TABLE)
    (folder / "mine.csv.mapping.yaml").write_text("columns: {id: id, name: name, kind: kind}\nlist: house\n")
    found = gather(folder)
    assert [(about.id, about.count) for about, _ in found.lists] == [("house", 2), ("un", 5)]
    assert not [note for note in found.notes if "mine" in note]


def test_a_wrong_mapping_is_refused(folder: Path, un_list: Made) -> None:
    (folder / "un.xml").write_bytes(un_list(5))
    (folder / "mine.csv").write_text(TABLE)
    (folder / "mine.csv.mapping.yaml").write_text("columns: {id: id, name: nmae}\n")
    with pytest.raises(InputError, match="there is no field 'nmae'"):
        gather(folder)


def test_a_table_called_like_a_published_list_does_not_stand_in_for_it(folder: Path, un_list: Made) -> None:
    (folder / "un.xml").write_bytes(un_list(5))
    (folder / "un.csv").write_text(TABLE)
    assert [about.id for about, _ in gather(folder).lists] == ["own-un", "un"]


def test_collections_under_several_names_are_several_lists(folder: Path) -> None:
    one = '{"id": "a", "schema": "Person", "referents": [], "properties": {"name": ["MADE-UP"]}}\n'
    (folder / "entities.ftm.json").write_text(one)
    assert [about.id for about, _ in gather(folder).lists] == ["opensanctions"]
    (folder / "house_2026-01-01.ftm.json").write_text(one.replace("MADE-UP", "INVENTED"))
    found = gather(folder)
    assert [about.id for about, _ in found.lists] == ["opensanctions", "opensanctions-house"]
    assert all("CC BY-NC" in (about.licence or "") for about, _ in found.lists)
    assert [party.id for _, read in found.lists for party in read()] == ["opensanctions:a", "opensanctions-house:a"]


def test_of_two_forms_of_one_day_the_fuller_is_used(folder: Path) -> None:
    (folder / "sdn_2026-01-01.csv").write_text('36,"MADE-UP",-0- ,"INVENTED"' + ",-0- " * 8 + "\r\n\x1a\r\n")
    (folder / "sdn_2026-01-01.xml").write_text(SDN)
    found = gather(folder)
    assert [about.count for about, _ in found.lists] == [2]
    assert "sdn_2026-01-01.csv: not used, sdn_2026-01-01.xml is the same list" in found.notes


def test_a_table_of_a_set_without_the_others_is_refused(folder: Path, un_list: Made) -> None:
    (folder / "un.xml").write_bytes(un_list(5))
    (folder / "sdn.csv").write_text('36,"MADE-UP",-0- ,"INVENTED"' + ",-0- " * 8 + "\r\n\x1a\r\n")
    with pytest.raises(InputError, match="the set lacks its table alt"):
        gather(folder)


SDN = """<sdnList xmlns="http://tempuri.org/sdnList.xsd"><publshInformation><Publish_Date>01/01/2026</Publish_Date>
<Record_Count>2</Record_Count></publshInformation>
<sdnEntry><uid>36</uid><lastName>MADE-UP</lastName><sdnType>Entity</sdnType>
<programList><program>INVENTED</program></programList></sdnEntry>
<sdnEntry><uid>37</uid><lastName>INVENTED</lastName><sdnType>Entity</sdnType>
<programList><program>INVENTED</program></programList></sdnEntry></sdnList>"""


@given(st.binary(max_size=400), st.sampled_from(["x.xml", "x.csv", "x.json", "x.gz", "sdn.csv", "alt.csv"]))
@settings(max_examples=60, deadline=None)
def test_whatever_bytes_lie_beside_it_a_list_is_found_or_the_file_is_named(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "un.xml").write_bytes(SMALL)
        (Path(place) / name).write_bytes(content)
        try:
            assert "un" in [about.id for about, _ in gather(Path(place)).lists]
        except InputError as bad:
            assert name in str(bad.path)


SMALL = b"<CONSOLIDATED_LIST><ENTITY><DATAID>1</DATAID><FIRST_NAME>MADE-UP</FIRST_NAME></ENTITY></CONSOLIDATED_LIST>"


def test_one_file_may_be_asked_for_by_itself(folder: Path, un_list: Made) -> None:
    (folder / "un.xml").write_bytes(un_list(5))
    assert gather(folder / "un.xml").lists[0][0].count == 5
    (folder / "bad.txt").write_text("nothing")
    with pytest.raises(InputError, match="in none of the forms"):
        gather(folder / "bad.txt")


def test_a_folder_that_is_kept_has_its_newest_versions(folder: Path, un_file: Callable[..., Path]) -> None:
    keep(folder, un_file("old.xml", 640, day="2025-11-18"))
    keep(folder, un_file("new.xml", 650, day="2026-02-27"))
    (about, read) = gather(folder).lists[0]
    assert (about.count, about.publisher) == (650, "United Nations Security Council")
    assert sum(1 for _ in read()) == 650
    assert gather(folder, on=date(2025, 12, 1)).lists[0][0].count == 640
    with pytest.raises(InputError, match="was out on 2020-01-01; un has no version of 2020-01-01"):
        gather(folder, on=date(2020, 1, 1))


def test_a_file_dropped_beside_kept_lists_is_not_passed_over_in_silence(
    folder: Path, un_file: Callable[..., Path]
) -> None:
    keep(folder, un_file())
    (folder / "sdn.xml").write_text("<sdnList/>")
    assert gather(folder).notes == ("sdn.xml lies beside the lists and is not read: tidewaiter lists add sdn.xml",)


def test_the_digest_is_over_what_the_lists_hold_and_not_over_names_of_files(folder: Path, un_list: Made) -> None:
    path = folder / "a.xml"
    path.write_bytes(un_list(5))
    before = gather(folder).digest
    path.rename(folder / "b.xml")
    assert gather(folder).digest == before
    (folder / "b.xml").write_bytes(un_list(6))
    assert gather(folder).digest != before


def test_the_fingerprint_changes_with_the_files_and_with_the_day(folder: Path, un_file: Callable[..., Path]) -> None:
    (folder / "a.xml").write_bytes(b"one")
    first = fingerprint(folder)
    assert fingerprint(folder) == first
    assert fingerprint(folder, on=date(2026, 1, 1)) != first
    (folder / "a.xml").write_bytes(b"other")
    assert fingerprint(folder) != first


def test_the_fingerprint_of_kept_lists_changes_with_a_version(folder: Path, un_file: Callable[..., Path]) -> None:
    keep(folder, un_file("old.xml", 640, day="2025-11-18"))
    first = fingerprint(folder)
    keep(folder, un_file("new.xml", 650, day="2026-02-27"))
    assert fingerprint(folder) != first


def test_a_fingerprint_needs_nothing_that_starts_slowly(folder: Path, un_file: Callable[..., Path]) -> None:
    keep(folder, un_file())
    code = (
        "import sys; from pathlib import Path; from tidewaiter.parties.lists.gather import fingerprint\n"
        f"fingerprint(Path({str(folder)!r})); print(sorted(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    slow = ("yaml", "lxml", "httpx", "msgspec", "numpy", "tidewaiter.parties.lists.store", "tidewaiter.datafile")
    assert not [name for name in slow if f"'{name}'" in run.stdout]


@pytest.mark.parametrize("look", [gather, fingerprint])
def test_a_folder_that_is_not_there_is_told_with_what_to_do(tmp_path: Path, look: Callable[[Path], object]) -> None:
    with pytest.raises(InputError, match="tidewaiter lists add un"):
        look(tmp_path / "none")


def test_an_empty_folder_holds_no_list(folder: Path) -> None:
    with pytest.raises(InputError, match="no list in the folder"):
        gather(folder)


def test_the_real_lists_are_found_whatever_their_files_are_called(shared: Path) -> None:
    found = gather(shared / "data" / "lists")
    counts = {about.id: about.count for about, _ in found.lists}
    assert counts["un"] == 1003
    assert (counts["ofac-sdn"], counts["us-csl"], counts["ca-sema"]) == (8976, 14160, 4759)
    assert not [note for note in found.notes if "may not be the whole list" in note]
    assert "un_consolidated_2025-11-18.xml: not used, un_consolidated_2026-02-27.xml is newer" in found.notes
