"""Documents that are only referred to: one of the Committee leaves a ban open, and asks."""

from __future__ import annotations

import pytest

from tidewaiter.law import load, papers
from tidewaiter.law.apply import apply
from tidewaiter.model import Circumstances, Event, Finding, HsCode, Item, Paper, Role, Span, read_when


def paper(text: str, header: str = "Exemption") -> Paper:
    return Paper(text, (Span(document="t.csv", quote=text, row=2, column=header),))


def ban(
    *cited: Paper, purpose: str | None = None, item: str = "pumps", kinds: tuple[str, ...] = ("machinery",)
) -> Finding:
    event = Event(
        id="e",
        type="transfer",
        date=read_when("2021-03-12"),
        supplier=Role(country="CN"),
        recipient=Role(country="KP"),
        item=Item(text=item, kinds=kinds),
        hs=(HsCode("8413", declared=True),) if kinds == ("machinery",) else (),
        circumstances=Circumstances(papers=cited, purpose=purpose),
    )
    found = apply(event, load.default()).findings
    return next(one for one in found if one.measure == "UNSCR-2397-OP7")


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("S/AC.49/2021/NOTE.12", "Exemption"),
        ("HAA-2021-07", "Licence no"),
        ("Approved by 1718 Committee", "Document codes"),
        ("EX-7", "Exemption number"),
        ("UN Security Council, 3 March", "Permit no"),
        ("одобрено Комитетом", "Лицензия"),
        ("안보리 제재위 면제", "허가번호"),
    ],
)
def test_a_document_of_the_committee_leaves_the_ban_open_and_is_asked_about(text: str, header: str) -> None:
    found = ban(paper(text, header))
    assert found.verdict == "undetermined"
    assert f"Does {text!r} cover these goods, this amount and this day?" in found.ask
    held = next(rule for rule in found.exceptions if rule.open)
    assert [span.quote for condition in held.conditions for span in condition.evidence] == [text]


@pytest.mark.parametrize("text", ["none", "No", "n/a", "not required", "нет", "无"])
def test_a_cell_that_says_there_is_none_is_no_document(text: str) -> None:
    found = ban(paper(text))
    assert found.verdict == "prohibited"
    assert not any(rule.near for rule in found.exceptions)


@pytest.mark.parametrize("text", ["Committee approval pending", "applied for at the 1718 Committee", "requested"])
def test_what_is_only_applied_for_leaves_the_ban_standing_with_its_question(text: str) -> None:
    found = ban(paper(text))
    assert found.verdict == "prohibited"
    assert [rule.ask for rule in found.exceptions if rule.near] == [(f"Was it given before the shipment: {text!r}?",)]


def test_what_was_refused_is_not_given() -> None:
    found = ban(paper("refused by the Committee"))
    assert found.verdict == "prohibited"
    assert not any(rule.answer == "unknown" and rule.near for rule in found.exceptions)


def test_a_licence_of_nobody_knows_whom_leaves_the_ban_standing_with_its_question() -> None:
    found = ban(paper("DE-2021-44", "Licence no"))
    assert found.verdict == "prohibited"
    assert any("does it rest on a document of the Committee?" in ask for rule in found.exceptions for ask in rule.ask)


@pytest.mark.parametrize("purpose", ["humanitarian", "Humanitarian aid", "relief goods for the flood", "medical"])
def test_a_purpose_that_points_to_an_exemption_puts_its_question_beside_the_ban(purpose: str) -> None:
    found = ban(purpose=purpose)
    assert found.verdict == "prohibited"
    assert [rule.code for rule in found.exceptions if rule.near] == ["humanitarian-committee"]


@pytest.mark.parametrize("purpose", [None, "sale", "own use", "military"])
def test_another_purpose_points_to_none(purpose: str | None) -> None:
    assert not any(rule.near for rule in ban(purpose=purpose).exceptions)


@pytest.mark.parametrize(
    "words", ["spare parts for a Tu-204", "oil filter, TU204-300", "brakes for Il 62M", "запчасти Ан-24"]
)
def test_parts_for_an_airliner_of_the_list_are_a_question(words: str) -> None:
    found = ban(item=words, kinds=("aircraft-parts",))
    assert found.verdict == "undetermined"
    assert any("listed type safe" in question for question in found.ask)


def test_parts_of_no_told_airliner_are_banned_with_the_question_beside() -> None:
    found = ban(item="aircraft parts", kinds=("aircraft-parts",))
    assert found.verdict == "prohibited"
    assert [rule.code for rule in found.exceptions if rule.near] == ["civil-aircraft-spares"]


def test_a_whole_airliner_is_no_spare_part() -> None:
    found = ban(item="Tu-204-300 airliner", kinds=("aircraft",))
    assert found.verdict == "prohibited"
    assert not any(rule.near for rule in found.exceptions)


def test_other_machines_are_not_asked_whether_they_keep_an_airliner_safe() -> None:
    assert not any("airliner" in rule.title and rule.answer != "no" for rule in ban().exceptions)


def test_no_word_of_the_list_is_found_inside_another_word() -> None:
    assert not papers.names_committee("subcommittees 171800")
