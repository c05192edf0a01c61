from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.export import page
from tidewaiter.model import Case, Document, Event, Judgement, Reading, Span, Statement

_VOID = ("meta", "br")


class Page(HTMLParser):
    """What a reader of the page gets: ids, links, headings, the texts with all tags taken out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.sources: list[str] = []
        self.texts: dict[str, str] = {}
        self.tags: list[str] = []
        self.open: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        if known.get("id"):
            self.ids.append(str(known["id"]))
        if tag == "a":
            self.links.append(str(known["href"]))
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        self.sources += [str(known[name]) for name in ("src", "data-src", "srcset") if name in known]
        if tag not in _VOID:
            self.open.append((tag, known.get("data-text")))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        text = next((key for _, key in reversed(self.open) if key), None)
        if text:
            self.texts[text] = self.texts.get(text, "") + data


@pytest.fixture(scope="module")
def html(case: Case) -> str:
    return page.write(case)


@pytest.fixture(scope="module")
def read(html: str) -> Page:
    return Page(html)


def test_the_texts_stand_on_the_page_whole(case: Case, read: Page) -> None:
    assert read.texts == {f"d{n}": reading.document.text for n, reading in enumerate(case.readings, start=1)}


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A text of any characters with events and statements anywhere in it."""
    text = draw(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40))
    ends = st.integers(0, len(text))

    def span() -> Span:
        a, b = sorted((draw(ends), draw(ends)))
        return Span("x", text[a:b], a, b)

    events = tuple(Event(f"e{n}", "meeting", evidence=(span(), span())) for n in range(draw(st.integers(0, 2))))
    said = tuple(Statement(f"s{n}", "She", "asserts", span(), (), cue=span()) for n in range(draw(st.integers(0, 2))))
    return Reading(Document("x", text, "0" * 64, "0" * 64), said, events)


@settings(max_examples=60, deadline=None)
@given(readings())
def test_tags_taken_out_give_the_text_back_whatever_overlaps(reading: Reading) -> None:
    assert Page(page.write(Case((reading,)))).texts.get("d1", "") == reading.document.text


def test_what_html_cannot_carry_is_replaced_one_for_one() -> None:
    reading = Reading(Document("x", "a\0b\udc80c", "0" * 64, "0" * 64))
    assert Page(page.write(Case((reading,)))).texts["d1"] == "a\ufffdb\ufffdc"


def test_every_link_leads_to_an_anchor_on_the_page(read: Page) -> None:
    inside = [link[1:] for link in read.links if link.startswith("#")]
    assert len(inside) > 40
    assert not set(inside) - set(read.ids)


def test_an_anchor_stands_once(read: Page) -> None:
    assert len(read.ids) == len(set(read.ids))


def test_headings_go_down_one_step_at_a_time(read: Page) -> None:
    assert read.headings[0] == 1 and read.headings.count(1) == 1
    for before, after in zip(read.headings, read.headings[1:], strict=False):
        assert after <= before + 1


def test_the_page_fetches_nothing(html: str, read: Page) -> None:
    assert read.sources == []
    assert "link" not in read.tags and "img" not in read.tags and "iframe" not in read.tags
    assert "url(" not in html and "@import" not in html
    assert "default-src 'none'" in html


def test_the_page_has_landmarks_and_languages(html: str, read: Page) -> None:
    assert {"header", "nav", "main", "footer"} <= set(read.tags)
    assert '<html lang="en">' in html and '<div class="body" lang="en">' in html


@pytest.mark.parametrize(
    "words",
    ["Prohibited, if as reported", "Undetermined", "Exempt, if as reported", "Not covered", "stance changed",
     "not yet checked against the document", "Which make?", "from an unknown supplier", "date unknown",
     "Nobody named speaks of it", "one caption was not read", "no legal advice", "if the facts are as reported"],
)  # fmt: skip
def test_the_page_says_it_in_words(html: str, words: str) -> None:
    assert words in html


def test_markup_in_a_text_stays_text(case: Case) -> None:
    first, second = case.readings
    evil = "<script>alert(1)</script>"
    hostile = replace(first, document=replace(first.document, title=evil, outlet=evil), notes=(evil,))
    assert evil not in page.write(replace(case, readings=(hostile, second)))


def test_only_an_address_of_the_web_becomes_a_link(case: Case) -> None:
    first, second = case.readings
    for url, linked in (("javascript:alert(1)", False), ("https://example.org/a", True)):
        known = replace(first, document=replace(first.document, url=url))
        assert (url in Page(page.write(replace(case, readings=(known, second)))).links) is linked


def test_a_quote_that_is_not_in_the_text_is_counted_and_not_marked(case: Case) -> None:
    first, second = case.readings
    wrong = replace(first.events[2], evidence=(Span("wire", "never written", 3, 16),))
    changed = replace(first, events=(*first.events[:2], wrong))
    assert "1 quote did not stand at the place given" in page.write(replace(case, readings=(changed, second)))


def test_evidence_in_a_table_is_named_by_its_cell(case: Case) -> None:
    first, second = case.readings
    cell = Span("cargo.csv", "lathe", row=4, column="Goods")
    sale = replace(first.events[0], item=replace(first.events[0].item, evidence=(cell,)))  # type: ignore[type-var]
    html = page.write(replace(case, readings=(replace(first, events=(sale, *first.events[1:])), second)))
    assert "cargo.csv, row 4, column Goods" in html


def test_a_judgement_is_shown_as_a_person_s_own(case: Case, html: str) -> None:
    assert "Judgements" not in html
    judged = replace(case, judgements=(Judgement("e1", "unsure", "A. Reader", "2024-03-09", "no invoice"),))
    assert "by A. Reader, 2024-03-09" in page.write(judged)


def test_a_title_may_be_given(case: Case) -> None:
    assert "<title>Week 9</title>" in page.write(case, title="Week 9")


def test_a_page_of_several_stories_goes_by_their_number(case: Case) -> None:
    assert "<h1>2 stories from 2 documents</h1>" in page.write(replace(case, stories=(), events=()))


def test_an_empty_case_makes_a_page() -> None:
    assert "Nothing was read" in page.write(Case(readings=()))


def test_the_same_case_gives_the_same_page(case: Case, html: str) -> None:
    assert page.write(case) == html


def _contrast(a: str, b: str) -> float:
    """The contrast of two colours after WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_every_ground_they_stand_on(html: str, scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", html, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for ground in ("paper", "raised", "tint", "wash"):
        for words in ("ink", "soft", "red", "ochre", "blue"):
            assert _contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
    assert _contrast(colours["on-red"], colours["red"]) >= 4.5
