"""Screening again after a new edition: nothing is missed that an entry's change brings about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.parties.fake import Exact, party
from tidewaiter.engine.parties.again import Again, changes, rescreen
from tidewaiter.engine.parties.listed import Listed
from tidewaiter.engine.parties.record import Refused, name_record
from tidewaiter.model import UNKNOWN
from tidewaiter.model.party import Party, PartyList

NAMES = ["Ada", "Bo", "Cy", "Di", "Ed"]
OLD = Exact([party(1, "Ada"), party(2, "Bo"), party(3, "Cy"), party(4, "Di")])
NEW = Exact([party(1, "Ada"), party(2, "Bo", remarks=("moved",)), party(4, "Dina", "Di"), party(5, "Ed")])


def told(names: list[str]) -> dict[str, Again]:
    records = [name_record(name, number=at) for at, name in enumerate(names, start=1)]
    return {one.record.query.name: one for one in rescreen(records, OLD, NEW) if isinstance(one, Again)}


def test_changes_are_by_the_content_of_entries() -> None:
    found = changes(OLD, NEW)
    assert (found.added, found.removed, found.amended) == (("test:5",), ("test:3",), ("test:2", "test:4"))


def test_only_records_whose_result_changes_are_told() -> None:
    found = told(NAMES)
    assert list(found) == ["Cy", "Di", "Ed"]
    assert [match.party.id for match in found["Cy"].lost] == ["test:3"]
    assert [match.party.id for match in found["Ed"].new] == ["test:5"]
    moved = found["Di"].moved[0]
    assert (moved.before, moved.match.score, moved.fields) == (0.9, 0.8, ("names",))


def test_the_answer_now_is_that_of_the_whole_list() -> None:
    assert [match.party.id for match in told(["Ed"])["Ed"].full] == ["test:5"]


def test_a_refused_record_comes_through() -> None:
    bad = Refused(1, "", "a blank name")
    assert list(rescreen([bad], OLD, NEW)) == [bad]


def parties() -> st.SearchStrategy[list[Party]]:
    one = st.builds(
        lambda number, names, remark: party(number, *names, remarks=(remark,)),
        st.integers(1, 8),
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
        st.sampled_from(["", "x"]),
    )
    return st.lists(one, max_size=8, unique_by=lambda one: one.id)


@settings(max_examples=200, deadline=None)
@given(parties(), parties())
def test_screening_again_finds_what_screening_everything_finds_of_changed_entries(
    old: list[Party], new: list[Party]
) -> None:
    before, after = Exact(old), Exact(new)
    found = changes(before, after)
    touched = {*found.added, *found.removed, *found.amended}
    records = [name_record(name) for name in NAMES]
    got = {one.record.query.name: one for one in rescreen(records, before, after) if isinstance(one, Again)}
    for record in records:
        then = {one.party.id: one.score for one in before.match(record.query) if one.party.id in touched}
        now = {one.party.id: one.score for one in after.match(record.query) if one.party.id in touched}
        again = got.get(record.query.name)
        assert (again is not None) == (then != now)
        if again is not None:
            assert {one.party.id for one in again.new} == now.keys() - then.keys()
            assert {one.party.id for one in again.lost} == then.keys() - now.keys()
            assert {one.match.party.id for one in again.moved} == {
                one for one in now.keys() & then.keys() if now[one] != then[one]
            }


def test_real_editions_give_what_a_full_screening_gives_of_changed_entries(shared: Path, tmp_path: Path) -> None:
    """With the real matcher, on a part of the Security Council's list of two days."""
    files = [shared / "data" / "lists" / f"un_consolidated_{day}.xml" for day in ("2025-11-18", "2026-02-27")]
    if not all(file.is_file() for file in files):
        pytest.skip("two editions of the Security Council's list are not in ../shared/data/lists")
    then_, now_ = [{one.id: one for one in _read(file)} for file in files]
    kept = {one for at, one in enumerate(now_) if at % 8 == 0 or then_.get(one) != now_[one]} | (then_.keys() - now_)
    before, after = [
        _listed([one for one in held.values() if one.id in kept], tmp_path / name)
        for name, held in (("then", then_), ("now", now_))
    ]
    found = changes(before, after)
    assert len(found) > 0
    touched = {*found.added, *found.removed, *found.amended}
    names = dict.fromkeys(one.name for listed in (before, after) for one in listed.parties())
    records = [name_record(name, number=at) for at, name in enumerate(names, start=1)]
    got = {one.record.number: one for one in rescreen(records, before, after) if isinstance(one, Again)}
    assert got
    for record in records:
        then = {one.party.id: one.score for one in before.match(record.query, limit=5000) if one.party.id in touched}
        now = {one.party.id: one.score for one in after.match(record.query, limit=5000) if one.party.id in touched}
        again = got.get(record.number)
        assert {one.party.id for one in again.new} == now.keys() - then.keys() if again else then.keys() == now.keys()
        assert all(one.score == now[one.party.id] for one in (again.new if again else ()))


def _read(file: Path) -> Iterator[Party]:
    from tidewaiter.parties.lists.readers import un

    with file.open("rb") as stream:
        yield from un.read(stream, path=file.name)


def _listed(parties: list[Party], folder: Path) -> Listed:
    from tidewaiter.engine.parties.index import open_fresh

    folder.mkdir()
    return open_fresh([(PartyList("un", "", "", UNKNOWN, "00", len(parties)), parties)], folder)
