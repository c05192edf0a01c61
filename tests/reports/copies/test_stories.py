"""Copies of one text: how far they are the same, and what was done to each sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model import Aligned, Comparison, Document, is_verbatim
from tidewaiter.reports.copies.stories import compare, group
from tidewaiter.reports.readers.plain import read

WIRE = (
    "By Ann Doe\n"
    "OSLO (Reuters) - A freighter named Blue Heron has left the harbour of Narvik with 40 crates of pumps, "
    "the port's office said on Tuesday, in a trip that the owner had joined to finance.\n"
    "Roe met the harbour master in September and promised to send more ships once the ice was gone from the fjord.\n"
    "The crates are believed to be meant for a cannery that the state of Freedonia runs on its southern coast.\n"
    "Freedonia has never confirmed that it owns the cannery, which was built by a Swedish firm.\n"
    "The owner of the ship denied that any of the pumps were new when they were taken on board.\n"
    "Customs officers opened seven of the crates and found what the papers said they would find.\n"
    "He drove to the pier in an old van which his brother had lent him for the week of the fair.\n"
    "The harbour has seen little trade since the mine in the hills was shut and the railway fell into ruin.\n"
    "A second freighter is waiting outside the harbour for a pilot who knows the narrow way between the rocks.\n"
    "(Reporting by Ann Doe; Editing by Bo Roe)\n"
)


def document(text: str, *, published: str | None = "2024-02-20", outlet: str | None = None) -> Document:
    url = f"https://{outlet}/1" if outlet else ""
    data = f"{url}\n\n{published or ''}\n\n{text}" if url or published else text
    return read(data.encode())


def against(text: str) -> Comparison:
    return compare(document(WIRE), document(text))


def kinds(comparison: Comparison) -> set[str]:
    return {kind for row in comparison.sentences for kind in row.edits}


def changed(comparison: Comparison) -> list[Aligned]:
    return [row for row in comparison.sentences if row.edits != ("verbatim",)]


def test_a_text_is_a_copy_of_itself_word_for_word() -> None:
    whole = against(WIRE)
    assert whole.relation == "copy"
    assert (whole.left_in_right, whole.right_in_left, whole.left_in_right_unquoted) == (1.0, 1.0, 1.0)
    assert kinds(whole) == {"verbatim"}


@pytest.mark.parametrize(
    ("before", "after", "edit", "note"),
    [
        ("40 crates", "45 crates", "number-changed", "40 -> 45"),
        ("seven of the crates", "nine of the crates", "number-changed", "seven -> nine"),
        ("are believed to be meant", "are known to be meant", "stance-changed", "believed -> known"),
        ("denied that", "said that", "stance-changed", "denied -> said"),
        ("the port's office said on", "it became known on", "stance-changed", "said"),
        ("has never confirmed", "has confirmed", "negation-changed", "cut: never"),
        ("were new", "weren't new", "negation-changed", "put in: not"),
        ("in September", "in October", "date-changed", "date: September -> October"),
        ("on Tuesday", "on Monday", "date-changed", "date: Tuesday -> Monday"),
        ("on Tuesday", "on February 20", "date-made-absolute", "Tuesday -> February 20, the same day"),
        ("on Tuesday", "on Tuesday (Feb. 20)", "date-made-absolute", "told beside the same day"),
        ("of Freedonia runs", "of Sylvania runs", "name-changed", "freedonia -> sylvania"),
        ("which his brother had", "which Roe's brother had", "anaphora-resolved", "his -> roe"),
        ("Roe met", "Mr. Roe met", "style", None),
        ("had joined to finance", "had agreed to finance", "re-worded", "joined -> agreed"),
    ],
)  # fmt: skip
def test_one_edit_of_a_copy_is_named(before: str, after: str, edit: str, note: str | None) -> None:
    (row,) = changed(against(WIRE.replace(before, after)))
    assert row.edits == (edit,)
    assert row.note is None if note is None else note in (row.note or "")


def test_an_edit_that_is_always_shown_is_never_hidden_by_another() -> None:
    text = WIRE.replace("has never confirmed that it owns the cannery", "has confirmed that it owned five canneries")
    (row,) = changed(against(text))
    assert {"negation-changed", "number-changed"} <= set(row.edits)


def test_the_credit_is_found_stripped() -> None:
    text = WIRE.replace("By Ann Doe\n", "").replace("OSLO (Reuters) - ", "").rsplit("(Reporting", 1)[0]
    rows = changed(against(text))
    assert {row.edits for row in rows} == {("credit-stripped",)}
    assert {row.note for row in rows} == {"byline gone", "dateline gone", "credit gone"}


def test_a_dropped_and_an_added_sentence_are_named() -> None:
    lines = WIRE.splitlines()
    added = "The mayor was on holiday and had nobody answer for her in the town hall."
    rows = changed(against("\n".join([*lines[:4], added, *lines[6:]])))
    assert [row.edits for row in rows] == [("dropped",), ("dropped",), ("added",)]
    assert rows[2].right[0].quote == added


def test_two_sentences_made_one_are_merged() -> None:
    text = WIRE.replace("by a Swedish firm.\nThe owner of the ship", "by a Swedish firm, while the owner of the ship")
    (row,) = changed(against(text))
    assert "merged" in row.edits
    assert (len(row.left), len(row.right)) == (2, 1)


def test_a_clause_cut_off_is_a_split() -> None:
    text = WIRE.replace("Customs officers opened seven of the crates and found", "They found")
    (row,) = changed(against(text))
    assert "split" in row.edits
    assert "number-changed" in row.edits


def test_a_clause_without_a_number_cut_off_changes_no_number() -> None:
    text = WIRE.replace("Customs officers opened seven", "Seven").replace(
        "of the crates and found", "of the crates held"
    )
    for row in changed(against(text)):
        assert "number-changed" not in row.edits


def test_a_body_named_where_it_was_taken_up_is_no_change_of_names() -> None:
    before = (
        "The ship of the Freedonia Line lay off the quay.\nThe agency said that it would sail on Friday with coal.\n"
    )
    after = before.replace("The agency", "Interfax")
    rows = changed(compare(document(before), document(after)))
    assert [row.edits for row in rows] == [("anaphora-resolved",)]


def test_a_title_put_before_a_name_is_style() -> None:
    (row,) = changed(against(WIRE.replace("Roe met", "Director Roe met")))
    assert row.edits == ("style",)


def test_a_credit_put_in_is_no_sentence_added() -> None:
    bare = WIRE.rsplit("(Reporting", 1)[0]
    rows = changed(compare(document(bare), document(WIRE)))
    assert {row.edits for row in rows} == {("credit-stripped",)}


def test_a_sentence_in_another_place_is_moved() -> None:
    lines = WIRE.splitlines()
    rows = changed(against("\n".join([*lines[:3], lines[8], *lines[3:8], *lines[9:]])))
    assert [row.edits for row in rows] == [("verbatim", "moved")]


def test_the_same_weekday_on_pages_of_different_weeks_is_another_date() -> None:
    pair = compare(document(WIRE), document(WIRE, published="2024-02-28"))
    (row,) = changed(pair)
    assert row.edits == ("date-changed",)
    assert "2024-02-20 -> 2024-02-27" in (row.note or "")


def test_an_unrelated_text_is_independent() -> None:
    text = "The museum has bought a painting of a cow.\nNobody knows who painted it or when, its keeper said.\n" * 3
    assert against(text).relation == "independent"


def test_a_short_piece_inside_a_longer_text_is_a_version() -> None:
    text = "\n".join(WIRE.splitlines()[2:6])
    assert against(text).relation == "version"


def test_two_texts_that_quote_one_speech_are_not_copies() -> None:
    speech = (
        '"We shall build this harbour again with our own hands and with what we have, and no one who has '
        "ever left it will be asked why he left or when he means to come back to us, for the sea gives no "
        'reasons and takes none, and we are the people of the sea and of its weather," {}'
    )
    one = speech.format("the mayor told the town on Friday.\n") + "\n".join(WIRE.splitlines()[3:7])
    two = speech.format("she said.\n") + "The museum has bought a painting of a cow.\nNobody knows who made it.\n" * 4
    assert compare(document(one), document(two)).relation == "quotes-same-speech"


def test_the_later_text_is_told_by_the_day_and_else_guessed() -> None:
    dated = compare(document(WIRE), document(WIRE, published="2024-02-21"))
    assert (dated.later, dated.later_why) == (dated.right, "published 2024-02-21, the other 2024-02-20")
    stripped = against(WIRE.replace("(Reuters)", ""))
    assert stripped.later == stripped.right
    assert (stripped.later_why or "").startswith("a guess")


def test_a_text_without_a_later_one_says_so() -> None:
    same = against(WIRE)
    assert (same.later, same.later_why) == (None, None)


def test_every_span_is_verbatim() -> None:
    left, right = document(WIRE), document(WIRE.replace("40 crates", "45 crates").replace("Roe", "Mr. Roe"))
    for row in compare(left, right).sentences:
        assert all(is_verbatim(span, left.text) for span in row.left)
        assert all(is_verbatim(span, right.text) for span in row.right)


def test_copies_make_one_story_and_the_rest_stand_alone() -> None:
    copy = document(WIRE.replace("40 crates", "45 crates"))
    other = document("The museum has bought a painting of a cow.\nNobody knows who painted it.\n")
    first, second = group([document(WIRE), other, copy])
    assert first.documents == (document(WIRE).id, copy.id)
    assert [c.relation for c in first.comparisons] == ["copy"]
    assert second.documents == (other.id,)


def test_a_story_has_the_same_id_in_whatever_order_its_documents_come() -> None:
    documents = [document(WIRE), document(WIRE.replace("40 crates", "45 crates"))]
    assert group(documents)[0].id == group(documents[::-1])[0].id


def test_a_house_note_does_not_make_copies() -> None:
    note = (
        "The editors of this paper have always held that the fair should be moved to the other side of the river, "
        "where there is room for the tents and for the horses, and will go on saying so until it is done.\n"
    )
    tales = (
        "The museum has bought a painting of a cow and hung it in the hall by the door for all to see.\n",
        "A bakery on the square closed its doors after a hundred years because nobody wanted to get up so early.\n",
        "Snow has blocked the road over the pass and the bus to the valley will not run before the weekend.\n",
    )
    rests = (
        "It cost more than the town spends on its roads in a year, and the mayor, who paints, had asked for it.\n",
        "The last loaf was given to a boy who had come in for a bun and did not know what to say about that.\n",
        "Those who must get across are told to take the train, which goes twice a day through the long tunnel.\n",
    )
    pages = [tale + rest + note for tale, rest in zip(tales, rests, strict=True)]
    stories = group([document(page, outlet="paper.example") for page in pages])
    assert len(stories) == 3
    assert all(not story.comparisons for story in stories)


LINES = WIRE.splitlines()


@given(st.lists(st.sampled_from(LINES), max_size=9), st.lists(st.sampled_from(LINES), max_size=9))
@settings(max_examples=40, deadline=None)
def test_a_comparison_reads_the_same_from_either_side(left: list[str], right: list[str]) -> None:
    one, two = document("\n".join(left) + "\nEnd."), document("\n".join(right) + "\nEnd.")
    there, back = compare(one, two), compare(two, one)
    assert (there.left_in_right, there.right_in_left) == (back.right_in_left, back.left_in_right)
    assert (there.relation, there.shared, there.later) == (back.relation, back.shared, back.later)
    for row in there.sentences:
        assert row.edits


def test_the_two_real_pages_are_one_story(shared: Path) -> None:
    agency, paper = (read(path.read_bytes()) for path in sorted((shared / "seeds").glob("*.txt")))
    (story,) = group([agency, paper])
    (pair,) = story.comparisons
    rows = {row.left[0].quote[:24] if row.left else row.right[0].quote[:24]: row for row in pair.sentences}
    edits = [row.edits for row in pair.sentences]
    assert (pair.relation, pair.later) == ("version", paper.id)
    assert sum(e == ("credit-stripped",) for e in edits) == 3
    assert sum(e in {("verbatim",), ("style",)} for e in edits) == 6
    assert sum(e == ("added",) for e in edits) == 5
    assert sum(e == ("dropped",) for e in edits) == 1
    assert sum("stance-changed" in e for e in edits) == 1
    assert sum("date-made-absolute" in e for e in edits) == 2
    assert not any("date-changed" in e for e in edits)
    assert rows["North Korean leader Kim "].edits == ("date-made-absolute", "re-worded")
    assert "stance-changed" in rows["Kim is believed to be an"].edits


def test_the_annotated_reports_give_no_false_pair(shared: Path) -> None:
    folder = shared / "dev" / "reading"
    if not folder.is_dir():
        pytest.skip("the annotated reports are not here")
    documents = [read(path.read_bytes()) for path in sorted((folder / "articles").glob("*.txt"))]
    stories = group(documents)
    assert sorted(d for story in stories for d in story.documents) == sorted(d.id for d in documents)
    assert sum(len(story.documents) > 1 for story in stories) >= 7
