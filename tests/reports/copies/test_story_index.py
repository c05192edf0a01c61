"""The index of texts: what it answers, that it is the same from memory and from disk, and what a crash leaves."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.copies import index as rooms
from tidewaiter.reports.copies.index import StoryIndex
from tidewaiter.reports.copies.sketch import sketch

WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("al", "en", "or", "um") for c in ("a", "is", "et", "on")]


def text(seed: int, length: int = 200) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


def document(seed: int, body: str | None = None) -> Document:
    return Document(f"d{seed}", body or text(seed), "", "")


MANY = [document(seed) for seed in range(40)]


def test_a_copy_is_found_and_an_unrelated_text_is_not() -> None:
    with StoryIndex.open(None) as index:
        index.add_all(MANY)
        (like,) = index.ask(document(99, MANY[7].text))
        assert (like.one, like.other, like.contained, like.contains) == ("d99", "d7", 1.0, 1.0)
        assert index.ask(document(98)) == ()


def test_a_document_is_not_like_itself() -> None:
    with StoryIndex.open(None) as index:
        index.add(MANY[0])
        assert index.ask(MANY[0]) == ()


def test_a_short_piece_inside_a_longer_text_is_found() -> None:
    piece = " ".join(MANY[3].text.split()[50:110])
    with StoryIndex.open(None) as index:
        index.add(document(99, piece))
        (like,) = index.ask(document(98, f"{text(200, 600)} {piece} {text(201, 600)}"))
        assert like.contains > 0.9
        assert like.contained < 0.2


def test_at_scale_one_the_figures_are_exact() -> None:
    half = " ".join(MANY[3].text.split()[:100])
    with StoryIndex.open(None, scale=1) as index:
        index.add(MANY[3])
        (like,) = index.ask(document(99, half))
        assert like.shared == len(half.split()) - 4


def test_the_pairs_are_those_that_asking_gives() -> None:
    copies = [document(100 + n, f"{MANY[n].text} {text(300 + n, 20)}") for n in range(0, 40, 3)]
    with StoryIndex.open(None) as index:
        index.add_all([*MANY, *copies])
        asked = {frozenset((like.one, like.other)) for row in index.ask_all(copies) for like in row}
        assert asked == {frozenset((like.one, like.other)) for like in index.pairs()}
        assert len(asked) == len(copies)


def test_names_and_figures_in_one_order_are_found_where_no_wording_is_shared() -> None:
    case = yaml.safe_load((Path(__file__).parent / "rewordings.yaml").read_text(encoding="utf-8"))[0]
    with StoryIndex.open(None) as index:
        index.add_all([document(1, case["wire"]), document(2, case["other"])])
        (like,) = index.ask(document(3, case["spun"]))
        assert (like.other, like.shared) == ("d1", 0)
        assert like.fact_pairs >= 5


def test_adding_twice_adds_once() -> None:
    with StoryIndex.open(None) as index:
        index.add_all([MANY[0], MANY[1], MANY[0]])
        index.add(MANY[1])
        assert len(index) == 2


def test_a_text_printed_very_often_leads_to_its_first_copies() -> None:
    with StoryIndex.open(None) as index:
        index.add_all(document(n, MANY[0].text) for n in range(300))
        found = index.ask(document(999, MANY[0].text))
        assert 0 < len(found) <= 64
        assert found[0].other == "d0"


# --- on disk --------------------------------------------------------------------------------


def test_an_index_is_closed_opened_again_and_gone_on_with(tmp_path: Path) -> None:
    with StoryIndex.open(None) as whole:
        whole.add_all(MANY)
        expected = whole.ask_all(MANY) + whole.ask_all([document(99, MANY[7].text)])
    for start in range(0, 40, 10):
        with StoryIndex.open(tmp_path / "index") as index:
            index.add_all(MANY[start : start + 10])
    with StoryIndex.open(tmp_path / "index") as index:
        assert len(index) == 40
        assert index.ask_all(MANY) + index.ask_all([document(99, MANY[7].text)]) == expected


def test_an_index_that_is_given_only_what_it_holds_stays_as_it_is(tmp_path: Path) -> None:
    with StoryIndex.open(tmp_path / "index") as index:
        index.add_all(MANY[:4])
    before = {path.name: path.read_bytes() for path in (tmp_path / "index").iterdir()}
    with StoryIndex.open(tmp_path / "index") as index:
        index.add_all(MANY[:4])
        assert len(index) == 4
    assert {path.name: path.read_bytes() for path in (tmp_path / "index").iterdir()} == before


def test_runs_written_one_by_one_become_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "_ROOM", 50)
    with StoryIndex.open(tmp_path / "index") as index:
        for one in MANY:
            index.add(one)
        assert [like.other for like in index.ask(document(99, MANY[31].text))] == ["d31"]
    assert len(list((tmp_path / "index").glob("*.postings"))) <= 6


def test_what_was_not_committed_is_gone_as_a_whole_and_the_rest_stands(tmp_path: Path) -> None:
    with StoryIndex.open(tmp_path / "index") as index:
        index.add_all(MANY[:20])
    crashed = StoryIndex.open(tmp_path / "index")
    crashed.add_all(MANY[20:])
    crashed.close(commit=False)
    (tmp_path / "index" / "run-00000009.postings").write_bytes(b"half a run")
    with (tmp_path / "index" / "names.text").open("ab") as file:
        file.write(b"half a name")
    with StoryIndex.open(tmp_path / "index") as index:
        assert len(index) == 20
        index.add_all(MANY[20:])
        assert [like.other for like in index.ask(document(99, MANY[31].text))] == ["d31"]
    with StoryIndex.open(tmp_path / "index") as index:
        assert len(index) == 40
    assert not (tmp_path / "index" / "run-00000009.postings").exists()


def test_an_error_inside_commits_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), StoryIndex.open(tmp_path / "index") as index:
        index.add_all(MANY)
        raise ZeroDivisionError
    with StoryIndex.open(tmp_path / "index") as index:
        assert len(index) == 0


def test_the_same_documents_give_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        with StoryIndex.open(tmp_path / name) as index:
            index.add_all(MANY)
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert one == two


def test_two_writers_do_not_open_one_index(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with StoryIndex.open(tmp_path / "index"), pytest.raises(InputError, match="open elsewhere"):
        StoryIndex.open(tmp_path / "index")


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InputError, match="something else"):
        StoryIndex.open(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("damage", ["missing", "cut", "listed"])
def test_a_damaged_index_is_refused(tmp_path: Path, damage: str) -> None:
    with StoryIndex.open(tmp_path / "index") as index:
        index.add_all(MANY)
    (run,) = (tmp_path / "index").glob("*.postings")
    if damage == "missing":
        run.unlink()
    elif damage == "cut":
        run.write_bytes(run.read_bytes()[:-8])
    else:
        (tmp_path / "index" / "index.json").write_text("{")
    with pytest.raises(InputError, match="damaged"):
        StoryIndex.open(tmp_path / "index")


# --- sketches -------------------------------------------------------------------------------


@given(st.lists(st.text(max_size=80), max_size=8))
@settings(max_examples=80, deadline=None)
def test_a_sketch_is_the_same_in_whatever_company(texts: list[str]) -> None:
    together = sketch(texts, scale=1)
    for n, one in enumerate(texts):
        alone = sketch([one], scale=1)
        assert together.shingles[together.shingle_of == n].tolist() == alone.shingles.tolist()
        assert together.facts[together.fact_of == n].tolist() == alone.facts.tolist()


def test_case_typography_and_line_ends_do_not_matter() -> None:
    one = sketch(["The Captain's ship, “Blue Heron”, left the harbour of Narvik"], scale=1)
    two = sketch(['the captain’s\nship "Blue Heron" left the   harbour of narvik!'], scale=1)
    assert one.shingles.tolist() == two.shingles.tolist()


def test_the_hashes_are_the_same_on_every_machine() -> None:
    assert sketch(["one two three four five"], scale=1).shingles.tolist() == [11_991_791_549_825_260_591]
