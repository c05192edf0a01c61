"""Extracts of trade statistics: a line is one State's figure of its trade with another."""

from __future__ import annotations

from datetime import date

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.mirror import Flow, is_mirror, read_flows
from tidewaiter.trade.rows import Rejected
from tidewaiter.trade.sheets import Sheet, source_of

HEADER = (
    "period,reporterISO,reporterDesc,flowCode,partnerISO,partnerDesc,classificationCode,cmdCode,netWgt,primaryValue"
)
OLD = (
    '"Classification","Year","Period","Trade Flow","Reporter","Reporter ISO","Partner","Partner ISO",'
    '"Commodity Code","Netweight (kg)","Trade Value (US$)"'
)


def sheet_of(*lines: str, header: str = HEADER) -> Sheet:
    text = "\n".join((header, *lines)) + "\n"
    return next(open_sheets(source_of(text.encode(), name="made.csv")))


def flow_of(line: str, header: str = HEADER) -> Flow:
    (found,) = read_flows(sheet_of(line, header=header))
    assert isinstance(found, Flow), found
    return found


def test_an_import_comes_from_the_partner() -> None:
    flow = flow_of("202103,CHN,China,M,PRK,Dem. People's Rep. of Korea,H5,270112,1000,50")
    event = flow.event
    assert (flow.reporter, flow.partner, flow.way, flow.value, flow.weight) == ("CN", "KP", "import", 50.0, 1000.0)
    assert event.origin is not None and event.origin.country == "KP"
    assert event.recipient is not None and event.recipient.country == "CN"
    assert event.date is not None
    assert (event.date.earliest, event.date.latest) == (date(2021, 3, 1), date(2021, 3, 31))
    assert (event.hs[0].code, event.hs[0].edition) == ("270112", "2017")


def test_an_export_goes_to_the_partner() -> None:
    event = flow_of("202103,RUS,Russian Federation,X,PRK,Dem. People's Rep. of Korea,H5,271019,1000,50").event
    assert event.destination is not None and event.destination.country == "KP"
    assert event.supplier is not None and event.supplier.country == "RU"


def test_the_present_form_with_a_field_more_than_its_header_is_read() -> None:
    flow = flow_of("202103,CHN,China,M,PRK,Dem. People's Rep. of Korea,H5,270112,1000,50,")
    assert flow.reporter == "CN"


def test_the_older_form_is_read() -> None:
    flow = flow_of(
        '"H4","2018","201803","Imports","China","CHN","Dem. People\'s Rep. of Korea","PRK","2701","5","7"', OLD
    )
    assert (flow.way, flow.period, flow.code, flow.value) == ("import", "2018-03", "2701", 7.0)


def test_numeric_codes_of_states_and_flows_are_read() -> None:
    header = "refYear,refMonth,reporterCode,partnerCode,flowCode,cmdCode,primaryValue"
    flow = flow_of("2021,3,36,408,X,8703,9", header)
    assert (flow.reporter, flow.partner, flow.way, flow.period) == ("AU", "KP", "export", "2021-03")


def test_a_year_alone_stays_a_year() -> None:
    assert flow_of("2021,CHN,China,M,PRK,North Korea,H5,2701,1,1").period == "2021"


@pytest.mark.parametrize("partner", ["W00,World", "0,World"])
def test_sums_over_all_partners_are_no_flow(partner: str) -> None:
    assert list(read_flows(sheet_of(f"202103,CHN,China,M,{partner},H5,2701,1,1"))) == [None]


def test_a_sum_over_all_goods_is_no_flow() -> None:
    assert list(read_flows(sheet_of("202103,CHN,China,M,PRK,North Korea,H5,TOTAL,1,1"))) == [None]


def test_columns_of_the_partner_that_disagree_leave_it_unknown_and_are_kept() -> None:
    flow = flow_of("202103,BRA,Brazil,X,PRK,Rep. of Korea,H5,851712,1,1")
    assert flow.partner is None
    assert {name: span.quote for name, span in flow.cells.items()} == {
        "destination": "PRK",
        "recipient_country": "Rep. of Korea",
    }


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("202113,CHN,China,M,PRK,North Korea,H5,2701,1,1", "not a month or a year"),
        ("202103,CHN,China,Q,PRK,North Korea,H5,2701,1,1", "not a known flow"),
        ("202103,XYZ,Nowhere Land,M,PRK,North Korea,H5,2701,1,1", "not the name of a State"),
        ("202103,CHN,China,M,PRK,North Korea,H5,2701,1,much", "not a number"),
        ("202103,CHN,China,M,PRK,North Korea,H5,x,1,1", "not an HS code"),
    ],
)
def test_a_line_that_cannot_be_read_is_rejected_with_its_reason(line: str, what: str) -> None:
    (found,) = read_flows(sheet_of(line))
    assert isinstance(found, Rejected)
    assert (found.what, found.line) == (what, 2)


def test_a_table_of_shipments_is_no_extract() -> None:
    sheet = sheet_of("2021-03-01,China,KP,8703", header="Date,Origin,Destination,HS code")
    assert not is_mirror(sheet.headers)
    with pytest.raises(InputError, match="no column for reporter, partner, flow"):
        list(read_flows(sheet))


def test_a_lost_zero_is_put_back_for_codes_of_statistics_have_even_lengths() -> None:
    codes = [
        flow_of(f"2019,IND,India,M,PRK,North Korea,H5,{code},1,1").code for code in ("30617", "306", "3", "270112")
    ]
    assert codes == ["030617", "0306", "03", "270112"]


