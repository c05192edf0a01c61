"""RSS and Atom: each item a document."""

from __future__ import annotations

import time
from types import ModuleType

import pytest

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.readers.feed import read
from tidewaiter.reports.readers.take import take


def test_an_item_with_its_whole_text_is_a_document(making: ModuleType) -> None:
    first = next(iter(read(making.RSS, path="port.xml")))
    assert isinstance(first, Document)
    assert first.text == "The tug Halcyon brought forty drums to the quay.\n\nNobody asked."
    assert (first.title, first.outlet, first.byline) == ("Drums at the quay", "The Port Mail", "Ann Doe")
    assert (first.path, first.url, first.language) == ("port.xml#1", "https://portmail.example/drums", "en")
    assert (first.published_at, first.notes) == ("2023-05-03T06:15:00+02:00", ())


def test_an_item_with_a_summary_only_says_that_it_is_a_teaser(making: ModuleType) -> None:
    second = list(read(making.RSS))[1]
    assert isinstance(second, Document)
    assert (second.text, second.notes) == (
        "A crane fell into the harbour on Monday.", ("a teaser: the feed brings no whole text",),
    )  # fmt: skip


def test_an_item_without_text_is_named_and_the_others_are_read(making: ModuleType) -> None:
    third = list(read(making.RSS, path="port.xml"))[2]
    assert isinstance(third, InputError)
    assert (third.where, third.value) == ("port.xml#3", "Nothing")


def test_atom_with_xhtml_inside_is_read(making: ModuleType) -> None:
    (entry,) = read(making.ATOM)
    assert isinstance(entry, Document)
    assert (entry.text, entry.byline) == ("The tug Halcyon brought forty drums.\n\nNobody asked.", "Ann Doe")
    assert (entry.published_at, entry.modified_at) == ("2023-05-03T06:15:00+02:00", "2023-05-03T09:00:00+02:00")


def test_a_feed_that_was_cut_off_gives_the_items_it_has(making: ModuleType) -> None:
    found = list(take(making.RSS[:-250], path="port.xml"))
    assert isinstance(found[0], Document)


def test_entities_that_grow_and_files_that_are_named_are_not_resolved(making: ModuleType) -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "drums">{grown}<!ENTITY f SYSTEM "file:///etc/hostname">]>'
        "<rss><channel><item><title>x</title><description>Forty drums. &a11; &f;</description></item></channel></rss>"
    )
    start = time.process_time()
    found = list(take(bomb.encode(), path="bomb.xml"))
    assert time.process_time() - start < 5
    assert all(isinstance(one, InputError) or len(one.text) < 100 for one in found)


def test_xml_that_is_no_feed_is_refused_by_name() -> None:
    (error,) = take(b'<?xml version="1.0"?><invoice><sum>12</sum></invoice>', path="a.xml")
    assert isinstance(error, InputError) and "an XML file" in error.what


def test_a_feed_without_items_says_so() -> None:
    with pytest.raises(InputError, match="no items"):
        list(read(b"<rss><channel><title>x</title></channel></rss>"))
