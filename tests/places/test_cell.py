"""One table cell or one role text as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.places import find, get, scan

NORTH = """
Dem. People's Rep. of Korea|Korea, Dem. People's Rep.|Korea, Dem. People's Rep. of|KOREA, DPR|KOREA DPR|KOREA (DPRK)
N.KOREA|N. Korea|NKorea
n korea|KOREA (NORTH)|KOREA, NORTH|North-Korea|NORTH  KOREA|Korea (Democratic People's Republic of)
Korea, Democratic People’s Republic of|DEMOCRATIC PEOPLES REPUBLIC OF KOREA|D.P.R. Korea|D.P.R.K.|DPRK|Corée du Nord
la Corée du Nord|CORÉE DU NORD|Coree du Nord|Nordkorea|408|PRK|KP|kp|prk|North Korea's|the DPRK|DPRK (North Korea)
KP - North Korea|KP NORTH KOREA|북한|북한의|조선민주주의인민공화국|북측|КНДР|Северная Корея|Северной Кореи
朝鲜|北朝鲜|北韓|KRE
"""
SOUTH = """
KOREA, REP|Rep. of Korea|Korea, Republic of|Korea (Rep. of)|KOREA REP OF|Republic of Korea|KOR|KR|410|South Korea
S.KOREA|S. Korea|KOREA (SOUTH)|Südkorea|SUEDKOREA|Corée du Sud|한국|대한민국|남한|韩国|韓國
Южная Корея|Южной Кореей|ROK|R.O.K.
Seoul, Korea|Busan, South Korea|Korea (Seoul)
"""
EITHER = """
Korea|KOREA|Korean|Koreans|Corée|Корея|Кореи|корейский|Corea|韩鲜|朝鲜半岛|한반도
Korean peninsula|Koreas|koreanisch
"""


def told(text: str) -> list[str]:
    return [each for line in text.split("\n") for each in line.split("|") if each]


@pytest.mark.parametrize("text", told(NORTH))
def test_every_spelling_of_the_north_is_the_north(text: str) -> None:
    place = find(text).place
    assert place is not None
    assert place.code == "KP"


@pytest.mark.parametrize("text", told(SOUTH))
def test_every_spelling_of_the_south_is_the_south(text: str) -> None:
    place = find(text).place
    assert place is not None
    assert place.code == "KR"


@pytest.mark.parametrize("text", told(EITHER))
def test_bare_korea_is_ambiguous_and_says_so(text: str) -> None:
    match = find(text)
    assert match.place is None
    assert [place.code for place in match.candidates] == ["KP", "KR"]
    assert "North" in match.why and "South" in match.why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("IRAN, ISLAMIC REP.", "IR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Iran", "IR"),
        ("Iraq", "IQ"),
        ("TANZANIA, UNITED REP. OF", "TZ"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("COTE D IVOIRE", "CI"),
        ("U.S.", "US"),
        ("USA", "US"),
        ("Usa", "US"),
        ("U.K.", "GB"),
        ("UK", "GB"),
        ("UAE", "AE"),
        ("DRC", "CD"),
        ("Congo, Dem. Rep.", "CD"),
        ("Congo, Rep.", "CG"),
        ("Congo (Kinshasa)", "CD"),
        ("PRC", "CN"),
        ("China, People's Republic of", "CN"),
        ("RF", "RU"),
        ("Russian Fed.", "RU"),
        ("РФ", "RU"),
        ("Россией", "RU"),
        ("Guinea-Bissau", "GW"),
        ("Equatorial Guinea", "GQ"),
        ("Papua New Guinea", "PG"),
        ("Nigeria", "NG"),
        ("Dominican Republic", "DO"),
        ("South Sudan", "SS"),
        ("American Samoa", "AS"),
        ("Chinese Taipei", "TW"),
        ("Taiwan, Province of China", "TW"),
        ("China, Hong Kong SAR", "HK"),
        ("Germany, East", "DD"),
        ("Germany, Fed. Rep. of", "DE"),
        ("USSR", "SU"),
        ("Kosovo", "XK"),
        ("Abkhazia", "XA"),
        ("South Ossetia", "XO"),
        ("Transnistria", "XT"),
        ("Slovakia", "SK"),
        ("Slovenia", "SI"),
        ("Mauritania", "MR"),
        ("Mauritius", "MU"),
        ("Austria", "AT"),
        ("Australia", "AU"),
        ("Liberia", "LR"),
        ("Libya", "LY"),
        ("Mali", "ML"),
        ("Malawi", "MW"),
        ("Zambia", "ZM"),
        ("Gambia", "GM"),
        ("Lao PDR", "LA"),
        ("Swaziland", "SZ"),
        ("Burma", "MM"),
        ("TFYR of Macedonia", "MK"),
        ("Türkiye", "TR"),
        ("Micronesia (Federated States of)", "FM"),
        ("Virgin Islands, British", "VG"),
        ("842", "US"),
        ("European Union", "EU"),
        ("the Emirates'", "AE"),
    ],
)
def test_names_that_are_easily_confused_are_told_apart(text: str, code: str) -> None:
    place = find(text).place
    assert place is not None
    assert place.code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Congo", "CG CD"),
        ("Congolese", "CG CD"),
        ("Dominican", "DO DM"),
        ("Guinean", "GN GW GQ"),
        ("Republic of China", "TW CN"),
        ("ROC", "TW CN"),
        ("America", "US"),
        ("Virgin Islands", "VI VG"),
        ("Brussels", "EU BE"),
        ("NK", "KP"),
        ("CS", "CS XB"),
        ("Georgetown", "GY US MY"),
        ("Panmunjom", "KP KR"),
    ],
)
def test_an_ambiguous_name_gives_no_place_but_its_candidates(text: str, codes: str) -> None:
    match = find(text)
    assert match.place is None
    assert [place.code for place in match.candidates] == codes.split()
    assert match.why


@pytest.mark.parametrize(
    ("text", "code", "other"),
    [
        ("Guinea", "GN", "GW"),
        ("Niger", "NE", "NG"),
        ("Dominica", "DM", "DO"),
        ("Georgia", "GE", "US"),
        ("Macedonia", "MK", "GR"),
        ("Sudan", "SD", "SS"),
        ("Samoa", "WS", "AS"),
        ("Yemen", "YE", "YD"),
        ("KN", "KN", "KP"),
        ("SK", "SK", "KR"),
        ("Jordan", "JO", "JO"),
    ],
)
def test_a_proper_name_often_mistaken_gives_its_place_and_a_warning(text: str, code: str, other: str) -> None:
    match = find(text)
    assert match.place is not None
    assert match.place.code == code
    assert other in [place.code for place in match.candidates]
    assert "is a name of" not in match.why


@pytest.mark.parametrize(
    ("text", "code", "how", "locality"),
    [
        ("the Kremlin", "RU", "seat", None),
        ("Pyongyang", "KP", "capital", "Pyongyang"),
        ("Peking", "CN", "capital", "Beijing"),
        ("the White House", "US", "seat", None),
        ("the Blue House", "KR", "seat", None),
        ("Downing Street", "GB", "seat", None),
        ("the Élysée", "FR", "seat", None),
        ("Rason", "KP", "port", "Rajin"),
        ("Rajin-Sonbong", "KP", "port", "Rajin"),
        ("KPNAM", "KP", "port", "Nampo"),
        ("Namp'o", "KP", "port", "Nampo"),
        ("Pusan", "KR", "port", "Busan"),
        ("Vladivostok, Russia", "RU", "port", "Vladivostok"),
        ("海参崴", "RU", "port", "Vladivostok"),
        ("Washington, DC", "US", "capital", "Washington"),
        ("Emirati", "AE", "demonym", None),
        ("North Koreans", "KP", "demonym", None),
        ("северокорейского", "KP", "demonym", None),
        ("KP", "KP", "code", None),
    ],
)
def test_the_answer_says_how_and_where(text: str, code: str, how: str, locality: str | None) -> None:
    match = find(text)
    assert match.place is not None
    assert (match.place.code, match.how, match.locality) == (code, how, locality)


def test_parts_that_contradict_each_other_give_no_place() -> None:
    match = find("Pyongyang, South Korea")
    assert match.place is None
    assert {place.code for place in match.candidates} == {"KP", "KR"}


def test_a_second_name_settles_an_ambiguous_one() -> None:
    place = find("Georgia, USA").place
    assert place is not None
    assert place.code == "US"


@pytest.mark.parametrize("text", ["us", "Can", "car", "and", "no", "in", "It", "turkey", "polish"])
def test_a_common_word_in_small_letters_is_no_code(text: str) -> None:
    assert find(text).how == "none" or len(text) > 4


@pytest.mark.parametrize("text", ["Nort Korea", "Koria", "Rossia Federashun", "Narnia", "Irann", "KPP", "4080"])
def test_nothing_is_matched_by_likeness(text: str) -> None:
    assert find(text).place is None


@pytest.mark.parametrize("text", ["", "   ", "--", "'"])
def test_an_empty_cell_is_unknown(text: str) -> None:
    match = find(text)
    assert (match.how, match.place, match.candidates) == ("none", None, ())


def test_other_words_around_a_name_leave_it_unknown_with_a_candidate() -> None:
    match = find("Ministry of Foreign Affairs of Russia")
    assert match.how == "none"
    assert match.place is None
    assert match.candidates == (get("RU"),)


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_gets_an_answer_with_a_reason(text: str) -> None:
    match = find(text)
    assert match.text == text
    assert match.why
    assert (match.how == "none") <= (match.place is None)


# a code beside a name is a code in capitals only: "in china" is no code and name
ONE_NAME = [text for text in told(NORTH) if text != "KP NORTH KOREA"]


@given(st.sampled_from(ONE_NAME), st.sampled_from([str.upper, str.lower, str.title, lambda s: f"  {s}\n"]))
@settings(max_examples=150, deadline=None)
def test_case_and_white_space_make_no_difference(text: str, change: object) -> None:
    assert callable(change)
    assert find(change(text)).place == get("KP")


@given(st.sampled_from(told(NORTH) + told(SOUTH) + told(EITHER)))
@settings(max_examples=120, deadline=None)
def test_what_scan_finds_find_knows(text: str) -> None:
    for mention in scan(text):
        match = find(mention.match.text)
        assert match.how != "none"
        assert mention.match.how == "context" or match.place == mention.match.place