@pytest.mark.parametrize("kind", ["S4", "B5", "SITC"])
def test_codes_of_another_classification_are_rejected(kind: str) -> None:
    (found,) = read_flows(sheet_of(f"2019,CHN,China,M,PRK,North Korea,{kind},32,1,1"))
    assert isinstance(found, Rejected)
    assert (found.what, found.column) == ("not the Harmonized System", "classificationCode")


def test_goods_that_are_not_specified_have_no_code() -> None:
    flow = flow_of("2019,DEU,Germany,X,PRK,North Korea,H5,9999,1,1")
    assert (flow.told, flow.event.hs) == (False, ())


def test_a_partner_that_is_no_state_is_an_area() -> None:
    flow = flow_of('2019,DEU,Germany,X,_X,"Areas, nes",H5,8413,1,1')
    assert (flow.partner, flow.area) == (None, "_X")


def test_names_that_statistics_alone_give_to_states_are_known() -> None:
    assert flow_of('2019,S19,"Other Asia, nes",M,PRK,North Korea,H5,8413,1,1').reporter == "TW"
    header = "refYear,reporterCode,partnerCode,flowCode,cmdCode,primaryValue"
    assert [flow_of(f"2021,{code},408,X,8703,9", header).reporter for code in (842, 699, 251)] == ["US", "IN", "FR"]


def test_a_union_that_sums_its_members_is_no_reporter() -> None:
    header = "refYear,reporterCode,partnerCode,flowCode,cmdCode,primaryValue"
    assert list(read_flows(sheet_of("2021,97,408,X,8703,9", header=header))) == [None]


UNITS = "period,reporterISO,flowCode,partnerISO,cmdCode,qtyUnitCode,qty,isQtyEstimated,netWgt,isNetWgtEstimated"


def test_pairs_and_dozens_are_pieces() -> None:
    told = [flow_of(f"2019,CHN,X,PRK,910111,{unit},2,false,,false", UNITS).event.quantity for unit in ("5", "6", "11")]
    assert [(one.amount, one.unit) for one in told if one] == [(2.0, "piece"), (4.0, "piece"), (24.0, "piece")]


def test_no_quantity_is_told_as_none() -> None:
    assert flow_of("2019,CHN,X,PRK,910111,1,0,false,,false", UNITS).event.quantity is None
    assert flow_of("2019,CHN,X,PRK,910111,-1,-1,false,,false", UNITS).event.quantity is None


def test_estimates_of_the_statistical_office_are_told() -> None:
    assert flow_of("2019,CHN,X,PRK,910111,5,2,true,7,True", UNITS).estimated == ("weight", "quantity")
    old = "Classification,Year,Trade Flow,Reporter,Partner,Commodity Code,Netweight (kg),Flag"
    assert flow_of("H5,2019,Export,China,North Korea,8413,5,4", old).estimated == ("weight",)


def test_imports_are_valued_with_freight_and_exports_without_unless_the_columns_tell() -> None:
    header = "period,reporterISO,flowCode,partnerISO,cmdCode,cifvalue,fobvalue,primaryValue"
    assert flow_of("2019,CHN,M,PRK,8413,,,9", header).valued == "CIF"
    assert flow_of("2019,CHN,X,PRK,8413,,9,9", header).valued == "FOB"
    assert flow_of("2019,AUS,M,PRK,8413,10,9,9", header).valued == "FOB"


@pytest.mark.parametrize("month", ["2", "02", "February", "Feb"])
def test_a_month_beside_a_year_is_read_by_number_and_by_name(month: str) -> None:
    header = "Year,Month,Reporter,Partner,Trade Flow,Commodity Code,Trade Value (US$)"
    assert flow_of(f"2019,{month},China,North Korea,Import,2701,5", header).period == "2019-02"


def test_a_year_without_its_month_stays_a_year() -> None:
    header = "Year,Month,Reporter,Partner,Trade Flow,Commodity Code,Trade Value (US$)"
    assert flow_of("2019,,China,North Korea,Import,2701,5", header).period == "2019"
    header = "refYear,refMonth,period,reporterISO,partnerISO,flowCode,cmdCode"
    assert flow_of("2021,52,2021,CHN,PRK,M,2701", header).period == "2021"


WIDE = "Reporter,Partner,Flow,HS code,2016,Imported value in 2017,2018-03"


def test_years_and_months_as_columns_are_a_line_each() -> None:
    found = list(read_flows(sheet_of("China,DPR Korea,Import,270111,1000,0,30", header=WIDE)))
    money = [flow.event.value for flow in found if isinstance(flow, Flow)]
    assert [one.currency for one in money if one] == [None, None]
    assert [(flow.period, flow.value) for flow in found if isinstance(flow, Flow)] == [
        ("2016", 1000.0),
        ("2018-03", 30.0),
    ]


def test_a_number_that_is_none_in_a_column_of_a_year_rejects_that_year_alone() -> None:
    found = list(read_flows(sheet_of("China,DPR Korea,Import,270111,1000,much,", header=WIDE)))
    assert [type(one).__name__ for one in found] == ["Flow", "Rejected"]


def test_multiples_of_the_header_count() -> None:
    header = "Year,Reporter,Partner,Flow,HS code,Value (US$ thousand),Net weight (tonnes)"
    flow = flow_of("2019,China,North Korea,Import,2701,1.5,20", header)
    assert (flow.value, flow.weight) == (1500.0, 20000.0)
    assert flow.event.quantity is not None and flow.event.quantity.amount == 20000.0


def test_one_column_with_a_year_for_its_name_is_no_wide_table() -> None:
    with pytest.raises(InputError, match="no column for period"):
        list(read_flows(sheet_of("China,DPR Korea,Import,270111,5", header="Reporter,Partner,Flow,HS code,2016")))
