"""Passages, sentences and quotations of plain-text pages."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.reports.text.passages import blocks, even, paragraphs, quotations, sentences

ANY_TEXT = st.text(
    alphabet=st.one_of(st.sampled_from("aB .!?\n\r\"'“”‘’«»()—\u00a0Feb.다。0"), st.characters()), max_size=200
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind, text[p.start : p.end]) for p in blocks(text)]


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


def quoted(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in quotations(text, 0, len(text))]


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_the_even_view_is_as_long_as_the_text(text: str) -> None:
    assert len(even(text)) == len(text)


def test_the_even_view_straightens_quotation_marks_dashes_and_spaces() -> None:
    assert even("“it’s”\u00a0– ‘no’—") == "\"it's\" - 'no'-"


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_passages_stand_in_order_and_lose_no_visible_character(text: str) -> None:
    found = blocks(text)
    view = even(text)  # in which signs without width are blanks
    covered = "".join(view[p.start : p.end] for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(covered.split()) == "".join(view.split())


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_sentences_stand_in_order_and_lose_no_visible_character(text: str) -> None:
    found = sentences(text, 0, len(text))
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    view = even(text)  # in which signs without width are blanks
    assert "".join("".join(view[a:b] for a, b in found).split()) == "".join(view.split())


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_quotations_lie_inside_the_text_and_nest(text: str) -> None:
    found = quotations(text, 0, len(text))
    for q in found:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
    for a in found:
        for b in found:
            assert a.end <= b.start or b.end <= a.start or a.start <= b.start < b.end <= a.end or b.start <= a.start


def test_a_page_falls_into_byline_dateline_body_and_credit() -> None:
    text = (
        "By Ann Doe\nROME (Reuters) – A crane fell. Nobody was hurt.\nIt was old.\n"
        "(Reporting by Ann Doe; Editing by Bo Roe)"
    )
    assert kinds(text) == [
        ("byline", "By Ann Doe"),
        ("dateline", "ROME (Reuters) –"),
        ("body", "A crane fell. Nobody was hurt."),
        ("body", "It was old."),
        ("credit", "(Reporting by Ann Doe; Editing by Bo Roe)"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "BERGEN, May 3 (KCNA) --",
        "BERGEN, Western Norway -",
        "Oslo, May 3 (Xinhua) --",
        "OSLO, May 3. /TASS/.",
        "UNITED NATIONS:",
        "Washington —",
        "March 3 (UPI) —",
        "NEW HAVEN, May 3 —",
        "МОСКВА, 3 мая. /ТАСС/.",
        "BERGEN, May 3 2024 (Fjord Wire) -",
        "Bergen, 3 May 2024 (Fjord Wire) --",
        "BERGEN (Fjord Wire) -",
    ],
)
def test_a_dateline_is_parted_from_the_sentence_after_it(line: str) -> None:
    found = kinds(f"{line} The ship left the harbour on its own.")
    assert found == [("dateline", line), ("body", "The ship left the harbour on its own.")]


def test_a_long_name_in_brackets_before_a_dash_is_no_dateline_inside_a_page() -> None:
    found = kinds("The ship left.\n\nNATO (North Atlantic Treaty Organization) - an alliance - met on Sunday.")
    assert [kind for kind, _ in found] == ["body", "body"]


def test_a_capitalised_warning_before_a_colon_is_no_dateline() -> None:
    assert kinds("UPDATE: The ship left the harbour.")[0][0] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2023 08:15 am | Updated May 4, 2023 GMT - OSLO",
        "Published May 3, 2023 06:30 am",
        "Jo PenWednesday, 3 May 2023, 11:15",
        "Date:2023-05-03 08:15:10",
        "입력 2023-05-03 08:15 수정 2023-05-04 09:00",
    ],
)
def test_a_line_of_dates_and_times_is_the_time_line(line: str) -> None:
    assert kinds(f"{line}\n\nThe ship left the harbour.")[0] == ("timeline", line)


def test_a_sentence_with_a_date_is_no_time_line() -> None:
    assert kinds("The two met on 3 May 2023 in the port.")[0][0] == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("ADVERTISEMENT", "boilerplate"),
        ("Read also: Why cranes fall", "boilerplate"),
        ("Subscribe", "boilerplate"),
        ("Pool photograph: a crane in the port, 2 May 2023. (AFP)", "caption"),
        ("A crane in the port. (Port Office via AP)", "caption"),
        ("© AFP", "credit"),
        ("(Yonhap)", "credit"),
        ("What the crane was for", "title"),
        ("Source: the port office; a harbour paper", "body"),
    ],
)
def test_lines_between_paragraphs_are_told_apart(line: str, kind: str) -> None:
    text = f"The crane fell at noon.\n\n{line}\n\nNobody was hurt by it."
    assert (kind, line) in kinds(text)


def test_what_follows_the_end_mark_is_not_the_report() -> None:
    found = kinds("The crane fell.\n(END)\nAnother story of this site.\n")
    assert found[1:] == [("credit", "(END)"), ("boilerplate", "Another story of this site.")]


def test_a_page_without_a_full_stop_is_body() -> None:
    assert kinds("Russia gave a car to Kim") == [("body", "Russia gave a car to Kim")]


def test_a_page_of_which_only_some_lines_are_wrapped_keeps_its_title_apart_and_its_sentences_whole() -> None:
    text = (
        "You are reading: The crane in the harbour of Klaipeda\n"
        "KLAIPEDA - A crane fell into the harbour on Monday, said the office of the port, which had not looked at "
        "its bolts "
        "for as long as anybody there can remember.\n"
        "The owner told the court on Tuesday that he was selling\n"
        "Lithuanian scrap dealers the iron of the crane and what is\n"
        "left of its motor, and that nobody had told him of bolts\n"
        "which were loose. He would pay for the quay, he said, with\n"
        "the money.\n"
        "The dealers had no comment.\n"
    )
    found = [text[start:end] for start, end in paragraphs(text)]
    assert [part.split()[0] for part in found] == ["You", "KLAIPEDA", "The", "The"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The crane that fell into the harbour of the town on Monday had\n"
        "been standing there since the war, said the port's office, and\n"
        "nobody had looked at its bolts for years.\n"
        "\n"
        "It will be melted down and the iron sold to whoever gives the\n"
        "most for it.\n"
    )
    assert len(paragraphs(text)) == 2


def test_a_short_first_line_of_a_wrapped_page_goes_on_in_lower_case() -> None:
    text = (
        "The port said\n"
        "the crane that fell into the harbour of the town on Monday had been\n"
        "standing there since the war, and that nobody had looked at its old\n"
        "bolts for years, though the wardens had asked for it twice in spring.\n"
        "\n"
        "It will be\n"
        "melted down and the iron sold to whoever gives the most for it, and\n"
        "the place where it stood will be paved for the market of the town in\n"
        "the summer, when the stalls of the fishermen have to leave the quay.\n"
    )
    assert len(paragraphs(text)) == 2


def test_lines_that_are_whole_paragraphs_stay_apart() -> None:
    assert len(paragraphs("The crane fell.\nIt was an old one that had stood there for years.\nNobody was hurt.")) == 3


def test_abbreviations_end_no_sentence() -> None:
    text = (
        "Mr. Roe of the U.N. met Gen. Doe on Feb. 18 under Res. 2397, Para. 7. "
        "Songi Ltd. and M/V Rose paid. It was 5 p.m. Monday."
    )
    assert split(text) == [
        "Mr. Roe of the U.N. met Gen. Doe on Feb. 18 under Res. 2397, Para. 7.",
        "Songi Ltd. and M/V Rose paid.",
        "It was 5 p.m. Monday.",
    ]


def test_an_abbreviation_ends_a_sentence_before_a_word_that_starts_one() -> None:
    assert split("It is banned by the U.N. The ban is old.") == ["It is banned by the U.N.", "The ban is old."]


def test_closing_marks_belong_to_the_sentence() -> None:
    assert split('"We did." He left. (It was late.) "Why?" he asked.') == [
        '"We did."',
        "He left.",
        "(It was late.)",
        '"Why?" he asked.',
    ]


def test_a_resolution_and_a_bracket_are_not_split() -> None:
    text = "S/RES/2397 (2017) bans it (see the annex. It is long.) in full."
    assert split(text) == [text]


def test_korean_russian_and_chinese_sentences_are_split() -> None:
    assert split("배가 떠났다. 그는 말했다.끝이에요. 네.") == ["배가 떠났다.", "그는 말했다.", "끝이에요.", "네."]
    assert split("Судно ушло 3 мая 2024 г. в Токио. Это сказал В. Петров.") == [
        "Судно ушло 3 мая 2024 г. в Токио.",
        "Это сказал В. Петров.",
    ]
    assert split("船走了。他来了！") == ["船走了。", "他来了！"]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert quoted("The port's cranes and the sailors' boats were '60s models, it’s said, rock 'n' roll.") == []


def test_nested_marks_are_found_inside_the_outer_ones() -> None:
    text = "“He said ‘never’ to us,” the man’s aide said."
    assert quoted(text) == ["He said ‘never’ to us,", "never"]
    assert [q.level for q in quotations(text, 0, len(text))] == [0, 1]


def test_a_quotation_taken_up_by_the_next_paragraph_continues() -> None:
    first, second = quotations('"We left.\n\n"We came back," he said.', 0, 31)
    assert (first.closed, first.continues, second.closed) == (False, True, True)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = '"We left the port.\n\nThe crane fell.'
    (only,) = quotations(text, 0, len(text))
    assert (text[only.start : only.end], only.closed, only.continues) == ('"We left the port.', False, False)


def test_few_words_are_a_scare_quotation() -> None:
    short, long = quotations('A "special" trade, "one that all of them here had wanted for years".', 0, 68)
    assert (short.scare, long.scare) == (True, False)


def test_marks_of_other_languages_pair() -> None:
    assert quoted("Он сказал «да». „Ja“, sagte sie. 그는 “네”라고 했다. 「新」") == ["да", "Ja", "네", "新"]


def test_both_real_pages_fall_into_their_parts(shared: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    found = [[p.kind for p in blocks(page) if p.kind != "body"] for page in pages]
    assert found == [["byline", "dateline", "credit"], ["timeline"]]


def test_a_whole_date_before_a_dash_is_a_dateline_at_the_head_of_a_page() -> None:
    text = "May 11, 2019 - A barge with scrap left the quay at night.\n\nMay 12, 2019 - It was back before noon."
    found = [(p.kind, text[p.start : p.end]) for p in blocks(text)]
    assert found[0] == ("dateline", "May 11, 2019 -")
    assert [kind for kind, _ in found[1:]] == ["body", "body"]


def test_sentences_that_lost_the_space_between_them_are_two() -> None:
    text = "The barge sank in January.Divers went down.A crane is on its way to node.js and Booking.com."
    found = [text[a:b] for a, b in sentences(text, 0, len(text))]
    assert found == [
        "The barge sank in January.", "Divers went down.", "A crane is on its way to node.js and Booking.com."
    ]  # fmt: skip
