"""A folder of lists takes whole versions or none, keeps them as published, and opens them as of a day."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.parties.lists import manifest as papers
from tidewaiter.parties.lists import store
from tidewaiter.parties.lists.editions import edition_at
from tidewaiter.parties.lists.store import Outcome, Version
from tidewaiter.parties.lists.updates import Ways, add_files

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
Put = Callable[..., Path]


def add(folder: Path, path: Path, *, now: datetime = NOW, accept_shrink: bool = False) -> Outcome:
    edition = edition_at(path)
    assert edition is not None
    with store.locked(folder):
        return add_files(folder, edition, Ways(now, accept_shrink=accept_shrink))


def newest(folder: Path, on: date | None = None) -> Version:
    found = store.version_on(folder, "un", on)
    assert found is not None
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lists"


def test_a_list_is_kept_as_published_with_what_was_counted(folder: Path, un_file: Put) -> None:
    path = un_file()
    outcome = add(folder, path)
    assert outcome.fresh
    told = newest(folder).manifest
    assert (told.list, told.form, told.published, told.told) == ("un", "un-xml", "2026-02-27", "list")
    assert (told.parties, told.names, told.groups["kind organisation"]) == (650, 650, 40)
    assert newest(folder).files[0].read_bytes() == path.read_bytes()
    assert (told.fetched, told.files[0].size) == ("2026-03-01T12:30:00Z", path.stat().st_size)
    assert newest(folder).folder.name.startswith("2026-02-27_" + told.sha256[:12])


def test_the_same_bytes_make_no_second_version(folder: Path, un_file: Put) -> None:
    add(folder, un_file())
    outcome = add(folder, un_file("again.xml"))
    assert not outcome.fresh
    assert len(store.versions(folder, "un")) == 1


def test_a_version_is_opened_as_of_a_day(folder: Path, un_file: Put) -> None:
    add(folder, un_file("old.xml", 640, day="2025-11-18"))
    add(folder, un_file("new.xml", 650, day="2026-02-27"))
    assert newest(folder).manifest.parties == 650
    assert newest(folder, date(2026, 2, 26)).manifest.parties == 640
    assert store.version_on(folder, "un", date(2025, 11, 17)) is None
    assert sum(1 for _ in store.open_version(newest(folder, date(2026, 2, 26)))) == 640


def test_an_older_edition_is_kept_beside_and_the_newer_stays_in_use(folder: Path, un_file: Put) -> None:
    add(folder, un_file("new.xml", day="2026-02-27"))
    outcome = add(folder, un_file("old.xml", 610, day="2025-11-18"))
    assert "stays in use" in outcome.notes[0]
    assert newest(folder).manifest.published == "2026-02-27"


def test_a_list_that_tells_no_day_is_dated_by_its_name_else_by_its_fetching(folder: Path, un_file: Put) -> None:
    add(folder, un_file("un_2026-01-05.xml", day=None))
    assert (newest(folder).manifest.published, newest(folder).manifest.told) == ("2026-01-05", "name")
    outcome = add(folder, un_file("list.xml", 651, day=None))
    assert (newest(folder).manifest.published, newest(folder).day) == (None, date(2026, 3, 1))
    assert "tells no day" in outcome.notes[0]


def test_a_day_that_is_to_come_is_not_believed(folder: Path, un_file: Put) -> None:
    outcome = add(folder, un_file(day="2062-01-01"))
    assert "is to come" in outcome.notes[0]
    assert newest(folder).day == date(2026, 3, 1)


def test_a_list_that_is_too_short_to_be_whole_is_refused(folder: Path, un_file: Put) -> None:
    with pytest.raises(InputError, match="holds 100 parties; the whole list has at least 600") as fault:
        add(folder, un_file(number=100))
    assert fault.value.path == str(un_file(number=100))
    assert store.versions(folder, "un") == ()
    assert not list(folder.glob(".new-*"))


def test_a_list_that_shrinks_is_refused_and_the_old_one_stays(folder: Path, un_file: Put) -> None:
    add(folder, un_file("old.xml", 700, day="2026-01-01"))
    with pytest.raises(InputError, match=r"650 parties, 50 \(7%\) fewer than the 700 before") as fault:
        add(folder, un_file("new.xml", 650, day="2026-02-01"))
    assert "the version of 2026-01-01 stays in use" in str(fault.value)
    assert "--accept-shrink" in str(fault.value)
    assert newest(folder).manifest.parties == 700


def test_a_list_that_shrinks_is_taken_if_the_user_says_so(folder: Path, un_file: Put) -> None:
    add(folder, un_file("old.xml", 700, day="2026-01-01"))
    add(folder, un_file("new.xml", 650, day="2026-02-01"), accept_shrink=True)
    assert newest(folder).manifest.forced
    assert newest(folder).manifest.parties == 650


def test_a_list_whose_organisations_are_all_gone_is_refused_though_it_is_as_long(folder: Path, un_file: Put) -> None:
    add(folder, un_file("old.xml", day="2026-01-01"))
    with pytest.raises(InputError, match=r"a whole part of it is gone: kind organisation \(40 before\)"):
        add(folder, un_file("new.xml", day="2026-02-01", firms=0))


def test_a_reader_that_has_learnt_to_read_otherwise_makes_no_list_shrink(folder: Path, un_file: Put) -> None:
    version = add(folder, un_file("old.xml", day="2026-01-01")).version
    groups = {**version.manifest.groups, "programme of another spelling": 300}
    papers.write(version.folder / "manifest.json", replace(version.manifest, groups=groups, names=900))
    assert add(folder, un_file("new.xml", 651, day="2026-02-01")).fresh


@pytest.mark.parametrize("tail", ["", "<INDIVIDUAL>", "</INDIVIDUALS>"])
def test_a_list_that_is_cut_off_is_refused_with_its_place(folder: Path, un_file: Put, tail: str) -> None:
    path = un_file(tail=tail)
    with pytest.raises(InputError, match="the XML is broken") as fault:
        add(folder, path)
    assert fault.value.path == str(path)
    assert not store.lists(folder)


def test_an_id_that_stands_twice_is_refused(folder: Path, un_file: Put) -> None:
    path = un_file()
    path.write_bytes(path.read_bytes().replace(b">7000001<", b">7000002<"))
    with pytest.raises(InputError, match="the id un:7000002 stands twice"):
        add(folder, path)
    assert store.versions(folder, "un") == ()


def test_a_full_disk_is_told_of_the_folder_and_not_of_the_file_that_is_added(folder: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: No space left") as told, store.staged(folder):
        raise OSError(errno.ENOSPC, "No space left on device", "source.xml")
    assert told.value.path == str(folder)
    assert not list(folder.glob(".new*"))


def test_two_processes_do_not_change_the_folder_at_once(folder: Path) -> None:
    with store.locked(folder):
        code = "from pathlib import Path; from tidewaiter.parties.lists import store; "
        code += f"store.locked(Path({str(folder)!r})).__enter__()"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "another process is changing this folder of lists" in run.stderr


def test_what_a_stopped_process_left_is_not_seen_and_is_swept_away(folder: Path, un_file: Put) -> None:
    add(folder, un_file())
    (folder / ".new-left" / "files").mkdir(parents=True)
    assert store.lists(folder) == ("un",)
    with store.locked(folder):
        assert not (folder / ".new-left").exists()


def test_a_process_that_dies_while_it_writes_leaves_the_old_version(
    folder: Path, un_file: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(folder, un_file("old.xml", day="2026-01-01"))

    def dies(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", dies)
    with pytest.raises(KeyboardInterrupt):
        add(folder, un_file("new.xml", 651, day="2026-02-01"))
    monkeypatch.undo()
    assert newest(folder).manifest.published == "2026-01-01"
    assert store.verify(newest(folder)) == ()


def test_a_version_that_is_whole_passes_verification(folder: Path, un_file: Put) -> None:
    add(folder, un_file())
    assert store.verify(newest(folder)) == ()


def test_a_file_that_somebody_changed_is_found(folder: Path, un_file: Put) -> None:
    add(folder, un_file())
    path = newest(folder).files[0]
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"NUMBER 7<", b"NUMBER 8<"))
    assert store.verify(newest(folder)) == ("list.xml has another hash than when it was kept",)
    with pytest.raises(InputError, match="not what was kept"):
        store.open_version(newest(folder))
    path.write_bytes(whole[:-1])
    assert "bytes instead of" in store.verify(newest(folder))[0]
    path.unlink()
    assert store.verify(newest(folder)) == ("list.xml is missing",)
    with pytest.raises(InputError, match="not what was kept"):
        store.open_version(newest(folder))


def test_a_spoilt_version_is_mended_by_adding_its_file_again(folder: Path, un_file: Put) -> None:
    add(folder, un_file())
    newest(folder).files[0].write_bytes(b"spoilt")
    assert add(folder, un_file()).fresh
    (mended,) = store.versions(folder, "un")
    assert store.verify(mended) == ()


def test_counts_that_the_reader_no_longer_finds_are_told(folder: Path, un_file: Put) -> None:
    version = add(folder, un_file()).version
    other = Version(version.folder, replace(version.manifest, parties=651))
    assert store.verify(other) == ("650 parties are read instead of 651",)
    assert store.verify(Version(version.folder, replace(other.manifest, program="0.0.1"))) == ()


def test_a_manifest_that_somebody_broke_is_named(folder: Path, un_file: Put) -> None:
    version = add(folder, un_file()).version
    (version.folder / "manifest.json").write_text('{"list": 3}')
    with pytest.raises(InputError, match="not as it was written"):
        store.versions(folder, "un")


def test_old_versions_go_only_when_asked(folder: Path, un_file: Put) -> None:
    for month in ("01", "02", "03"):
        add(folder, un_file(f"{month}.xml", 650 + int(month), day=f"2026-{month}-01"))
    gone = store.prune(folder, "un", keep=1)
    assert [one.manifest.published for one in gone] == ["2026-01-01", "2026-02-01"]
    assert [one.manifest.published for one in store.versions(folder, "un")] == ["2026-03-01"]
    with pytest.raises(ValueError, match="at least one"):
        store.prune(folder, "un", keep=0)


def test_the_default_folder_is_the_user_s_own_for_data() -> None:
    assert store.default_folder({"TIDEWAITER_LISTS": "/a/b", "HOME": "/h"}) == Path("/a/b")
    assert store.default_folder({"XDG_DATA_HOME": "/data", "HOME": "/h"}) == Path("/data/tidewaiter/lists")
    assert store.default_folder({"HOME": "/h"}) == Path("/h/.local/share/tidewaiter/lists")


def test_real_editions_are_kept_side_by_side(folder: Path, shared: Path) -> None:
    for day in ("2025-11-18", "2026-02-27"):
        add(folder, shared / "data" / "lists" / f"un_consolidated_{day}.xml")
    assert [(one.manifest.published, one.manifest.parties) for one in store.versions(folder, "un")] == [
        ("2025-11-18", 1000),
        ("2026-02-27", 1003),
    ]
