import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.parties.names.spell import spell
from tidewaiter.parties.names.systems import MOST, by_system


def ways(name: str) -> list[list[set[str]]]:
    """For each system by which a person's name can be read, the letters of each word."""
    rows = by_system(spell(name, "person").words)
    return [[{reading.letters for reading in word.readings} for word in row] for row in rows]


def reads(name: str, *letters: str) -> bool:
    """Whether one system reads the words so."""
    return any(all(one in told for one, told in zip(letters, row, strict=True)) for row in ways(name))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("李小龙", "li xiao long"), ("李小龙", "lee siu lung"), ("李小龙", "ri so ryong"), ("蔡英文", "tsai ing wen"),
        ("蒋经国", "chiang ching kuo"), ("陈伟明", "chan wai ming"), ("陈伟明", "tan wei ming"),
        ("金正恩", "kim jong un"),
        ("阮文和", "nguyen van hoa"), ("高橋健一", "takahashi kenichi"),
    ],
)  # fmt: skip
def test_a_name_is_read_by_each_language_that_may_be_meant(name: str, letters: str) -> None:
    assert reads(name, *letters.split())


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("成朱", "chen zhu"), ("张玉", "cheung yu"), ("王文强", "wong wen keung"), ("陈志明", "chan zhi ming"),
        ("高橋健一", "gao kenichi"), ("金永南", "jin yong nam"),
    ],
)  # fmt: skip
def test_no_name_is_read_by_two_languages_at_once(name: str, letters: str) -> None:
    assert not reads(name, *letters.split())


def test_a_system_that_adds_no_letters_is_left_out() -> None:
    assert len(ways("王海")) < len(ways("周小强"))


def test_a_latin_name_may_be_korean_or_chinese_but_not_half_and_half() -> None:
    assert reads("Chang Chun", "zhang", "jun") and reads("Chang Chul Soo", "jang", "chol", "su")
    assert not reads("Chang Chun", "jang", "qun")


def test_words_without_systems_stay_one_row() -> None:
    assert len(ways("Ivan Petrov")) == len(ways("Владимир Путин")) == 1


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="李王朴金高橋健一文·陈小龙丁 Ri Chang김정은タロ", max_size=8))
def test_every_row_has_all_words_with_readings(name: str) -> None:
    words = spell(name, "person").words
    rows = by_system(words)
    assert 1 <= len(rows) <= MOST
    for row in rows:
        assert [word.text for word in row] == [word.text for word in words]
        assert all(word.readings for word in row)
