import pytest

from tidewaiter.parties.names.scripts import latin_chinese, latin_korean

# Names of other tongues, written by us: Western, Arabic, Persian, Turkish, Russian, Indian, African.
FIRST = """ali omar hassan said karim yusuf ivan sergei dmitri oleg anna maria john peter paul mark juan carlos jose
luis hans fritz jean luca mehmet emre reza amir rahul anil kofi musa abu nadia fatima elena olga igor boris"""
LAST = """hasan hussein mansour najjar rahimi karimi petrov ivanov sidorov morozov smith jones brown young long lopez
garcia perez silva costa rossi muller weber schmidt yilmaz demir singh khan gupta mensah diallo sow li moon chang"""
STRANGERS = [(first, last) for first in FIRST.split() for last in LAST.split()[:-3]]


def letters(name: str) -> list[set[str]]:
    words = tuple(name.split())
    found = latin_chinese.readings(words) or tuple(() for _ in words)
    return [{word} | {reading.letters for reading in more} for word, more in zip(words, found, strict=True)]


@pytest.mark.parametrize(
    ("other", "pinyin"),
    [
        ("mao tse tung", "mao ze dong"), ("chiang ching kuo", "jiang jing guo"), ("teng hsiao ping", "deng xiao ping"),
        ("tsao ying", "cao ying"), ("chou enlai", "zhou enlai"), ("hsu tsaihou", "xu caihou"),
        ("chang chih chun", "zhang zhi jun"),
    ],
)  # fmt: skip
def test_wade_giles_meets_pinyin(other: str, pinyin: str) -> None:
    ours, theirs = letters(other), letters(pinyin)
    assert all(one & two for one, two in zip(ours, theirs, strict=True))


def test_a_southern_family_name_has_its_pinyin() -> None:
    assert {"huang", "wang"} <= letters("wong chi fung")[0]
    assert {"wu", "huang"} <= letters("ng ka ling")[0]
    assert "chen" in letters("tan chi wai")[0]


def test_pinyin_that_is_no_wade_giles_is_left_as_it_is() -> None:
    assert latin_chinese.readings(("zhang", "wei")) == ((), ())
    assert latin_chinese.readings(("wang", "xiaoming")) == ((), ())


def test_names_of_other_tongues_are_left_alone() -> None:
    taken = [name for name in STRANGERS if (latin_chinese.readings(name), latin_korean.readings(name)) != (None, None)]
    assert len(STRANGERS) > 1000 and len(taken) <= len(STRANGERS) // 200, taken
