"""The same names and numbers in the same order, in other words: shown, never merged."""

from __future__ import annotations

from tidewaiter.model import Document
from tidewaiter.reports.readers.plain import read
from tidewaiter.reports.rewording import FACTS, Fact, alike
from tidewaiter.reports.stories import group

ONE = """\
A freighter of the Kestrel Line, the Marguerite, took 412 crates on board at Port Sayre on 3 March,
Inspector Dora Quill said.
From Port Sayre the Marguerite sailed for Vell, where the firm Osric & Tam bought 97 of the crates for 1.3 million.
The rest went to Captain Anselm Roe in Lodden, who paid 640 for each and sent 55 on to Harrow.
"""
TWO = """\
According to Inspector Dora Quill, no fewer than 412 boxes were put into the Kestrel vessel Marguerite
while she lay in Port Sayre in March.
She then left Port Sayre: her next stop was Vell. There, Osric & Tam took over 97 boxes, having spent 1.3 million.
What remained fell to one Anselm Roe of Lodden at a price of 640 apiece; he passed 55 along to Harrow.
"""
OTHER = """\
Inspector Dora Quill went to Harrow in March to see the Marguerite, which had come from Lodden with 97 sheep.
"""


def document(text: str) -> Document:
    return read(text.encode())


def test_a_text_put_into_other_words_is_shown_as_undecided_and_not_merged() -> None:
    stories = group([document(ONE), document(TWO), document(OTHER)])
    assert len(stories) == 3
    (pair,) = stories[0].comparisons
    assert pair.relation == "undecided"
    assert pair.left_in_right < 0.1
    assert all("same order" in (row.note or "") for row in pair.sentences)
    assert not stories[2].comparisons


def test_the_same_facts_in_another_order_are_no_likeness() -> None:
    forms = [f"name{k}" for k in range(FACTS + 3)]
    there = [Fact(form, 0) for form in forms]
    assert alike({"a": there, "b": there[::-1]}) == ()


def test_the_share_is_that_of_the_text_with_fewer_facts() -> None:
    forms = [Fact(f"name{k}", 0) for k in range(FACTS)]
    (pair,) = alike({"a": forms, "b": [*forms, *(Fact(f"more{k}", 1) for k in range(40))]})
    assert pair.share == 1.0
    assert len(pair.common) == FACTS


def test_too_few_facts_are_no_sign() -> None:
    forms = [Fact(f"name{k}", 0) for k in range(FACTS - 1)]
    assert alike({"a": forms, "b": forms}) == ()
