"""Both partners' reports of one flow, side by side."""

from __future__ import annotations

from tidewaiter.checks.asymmetry import SAID, Pair, books, of_the_south, pairs
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.mirror import Flow, figure_of, read_flows
from tidewaiter.trade.sheets import source_of

HEADER = "period,reporterISO,flowCode,partnerISO,partnerDesc,cmdCode,primaryValue"


def flows(*rows: str, name: str = "made.csv") -> list[Flow]:
    sheet = next(open_sheets(source_of("\n".join((HEADER, *rows, "")).encode(), name=name)))
    return [flow for flow in read_flows(sheet) if isinstance(flow, Flow)]


def paired(*rows: str) -> tuple[Pair, ...]:
    return pairs(books(figure_of(flow) for flow in flows(*rows)), "KP")


def test_two_figures_of_one_size_are_alike_though_one_holds_the_freight() -> None:
    (pair,) = paired("2021,CHN,M,RUS,Russia,270112,110", "2021,RUS,X,CHN,China,270119,100")
    assert (pair.importer, pair.exporter, pair.code, pair.said) == ("CN", "RU", "2701", "alike")
    assert pair.imported is not None and pair.imported.valued == "CIF"
    assert pair.exported is not None and pair.exported.valued == "FOB"


def test_two_figures_far_apart_are_told() -> None:
    (pair,) = paired("2021,CHN,M,RUS,Russia,270112,900", "2021,RUS,X,CHN,China,270112,100")
    assert pair.said == "apart"


def test_an_importer_alone_is_told_where_the_exporter_reports_other_trade() -> None:
    found = paired("2021,CHN,M,RUS,Russia,270112,900", "2021,RUS,X,CHN,China,440710,100")
    assert [(pair.code, pair.said) for pair in found] == [("2701", "importer alone"), ("4407", "exporter alone")]


def test_imports_of_a_partner_say_nothing_of_its_exports() -> None:
    found = paired("2021,CHN,M,RUS,Russia,270112,900", "2021,RUS,M,CHN,China,440710,100")
    assert [(pair.importer, pair.said) for pair in found] == [("CN", "one book"), ("RU", "one book")]


def test_a_partner_that_is_not_in_the_files_reports_nothing_is_not_said() -> None:
    (pair,) = paired("2021,CHN,M,RUS,Russia,270112,900")
    assert pair.said == "one book"


def test_the_target_reports_nothing_so_its_trade_is_all_mirror() -> None:
    (pair,) = paired("2021,CHN,M,PRK,North Korea,270112,900")
    assert (pair.said, SAID[pair.said].startswith("the State under sanctions reports nothing")) == ("mirror", True)


def test_the_exporters_re_exports_stand_beside_the_pair() -> None:
    found = paired(
        "2021,KOR,M,CHN,China,270112,50", "2021,CHN,X,KOR,Rep. of Korea,270112,40", "2021,CHN,RX,KOR,x,270112,9"
    )
    assert [(pair.said, pair.returned) for pair in found] == [("alike", 9.0)]


def test_what_an_importer_books_from_no_state_stands_beside_the_pair() -> None:
    found = paired("2021,CHN,M,RUS,Russia,270112,50", '2021,CHN,M,_X,"Areas, nes",270112,7')
    assert [(pair.exporter, pair.unnamed) for pair in found] == [("RU", 7.0)]


def test_sides_that_tell_chapters_and_subheadings_meet_at_the_chapter() -> None:
    (pair,) = paired("2021,CHN,M,RUS,Russia,27,110", "2021,RUS,X,CHN,China,270119,60", "2021,RUS,X,CHN,China,271019,40")
    assert (pair.code, pair.said) == ("27", "alike")


def test_months_of_both_sides_meet_in_their_year() -> None:
    (pair,) = paired(
        "202101,CHN,M,RUS,Russia,270112,60", "202102,CHN,M,RUS,Russia,270112,60", "202101,RUS,X,CHN,x,270112,100"
    )
    assert pair.said == "alike"


def test_the_souths_books_settle_a_confusion() -> None:
    doubtful = flows("2021,BRA,X,PRK,North Korea,851712,10")
    rest = flows("2021,KOR,M,BRA,Brazil,851712,11", "2021,BRA,X,CHN,China,851712,5")
    told = books(figure_of(flow) for flow in (*doubtful, *rest))
    (sentence,) = of_the_south(doubtful, told)
    assert "the figure is likely the South's" in sentence


def test_the_south_that_reports_none_of_it_is_told() -> None:
    doubtful = flows("2021,BRA,X,PRK,North Korea,851712,10")
    told = books(figure_of(flow) for flow in (*doubtful, *flows("2021,KOR,M,CHN,China,270112,11")))
    assert list(of_the_south(doubtful, told)) == ["2021, heading 8517: South Korea reports no imports from Brazil"]


def test_without_the_souths_figures_nothing_is_said_of_them() -> None:
    doubtful = flows("2021,BRA,X,PRK,North Korea,851712,10")
    assert list(of_the_south(doubtful, books(figure_of(flow) for flow in doubtful))) == []
