"""What several measures share is said once, and a verdict that waits for the day says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tidewaiter.export import rows, verdicts
from tidewaiter.export.account import Copy, Ruling, Variant
from tidewaiter.export.terminal import Pen
from tidewaiter.law.conditions import in_force
from tidewaiter.law.facts import facts
from tidewaiter.model import (
    ConditionAnswer,
    Document,
    Event,
    ExceptionAnswer,
    Finding,
    HsCode,
    Item,
    Reading,
    Role,
    Span,
    When,
)

ACT = ConditionAnswer("act", "yes", "supply of goods")
OPEN_DAY = ConditionAnswer(
    "date",
    "unknown",
    "the day of the act is not known; the measure holds for acts from 12 June 2009 on",
    ask="On which day did it take place? The measure holds for acts from 12 June 2009 on.",
)
RELIEF = ExceptionAnswer("relief", "unknown", "Relief work", "not told", ask=("Was there approval?",))


def finding(number: str, *conditions: ConditionAnswer, verdict: str = "undetermined", **known: object) -> Finding:
    asks = tuple(condition.ask for condition in conditions if condition.ask)
    exceptions = known.pop("exceptions", ())
    asks += tuple(question for rule in exceptions for question in rule.ask)  # type: ignore[attr-defined]
    return Finding(
        "e1", number, verdict, f"S/RES/{number} (2017), para. 7", "Machines", conditions,  # type: ignore[arg-type]
        exceptions=exceptions, ask=asks, basis="sourced", **known,  # type: ignore[arg-type]
    )  # fmt: skip


def written(*findings: Finding) -> str:
    rulings = [Ruling(one.measure, (Variant(one, (), (one,)),)) for one in findings]
    return " ".join("\n".join(verdicts.lines(rulings, Pen(100))).split())


def test_a_finding_that_waits_for_its_day_alone_says_for_which_days() -> None:
    out = written(finding("1874", ACT, OPEN_DAY))
    assert "UNDETERMINED, prohibited if it took place from 12 June 2009 on: S/RES/1874 (2017), para. 7" in out
    assert "unknown in force" not in out
    assert out.endswith("ask On which day did it take place? [1874/7]")


def test_the_law_s_own_words_for_an_open_day_are_understood() -> None:
    from tidewaiter.law import load

    measure = next(m for m in load.default().measures if m.id == "UNSCR-2397-OP7")
    condition = in_force(measure.in_force, facts(Event("e1", "transfer"), load.default()))
    one = finding("2397", ACT, condition)
    assert verdicts.depends_on_day(one) == "from 22 December 2017 on"


def test_another_open_condition_or_exception_keeps_the_long_form() -> None:
    goods = ConditionAnswer("goods", "unknown", "what it was is not told")
    waiting = ExceptionAnswer("cap", "unknown", "Below the cap", "not told", open=True)
    for one in (finding("1874", goods, OPEN_DAY), finding("1874", ACT, OPEN_DAY, exceptions=(waiting,))):
        assert verdicts.depends_on_day(one) is None
        assert "unknown in force: the day of the act is not known" in written(one)


def test_what_all_measures_share_is_said_once() -> None:
    out = written(*(finding(n, ACT, ConditionAnswer("goods", "yes", n), verdict="prohibited") for n in ("1", "2")))
    assert out.count("supply of goods") == 1
    assert out.startswith("holds for every measure below: supply of goods law PROHIBITED")


def test_one_measure_has_its_reasons_to_itself() -> None:
    assert "every measure" not in written(finding("1874", ACT, verdict="prohibited"))


def test_an_exception_and_a_question_of_several_measures_stand_once_with_their_paragraphs() -> None:
    which = ConditionAnswer("goods", "unknown", "not told", ask="Which make?")
    out = written(*(finding(n, which, exceptions=(RELIEF,)) for n in ("2397", "1718")))
    assert out.count("Relief work") == 1
    assert "unless Relief work: Was there approval? [2397/7, 1718/7]" in out
    assert "ask Which make? [2397/7, 1718/7]" in out


def test_one_question_with_several_details_is_asked_once() -> None:
    days = [
        ConditionAnswer("date", "unknown", "open", ask=f"On which day? It holds {when}.") for when in ("now", "later")
    ]
    assert "ask On which day? It holds now. [1/7]; It holds later. [2/7]" in written(
        finding("1", days[0]), finding("2", days[1])
    )


def test_of_a_copy_with_another_answer_only_what_differs_is_printed() -> None:
    copies = [Copy(f"d{n}", n, n, Reading(Document(n, "", "", ""))) for n in ("A", "B")]
    sure = finding("1718", ACT, ConditionAnswer("goods", "yes", "listed"), verdict="prohibited")
    open_ = finding("1718", ACT, ConditionAnswer("goods", "unknown", "not described"))
    ruling = Ruling("1718", (Variant(sure, (copies[0],), (sure,)), Variant(open_, (copies[1],), (open_,))))
    out = " ".join("\n".join(verdicts.lines([ruling], Pen(100))).split())
    assert out.count("supply of goods") == 1
    assert out.endswith("but UNDETERMINED in B unknown goods: not described")


# rows


def cell(column: str, quote: str) -> Span:
    return Span("t.csv", quote, row=7, column=column)


def row(**known: object) -> Event:
    code, goods, day = cell("HS code", "8703.24"), cell("Goods", "car"), cell("Date", "18/02/2024")
    return Event(
        "row-7", "transfer", supplier=Role("Russia"), recipient=Role(country="KP"),
        item=Item("car", evidence=(goods,)), date=When("2024-02-18", evidence=(day,)), evidence=(day, goods, code),
        hs=(HsCode("870324", declared=True, evidence=(code,)),), **known,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_row_has_one_line_a_measure_and_names_its_cells() -> None:
    held = ConditionAnswer("goods", "yes", "HS 870324", evidence=(cell("Goods", "car"),))
    out = rows.write(row(), [finding("2397", held, verdict="prohibited", outcome="within", exceptions=(RELIEF,))])
    assert out.splitlines() == [
        "row 7: car (HS 870324), Russia -> KP, 2024-02-18",
        "  prohibited: S/RES/2397 (2017), para. 7: Machines (within)",
        "  cells: Date “18/02/2024”; Goods “car”; HS code “8703.24”",
    ]


def test_an_open_row_says_what_is_unknown_and_what_to_ask() -> None:
    day = ConditionAnswer("due", "unknown", "the day is not known closely enough", ask="When?")
    lines = rows.write(row(notes=("a note",)), [finding("2397", day, exceptions=(RELIEF,))]).splitlines()
    assert lines[1:5] == [
        "  note: a note",
        "  undetermined: S/RES/2397 (2017), para. 7: Machines; unknown: the day is not known closely enough",
        "  unless: Relief work: Was there approval? [2397/7]",
        "  ask: When? [2397/7]",
    ]


def test_while_the_way_of_a_row_is_open_its_exceptions_wait() -> None:
    where = ConditionAnswer("direction", "unknown", "the country is not told", ask="Where to?")
    lines = rows.write(row(), [finding("2397", where, exceptions=(RELIEF,))]).splitlines()
    assert lines[1:3] == [
        "  undetermined: S/RES/2397 (2017), para. 7: Machines; unknown: the country is not told",
        "  ask: Where to? [2397/7]",
    ]


def test_a_row_of_untold_goods_has_one_line_and_one_question_for_all_paragraphs() -> None:
    what = ConditionAnswer("goods", "unknown", "nothing is told of the goods", ask="What were the goods?")
    untold = replace(row(), item=Item(kinds=("goods-unspecified",)), hs=())
    lines = rows.write(untold, [finding(name, what, exceptions=(RELIEF,)) for name in ("2397", "2375", "2371")])
    assert lines.splitlines()[1:3] == [
        "  undetermined: nothing is told of the goods; 3 paragraphs speak of some goods: 2397/7, 2375/7, 2371/7",
        "  ask: What were the goods?",
    ]


def test_a_row_that_touches_nothing_says_so() -> None:
    assert rows.write(row(), []).splitlines()[1:] == ["  no measure is touched by what is told"]


def test_explained_a_row_has_every_reason() -> None:
    held = ConditionAnswer("goods", "yes", "HS 870324 is in the codes")
    when = ConditionAnswer("date", "yes", "in force since " + str(date(2017, 12, 22)))
    out = rows.write(row(), [finding("2397", held, when, verdict="prohibited")], pen=Pen(100))
    assert "holds   HS 870324 is in the codes; in force since 2017-12-22" in out
