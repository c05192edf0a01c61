import pytest

from tidewaiter.parties.names.scripts import latin_korean


def letters(name: str) -> list[set[str]]:
    """The words' own letters and those that the module adds."""
    words = tuple(name.split())
    found = latin_korean.readings(words)
    assert found is not None
    return [{word} | {reading.letters for reading in more} for word, more in zip(words, found, strict=True)]


@pytest.mark.parametrize(
    ("southern", "northern"),
    [
        ("lee yong ho", "ri yong ho"), ("lee myung bak", "ri myong pak"), ("roh moo hyun", "ro mu hyon"),
        ("choi yong hae", "choe ryong hae"), ("chang sung taek", "jang song thaek"), ("park bong joo", "pak pong ju"),
        ("yoo young chul", "ryu yong chol"), ("moon sung hyuk", "mun song hyok"), ("chung eui yong", "jong ui yong"),
    ],
)  # fmt: skip
def test_southern_spellings_meet_northern_ones(southern: str, northern: str) -> None:
    ours, theirs = letters(southern), letters(northern)
    assert all(one & other for one, other in zip(ours, theirs, strict=True))


def test_the_family_name_may_stand_last() -> None:
    assert "ri" in letters("myung bak lee")[2]


def test_a_given_name_joined_is_read_as_its_syllables() -> None:
    assert "myongpak" in letters("lee myungbak")[1]


def test_further_readings_cost_what_another_system_costs() -> None:
    found = latin_korean.readings(("lee", "myung", "bak"))
    assert found is not None and min(reading.cost for word in found for reading in word) == 5


def test_jong_does_not_become_yong() -> None:
    assert not letters("kim jong un")[1] & letters("kim yong un")[1]


@pytest.mark.parametrize(
    "name",
    [
        "lee harvey oswald",
        "bruce lee",
        "han solo",
        "ali hasan",
        "mohammed kim",
        "ivan petrov",
        "anna park",
        "kim",
        "lee ann",
    ],
)
def test_other_names_are_left_alone(name: str) -> None:
    assert latin_korean.readings(tuple(name.split())) is None


def test_a_name_as_the_north_writes_it_keeps_its_initials() -> None:
    assert "ryong" not in letters("kim yong chol")[1]
    assert "yong" not in letters("kim ryong chol")[1]


def test_only_the_first_given_syllable_may_have_lost_its_initial() -> None:
    assert "ryong" in letters("park yong soo")[1]
    assert "ryong" not in letters("park soo yong")[2]


def test_every_further_reading_is_korean() -> None:
    found = latin_korean.readings(("lee", "myung", "bak"))
    assert found is not None and {reading.system for word in found for reading in word} == {"korean"}
