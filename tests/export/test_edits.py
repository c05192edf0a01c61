from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.export import edits
from tidewaiter.model import Aligned, Case, Comparison, Span


def row(left: str, right: str) -> edits.Pair:
    aligned = Aligned(
        ("re-worded", "stance-changed"),
        (Span("a", left, 0, len(left)),) if left else (),
        (Span("b", right, 0, len(right)),) if right else (),
    )
    return edits.pairs(Comparison("a", "b", "version", 0, 0, 0, 0, 0, (aligned,)))[0]


def test_only_the_words_put_otherwise_are_marked() -> None:
    pair = row("They are believed to be old.", "They are likely old.")
    assert edits.changed(pair.left) == "believed to be"
    assert edits.changed(pair.right) == "likely"


def test_curly_and_straight_marks_are_no_change() -> None:
    pair = row("the ship’s crew", "the ship's crew")
    assert not edits.changed(pair.left)


def test_a_flag_is_told_from_other_edits() -> None:
    assert row("a", "b").flags == ("stance-changed",)


def test_the_tally_counts_sentences(case: Case) -> None:
    tally = edits.tally(case.stories[0].comparisons[0])
    assert (tally.sentences, tally.kept, tally.added, tally.dropped) == (4, 4, 1, 0)


def test_a_byline_or_credit_that_is_gone_is_no_dropped_sentence() -> None:
    byline = Aligned(("credit-stripped",), (Span("a", "By A. Writer", 0, 12),))
    merged = Aligned(
        ("credit-stripped",), (Span("a", "A ship left, A Wire says.", 14, 39),), (Span("b", "A ship left.", 0, 12),)
    )
    tally = edits.tally(Comparison("a", "b", "version", 0, 0, 0, 0, 0, (byline, merged)))
    assert (tally.sentences, tally.kept, tally.added, tally.dropped) == (1, 1, 0, 0)


@settings(max_examples=150, deadline=None)
@given(st.text("ab .’", max_size=30), st.text("ab .’", max_size=30))
def test_no_word_of_either_side_is_lost(left: str, right: str) -> None:
    pair = row(left.strip(), right.strip())
    assert "".join(piece.text for piece in pair.left) == left.strip()
    assert "".join(piece.text for piece in pair.right) == right.strip()
