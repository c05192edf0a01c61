"""Whether the paragraph names the goods' code itself, or the code is read from its words: said with every finding."""

from __future__ import annotations

import pytest

from tests.checks.conftest import event_of
from tidewaiter import codec
from tidewaiter.export import rows, verdicts
from tidewaiter.law import load
from tidewaiter.model import Finding
from tidewaiter.screen import screen_row

REGIME = load.default()
TO, FROM = {"supplier_country": "CN", "destination": "KP"}, {"supplier_country": "KP", "destination": "CN"}


def found(way: dict[str, str], day: str = "2019-05-02", **fields: str) -> dict[str, Finding]:
    answer = screen_row(event_of({**way, "date": day, **fields}), {}, REGIME)
    return {one.measure.removeprefix("UNSCR-"): one for one in answer.assessment.findings}


@pytest.mark.parametrize(
    ("way", "fields", "measure", "rests_on"),
    [
        (TO, {"hs": "842952"}, "2397-OP7", ("in_text",)),
        (TO, {"hs": "842952", "item": "excavators"}, "2397-OP7", ("in_text", "words")),
        (TO, {"item": "excavators"}, "2397-OP7", ("words",)),
        (FROM, {"hs": "440710"}, "2397-OP6", ("in_text",)),
        (FROM, {"hs": "270112"}, "2371-OP8", ("national_list",)),
        (FROM, {"hs": "270112", "item": "anthracite"}, "2371-OP8", ("national_list", "words")),
        (FROM, {"hs": "620342"}, "2375-OP16", ("indicative",)),
        (FROM, {"hs": "620342", "item": "trousers"}, "2375-OP16", ("indicative", "words")),
        (FROM, {"item": "trousers"}, "2375-OP16", ("words",)),
        (FROM, {"hs": "0306"}, "2371-OP9", ("indicative",)),
        (FROM, {"hs": "16"}, "2371-OP9", ("indicative",)),
        (TO, {"hs": "2709"}, "2397-OP4", ("national_list",)),
        (TO, {"hs": "910111"}, "1718-OP8aiii", ("indicative",)),
        (TO, {"hs": "220830", "item": "whisky"}, "1718-OP8aiii", ("indicative", "words")),
        ({**TO, "supplier_country": "FR"}, {"item": "perfume"}, "1718-OP8aiii", ("words",)),
        (TO, {"item": "general cargo"}, "2397-OP7", ()),
    ],
)
def test_a_finding_tells_what_brings_its_goods_under_the_measure(
    way: dict[str, str], fields: dict[str, str], measure: str, rests_on: tuple[str, ...]
) -> None:
    assert found(way, **fields)[measure].rests_on == rests_on


def test_every_measure_whose_codes_we_read_marks_a_bare_code_as_our_reading() -> None:
    for measure in REGIME.measures:
        when = measure.when
        if when is None or when.goods is None or measure.in_force.until or when.direction not in ("to", "from"):
            continue
        way = TO if when.direction == "to" else FROM
        for scope in when.goods:
            for code in scope.hs if scope.tie == "code" and measure.force == "decides" else ():
                one = found(way, hs=code).get(measure.id.removeprefix("UNSCR-"))
                if one is not None:
                    assert one.rests_on == (scope.basis,), (measure.id, code)


def test_a_row_in_plain_text_marks_it_beside_the_paragraph() -> None:
    event = event_of({**FROM, "date": "2019-05-02", "hs": "500100"})
    written = rows.write(event, screen_row(event, {}, REGIME).assessment.findings)
    assert "S/RES/2375 (2017), para. 16 [code is our reading]: Textiles" in written


def test_the_words_alone_are_marked_on_a_row_and_not_in_a_report() -> None:
    one = found(FROM, item="trousers")["2375-OP16"]
    assert "[by the words of the goods]" in verdicts.paragraph(one, words=True)
    assert "[" not in verdicts.paragraph(one)


def test_json_gives_it_as_a_list() -> None:
    assert codec.finding_json(found(FROM, hs="620342")["2375-OP16"])["rests_on"] == ["indicative"]
