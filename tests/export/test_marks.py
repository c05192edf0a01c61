from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.export.marks import Mark, Tag, gather, paragraphs


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, tuple[Mark, ...]]:
    """A text with line ends and marks that overlap as chance has it."""
    text = draw(st.text(st.sampled_from("ab é\n\r 語"), max_size=40))
    ends = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=8))
    stretches = [(min(a, b), max(a, b), Tag("event", f"e{n}")) for n, (a, b) in enumerate(pairs) if a != b]
    return text, gather(stretches, "d1")


@settings(max_examples=200, deadline=None)
@given(marked())
def test_every_code_point_stands_in_exactly_one_segment(case: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = case
    parts = paragraphs(text, marks)
    assert "".join("".join(s.text for s in part.segments) + part.gap for part in parts) == text


@settings(max_examples=200, deadline=None)
@given(marked())
def test_a_segment_knows_the_marks_that_cover_it_and_no_others(case: tuple[str, tuple[Mark, ...]]) -> None:
    text, marks = case
    for part in paragraphs(text, marks):
        for segment in part.segments:
            end = segment.start + len(segment.text)
            covering = {mark.key for mark in marks if mark.start <= segment.start and end <= mark.end}
            touching = {mark.key for mark in marks if mark.start < end and segment.start < mark.end}
            assert {mark.key for mark in segment.marks} == covering == touching


def test_overlapping_marks_are_split_at_each_other_s_edges() -> None:
    marks = gather([(0, 7, Tag("event", "e1")), (4, 11, Tag("said", "d1s1"))], "d1")
    (part,) = paragraphs("abc def ghi", marks)
    assert [segment.text for segment in part.segments] == ["abc ", "def", " ghi"]
    assert [len(segment.marks) for segment in part.segments] == [1, 2, 1]


def test_the_same_stretch_is_one_mark_with_several_tags() -> None:
    (mark,) = gather(
        [(0, 3, Tag("supplier", "e1")), (0, 3, Tag("recipient", "e2")), (0, 3, Tag("supplier", "e1"))], "d1"
    )
    assert [tag.kind for tag in mark.tags] == ["supplier", "recipient"]


def test_a_mark_over_two_paragraphs_goes_on_in_the_second() -> None:
    first, second = paragraphs("one\n\ntwo", gather([(0, 8, Tag("event", "e1"))], "d1"))
    assert first.gap == "\n\n"
    assert first.segments[0].marks == second.segments[0].marks
