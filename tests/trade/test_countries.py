"""Spellings of countries as customs files, statistics and vendors have them; the two Koreas above all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model import Span
from tidewaiter.trade import columns
from tidewaiter.trade.cells import Cell
from tidewaiter.trade.codes import read_hs
from tidewaiter.trade.columns import Column
from tidewaiter.trade.countries import agreed, find_country

NORTH = """
Dem. People's Rep. of Korea|Korea, Dem. People's Rep.|Korea, Dem. People's Rep. of|KOREA, DPR
KOREA DPR|KOREA (DPRK)|N.KOREA|N. Korea|NKorea|n korea|KOREA (NORTH)|KOREA, NORTH|North-Korea
NORTH  KOREA|Korea (Democratic People's Republic of)|Korea, Democratic People’s Republic of
DEMOCRATIC PEOPLES REPUBLIC OF KOREA|D.P.R. Korea|D.P.R.K.|DPRK|Corée du Nord|Nordkorea|408|408.0|PRK
KP|kp|prk|KP - North Korea|PRK - KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF|북한|조선민주주의인민공화국|조선|КНДР
Северная Корея|СЕВЕРНАЯ КОРЕЯ|КОРЕЙСКАЯ НАРОДНО-ДЕМОКРАТИЧЕСКАЯ РЕСПУБЛИКА
КОРЕЯ, НАРОДНО-ДЕМОКРАТИЧЕСКАЯ РЕСПУБЛИКА|朝鲜|朝鮮|北朝鲜|北韓|北韩|朝鲜民主主义人民共和国|KRE|Corea del Norte
COREA DEL NORTE|COREIA DO NORTE|Coreia, República Popular Democrática da
REPUBLICA POPULAR DEMOCRATICA DE COREA|COREA, REPUBLICA POPULAR DEMOCRATICA DE
Korea Demokratische Volksrepublik|KUZEY KORE|TRIEU TIEN|CHDCND TRIỀU TIÊN|KOREA,DEM.PPL.REP
KOREA DEM.REP.|KOREA D P RP|KOREA,DPR OF|KOREA, PEOPLE'S DEMOCRATIC REPUBLIC|Korea Utara
KOREA (DEM. PEOPLE'S REP.)|KOREA, D.P.R. OF|KOREA,D.P.REP.|NORTH KOREA (DPRK)
Korea (the Democratic People's Republic of)|KOREA  DEMOCRATIC PEOPLE'S REPUBLIC
KOREA DEMO PEOPLES REP|DPR KOREA|DPRK (NORTH KOREA)|KOREA PDR|KOREA, THE D.P.R. OF|北朝鮮|КОРЕЯ (КНДР)
Pyongyang, DPRK
"""
SOUTH = """
Rep. of Korea|KOREA, REP|KOREA REP|Korea, Republic of|KOREA,REPUBLIC OF|Korea (Rep. of)
Republic of Korea|REPUBLIC OF KOREA|KOR|KR|410|410.0|kor|South Korea|S.KOREA|S. KOREA|KOREA (SOUTH)
KOREA, SOUTH|KOREA,SOUTH|Südkorea|SUEDKOREA|Corée du Sud|République de Corée|한국|대한민국|남한|남조선|韩国|韓國
大韩民国|南韩|Южная Корея|РЕСПУБЛИКА КОРЕЯ|КОРЕЯ, РЕСПУБЛИКА|ROK|R.O.K.|KOREA R|KOREA RP|KOREA REP.
KOREA,REP.OF|KOREA (REPUBLIC)|Corea del Sur|COREA (SUR)|COREA, REPUBLICA DE|REPUBLICA DE COREA
COREIA DO SUL|Coreia, República da|GÜNEY KORE|HÀN QUỐC|HAN QUOC|Korea Selatan
KOREA, REPUBLIC OF (SOUTH)|Korea (the Republic of)|KR - KOREA, REPUBLIC OF|KR-South Korea
Busan, Korea|Seoul, Republic of Korea|KOREA SOUTH|SOUTH KOREA (ROK)|Corea del Sud|Zuid-Korea
Korea Poludniowa|Sydkorea|KOREA  REPUBLIC OF
"""
NEITHER = """
Korea|KOREA|korea|Corea|COREA|Corée|Корея|Kore|Coreia|COREA N|Norht Korea|Nort Korea|Noth Korea
Sout Korea|Suoth Korea|North Kroea|N0RTH KOREA|KPR|KPK|KOREAN|Koreas|NK|SK1|KS|Korea Peninsula
North & South Korea|North/South Korea|KOREA N/S|NORTH KOREA / SOUTH KOREA|KP/KR|朝鲜半岛|Республика
Democratic Republic|People's Republic|KOREA REPUBLIC DEMOCRATIC PEOPLES SOUTH|KRP
"""
OTHERS = """
CN: CHINA, PEOPLE'S REPUBLIC|China, People's Republic of|P.R.CHINA|PR CHINA|CHINA P RP|CHINA PRP|CHINA,MAINLAND
CN: 中国|КИТАЙ|China mainland|CHN|156|Mainland China|CHINA (PEOPLE'S REPUBLIC)|КНР|중국
TW: TAIWAN|Taiwan, Province of China|TAIWAN, REPUBLIC OF CHINA|Chinese Taipei|TWN
TW: TAIWAN (CHINA)|台湾|Тайвань|TAIWAN, CHINA
HK: HONG KONG|China, Hong Kong SAR|HONGKONG|HONG KONG, CHINA|HKG|香港
MO: MACAU|China, Macao SAR|MACAO|澳门
RU: RUSSIA|Russian Federation|RUSSIAN FED.|RUS|643|РОССИЯ|РФ|RUSSIAN FEDERATION (THE)|俄罗斯|러시아
VN: VIETNAM|VIET NAM|VIETNAM, SOCIALIST REP|Viet Nam, Socialist Republic of|VNM|越南|베트남
IR: IRAN|Iran, Islamic Rep.|IRAN (ISLAMIC REPUBLIC OF)|IRN|Иран
US: USA|U S A|UNITED STATES|United States of America|842|840|美国|미국|США|U.S.|UNITED STATES OF AMERICA (THE)
GB: UNITED KINGDOM|U.K.|UK|GREAT BRITAIN|GBR|England|英国
LA: LAOS|LAO PDR|Lao People's Dem. Rep.|LAO PEOPLE'S DEMOCRATIC REPUBLIC|LAO P.D.R.
CD: Dem. Rep. of the Congo|CONGO, DEM. REP.|CONGO DR|DRC|CONGO (KINSHASA)
CG: CONGO, REP.|CONGO (BRAZZAVILLE)|Rep. of the Congo|CG
NL: NETHERLANDS|HOLLAND|THE NETHERLANDS|NLD|NETHERLAND
CZ: CZECH REPUBLIC|CZECHIA|CZE
MK: MACEDONIA|North Macedonia|TFYR of Macedonia
AE: UAE|UNITED ARAB EMIRATES|U.A.E.|United Arab Emirates (the)|UNTD ARAB EMTS
TZ: TANZANIA|United Rep. of Tanzania|TANZANIA REP
BO: BOLIVIA|Bolivia (Plurinational State of)|BOLIVIA, PLURINATIONAL STATE OF
VE: VENEZUELA|VENEZUELA, BOLIVARIAN REPUBLIC OF|Venezuela (Bolivarian Republic of)
MD: MOLDOVA|Rep. of Moldova|MOLDOVA, REPUBLIC OF
SY: SYRIA|Syrian Arab Republic|SYRIAN ARAB REP.
PS: State of Palestine|PALESTINE|PALESTINIAN TERRITORY
CI: Côte d'Ivoire|COTE D'IVOIRE|IVORY COAST
TR: TURKEY|TÜRKIYE|TURKIYE|Türkiye
MM: MYANMAR|BURMA
KG: KYRGYZSTAN|KYRGYZ REPUBLIC
KN: ST KITTS AND NEVIS|Saint Kitts and Nevis|KN
SZ: ESWATINI|SWAZILAND
KZ: KAZAKHSTAN|КАЗАХСТАН
MN: MONGOLIA|МОНГОЛИЯ
DE: GERMANY|GERMANY, FEDERAL REPUBLIC OF|Fmr Fed. Rep. of Germany|DEU|D.E.
"""


def listed(text: str) -> list[str]:
    return [name for line in text.strip().split("\n") for name in line.split("|")]


def others() -> list[tuple[str, str]]:
    lines = [line.split(": ", 1) for line in OTHERS.strip().split("\n")]
    return [(name, code) for code, names in lines for name in names.split("|")]


def cell(header: str, text: str) -> Cell:
    return Cell(Column(0, header, "origin", "country"), Span(document="a.csv", quote=text, row=2, column=header))


@pytest.mark.parametrize("name", listed(NORTH))
def test_a_spelling_of_the_north_is_the_north(name: str) -> None:
    assert find_country(name, "Origin").code == "KP"


@pytest.mark.parametrize("name", listed(SOUTH))
def test_a_spelling_of_the_south_is_the_south(name: str) -> None:
    assert find_country(name, "Origin").code == "KR"


@pytest.mark.parametrize("name", listed(NEITHER))
def test_a_spelling_that_does_not_say_which_korea_is_unknown_and_says_so(name: str) -> None:
    found = find_country(name, "Origin")
    assert found.code is None
    assert found.note and repr(name) in found.note


@pytest.mark.parametrize(("name", "code"), others())
def test_a_spelling_of_another_state_is_that_state(name: str, code: str) -> None:
    assert find_country(name, "Origin").code == code


def test_there_are_spellings_enough() -> None:
    assert len(listed(NORTH)) + len(listed(SOUTH)) + len(listed(NEITHER)) + len(others()) >= 300


def test_a_code_that_older_lists_give_to_the_north_is_read_by_iso_and_says_so() -> None:
    found = find_country("KN", "Origin")
    assert found.code == "KN"
    assert "North Korea" in str(found.note)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("Korea", "KP"), "KP"),
        (("Korea", "410"), "KR"),
        (("KOREA, REP", "KOR"), "KR"),
        (("North Korea", "KOR"), None),
        (("Korea", "Corea"), None),
        (("Norht Korea", "KR"), "KR"),
        (("World", "W00"), None),
    ],
)
def test_cells_of_one_end_have_to_agree(texts: tuple[str, ...], code: str | None) -> None:
    assert agreed([cell(f"Origin {place}", text) for place, text in enumerate(texts)]).code == code


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    find_country(text, "Origin")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(listed(NORTH) + listed(SOUTH)), st.integers(0, 40), st.sampled_from("abcdeknorsth "))
def test_a_slip_of_one_letter_never_makes_one_korea_the_other(name: str, place: int, letter: str) -> None:
    """A letter more in a name of five letters or more: the same Korea still, or none at all."""
    if len(name) < 5 or not name.isascii():
        return
    at = place % len(name)
    slipped = find_country(name[:at] + letter + name[at:], "Origin").code
    right = "KP" if name in listed(NORTH) else "KR"
    assert slipped in (right, None)


@pytest.mark.parametrize(
    "text", ["KDR - KOREA, REPUBLIC OF", "KP - KOREA, REPUBLIC OF", "KR - North Korea", "북한 (KR)", "대한민국/408"]
)
def test_the_code_of_one_korea_beside_the_name_of_the_other_is_neither(text: str) -> None:
    found = find_country(text, "Origin")
    assert found.code is None
    assert found.note is not None


@pytest.mark.parametrize(
    "text", ["KP\u200b", "\ufeffKP", "KP\u200e", "K\u00adP", "North\u200bKorea", "\u2066DPRK\u2069"]
)
def test_signs_that_nobody_sees_change_no_country(text: str) -> None:
    found = find_country(text, "Destination")
    assert (found.code, found.note) == ("KP", None)


@pytest.mark.parametrize("text", ["\u200b", "\ufeff", " \u200e "])
def test_a_cell_of_unseen_signs_alone_is_empty(text: str) -> None:
    assert columns.is_empty(text)


@pytest.mark.parametrize("text", ["8458\u200e11", "\ufeff845811", "845811\u200b"])
def test_signs_that_nobody_sees_change_no_code(text: str) -> None:
    assert read_hs(text).codes == ("845811",)


def test_the_code_of_ecuador_is_no_union_of_states() -> None:
    assert find_country("EC", "Origin").code == "EC"
    assert find_country("European Community", "Origin").code is None
