"""Web pages: which words are the report's, and what the page tells of itself."""

from __future__ import annotations

import time
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.reports.readers.html import fragment, read


def shell(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


REPORT = "<p>The tug Halcyon brought forty drums of lubricant to the quay on Monday.</p>"


def test_the_report_is_told_from_what_stands_around_it(making: ModuleType) -> None:
    text = read(making.page()).text
    assert all(sentence in text for sentence in making.SENTENCES)
    for other in ("Home", "small files", "another town", "Read also", "badly run", "letter box", "Imprint", "Share"):
        assert other not in text


def test_lists_and_tables_are_text_a_row_a_line(making: ModuleType) -> None:
    lines = read(making.page()).text.split("\n\n")
    assert lines[-4:] == ["Forty drums were counted.", "Two of them leaked.", "Drum | Litres", "first | 200"]


def test_the_page_tells_headline_outlet_writer_and_address(making: ModuleType) -> None:
    page = read(making.page(), path="drums.html")
    assert (page.title, page.outlet, page.byline) == ("Drums at the quay", "The Port Mail", "Ann Doe")
    assert (page.url, page.language, page.format) == ("https://portmail.example/2023/05/drums", "en", "html")


def test_the_clock_and_zone_of_publication_are_kept(making: ModuleType) -> None:
    page = read(making.page())
    assert page.published and (page.published.value, page.published.anchor) == ("2023-05-03", "JSON-LD")
    assert page.published_at == "2023-05-03T06:15:00+02:00"
    assert page.modified_at == "2023-05-03T09:00:00+02:00"


@pytest.mark.parametrize(
    ("head", "body", "anchor"),
    [
        ('<meta property="article:published_time" content="2023-05-03T06:15:00Z">', "", "meta"),
        ("", '<span itemprop="datePublished" content="2023-05-03">yesterday</span>', "itemprop"),
        ("", '<time datetime="2023-05-03T06:15">3 May</time>', "time element"),
        ('<link rel="canonical" href="https://portmail.example/2023/05/03/drums">', "", "address"),
        ("", '<div class="entry-date">May 3, 2023</div>', "date line"),
        ("", "<div>Published May 3, 2023 06:30 am</div>", "time line"),
    ],
)
def test_the_day_of_publication_is_found_where_pages_tell_it(head: str, body: str, anchor: str) -> None:
    when = read(shell(body + REPORT, head)).published
    assert when and (when.value, when.anchor) == ("2023-05-03", anchor)


def test_an_update_is_no_publication() -> None:
    page = read(shell(REPORT, '<meta property="article:modified_time" content="2023-05-03T06:15:00Z">'))
    assert (page.published, page.modified_at) == (None, "2023-05-03T06:15:00Z")


def test_a_page_that_contradicts_itself_says_so() -> None:
    head = '<meta property="article:published_time" content="2023-05-03">'
    page = read(shell('<time datetime="2023-06-09">9 June</time>' + REPORT, head))
    assert page.published and page.published.value == "2023-05-03"
    assert any("2023-06-09" in note for note in page.notes)


def test_a_given_day_goes_before_what_the_page_says(making: ModuleType) -> None:
    page = read(making.page(), published="2023-05-01")
    assert page.published and page.published.value == "2023-05-01"
    assert any("JSON-LD says 2023-05-03" in note for note in page.notes)


def test_an_agency_named_as_the_writer_is_the_credit() -> None:
    assert read(shell(REPORT, '<meta name="author" content="Reuters">')).credit == "Reuters"


def test_the_first_paragraph_above_the_article_belongs_to_it() -> None:
    lead = "A tug came in at night with a load that nobody had announced to the harbour's office."
    rest = "It lay there for days. " * 9
    report = f'<div class="article-body">{REPORT}<p>{rest}</p></div>'
    body = f'<h1>Drums</h1><div class="standfirst"><p>{lead}</p></div>{report}'
    assert lead in read(shell(body)).text


def test_the_page_s_own_copy_of_the_text_is_taken_where_it_shows_none() -> None:
    body = "The tug Halcyon brought forty drums. " * 10
    page = read(
        shell(
            "<div id=root></div>",
            f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>',
        )
    )
    assert page.text == body.strip()


@pytest.mark.parametrize("page", [b"<html></html>", b"<html><body><script>let a = 1</script></body></html>"])
def test_a_page_without_text_says_so_and_what_to_do(page: bytes) -> None:
    with pytest.raises(InputError, match="no text") as bad:
        read(page, path="empty.html")
    assert bad.value.hint and bad.value.path == "empty.html"


def test_marks_without_width_are_left_out_of_words() -> None:
    assert read(shell("<p>The har&shy;bour\u200b is \u202aclosed\u202c.</p>")).text == "The harbour is closed."


def test_line_breaks_inside_a_sentence_are_spaces_and_two_part_paragraphs() -> None:
    assert fragment("The tug<br>came in.<br><br>Nobody asked.") == ["The tug came in.", "Nobody asked."]


@pytest.mark.parametrize(
    "bomb",
    [
        b"<div>" * 100_000 + b"<p>The tug came in at night.</p>" + b"</div>" * 100_000,
        b"<b><i>" * 50_000 + b"The tug came in at night.",
        b"<table><tr><td>" * 30_000 + b"The tug came in at night.",
        b"<div " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b"><p>The tug came in at night.</p></div>",
        b"<p>" + b"&amp;" * 500_000 + b" The tug came in at night.</p>",
        b"<p title='" + b"x" * 3_000_000 + b"'>The tug came in at night.</p>",
        b"<!--" * 100_000 + b"--><p>The tug came in at night.</p>",
        b"<script>" * 50_000 + b"</script><p>The tug came in at night.</p>",
    ],
    ids=["divs", "inline", "tables", "attributes", "entities", "attribute", "comments", "scripts"],
)
def test_a_page_made_to_choke_a_reader_is_read_in_short_time(bomb: bytes) -> None:
    start = time.process_time()
    assert "The tug came in at night." in read(b"<html><body>" + bomb).text
    assert time.process_time() - start < 10


def test_a_page_nested_too_deep_says_that_menus_may_be_in_its_text() -> None:
    page = read(b"<html><body>" + b"<div>" * 5_000 + b"<p>The tug came in.</p>")
    assert any("nested too deep" in note for note in page.notes)


def test_ten_million_characters_of_one_sentence_are_cut_with_a_note() -> None:
    page = read(b"<html><body><p>" + b"the tug and " * 850_000 + b"</p></body></html>")
    assert len(page.text) == 5_000_000
    assert any("only the first 5,000,000 characters" in note for note in page.notes)


@given(st.text(st.sampled_from("<>/=\"' abpdiv!-&;\n\u200b"), max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_marks_are_read_or_refused(marked: str) -> None:
    try:
        assert read(f"<html>{marked}".encode()).text.strip()
    except InputError as bad:
        assert bad.hint


def test_a_report_that_is_cut_into_several_parts_is_taken_whole() -> None:
    parts = [f"The tug came in on day {n} and nobody asked for the papers of its load. " * 4 for n in range(1, 6)]
    body = "".join(f'<div class="row"><div class="story-text"><p>{part}</p></div></div>' for part in parts)
    text = read(shell(f'<div class="page"><h1>Drums</h1>{body}</div>')).text
    assert all(f"day {n}" in text for n in range(1, 6))
