"""PDF documents: lines to paragraphs, columns, heads and feet, and those that cannot be read."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.reports.readers.pdf import read


def test_lines_are_joined_to_paragraphs(making: ModuleType) -> None:
    lines = [
        "The tug Halcyon brought forty drums of lubricant to the quay on",
        "Monday, said a clerk of the harbour's office in the town.",
        "Nobody asked.",
    ]
    spots = [*making.column(50, 700, lines), *making.column(50, 640, ["The owner denied it."])]
    assert read(making.pdf([spots])).text.split("\n\n") == [" ".join(lines), "The owner denied it."]


def test_two_columns_written_across_are_read_one_after_the_other(making: ModuleType) -> None:
    left, right = making.TWO_COLUMNS
    across = [
        spot for pair in zip(making.column(50, 700, left), making.column(320, 700, right), strict=True) for spot in pair
    ]
    assert read(making.pdf([across])).text.split("\n\n") == [" ".join(left), " ".join(right)]


def test_the_cells_of_a_table_are_not_taken_for_columns(making: ModuleType) -> None:
    cells = [spot for n in range(5) for spot in [(50, 700 - 12 * n, f"drum {n}"), (320, 700 - 12 * n, f"{n}00 litres")]]
    text = read(making.pdf([cells])).text
    assert text.index("drum 1") < text.index("100 litres") < text.index("drum 2")


def test_heads_and_feet_that_pages_repeat_and_page_numbers_are_left_out(making: ModuleType) -> None:
    pages = [
        [
            (50, 800, "The Port Mail, 3 May 2023"),
            *making.column(50, 700, [f"Report {word} came in on Monday."]),
            (290, 30, f"{n} of 3"),
        ]
        for n, word in enumerate(("one", "two", "three"), start=1)
    ]
    text = read(making.pdf(pages)).text
    assert "Port Mail" not in text
    assert "of 3" not in text
    assert all(f"Report {word} came in" in text for word in ("one", "two", "three"))


def test_words_broken_at_the_end_of_a_line_are_whole_again(making: ModuleType) -> None:
    lines = [
        "The tug Halcyon brought forty drums of lubri-",
        "cant to the quay, and the well-",
        "known owner denied that they were his; a well-known man.",
    ]
    text = read(making.pdf([making.column(50, 700, lines)])).text
    assert "lubricant" in text
    assert text.count("well-known") == 2


def test_the_file_s_own_card_gives_the_title_and_no_day(making: ModuleType) -> None:
    document = read(making.pdf([making.column(50, 700, ["The tug came in."])], title="Drums"), path="a.pdf")
    assert (document.title, document.format, document.published) == ("Drums", "pdf", None)
    assert document.notes == ("the file was made on 2023-05-04; that is no day of publication",)


def test_a_scan_says_that_it_has_no_text(making: ModuleType) -> None:
    with pytest.raises(InputError, match="1 pages and no text") as bad:
        read(making.pdf([[]]), path="scan.pdf")
    assert bad.value.hint and "recognise its text" in bad.value.hint


def test_an_encrypted_file_says_so(making: ModuleType) -> None:
    data = making.pdf([making.column(50, 700, ["The tug came in."])])
    key = b"<" + b"ab" * 32 + b">"
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O " + key + b" /U " + key + b" >>"
    locked = data.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [<00> <00>] /Encrypt " + lock)
    with pytest.raises(InputError, match="encrypted"):
        read(locked, path="locked.pdf")


@pytest.mark.parametrize("end", [20, 200, 400])
def test_a_file_that_is_cut_off_is_refused_with_a_hint(making: ModuleType, end: int) -> None:
    with pytest.raises(InputError) as bad:
        read(making.pdf([making.column(50, 700, ["The tug came in."])])[:end], path="cut.pdf")
    assert bad.value.hint


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(making: ModuleType, data: st.DataObject) -> None:
    whole = bytearray(making.pdf([making.column(50, 700, ["The tug came in."])]))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    try:
        assert read(bytes(whole)).text
    except InputError as bad:
        assert bad.hint
