"""Codes of goods and numbers of ships stay text, digit by digit."""

from __future__ import annotations

import contextlib
import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.trade.codes import (
    HsHabit,
    containers,
    hs_habit,
    is_container,
    is_imo,
    read_hs,
    read_imo,
    without_imo,
)

quick = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("8703", ("8703",)),
        ("0102", ("0102",)),
        ("03", ("03",)),
        ("8703.23", ("870323",)),
        ("8703 23 00", ("87032300",)),
        ("8703.23.0090", ("8703230090",)),
        ("6109.10; 6106.20", ("610910", "610620")),
        ("8703/8704", ("8703", "8704")),
        ("8703-23-00", ("87032300",)),
        ("870323009000", ("870323009000",)),
        ("8703.23.10.100A", ("87032310100",)),
        ("HS CODE: 8703.23", ("870323",)),
        ("87032300.0", ("87032300",)),
        ("'0102", ("0102",)),
    ],
)
def test_an_hs_code_is_text_without_its_dots(text: str, codes: tuple[str, ...]) -> None:
    assert read_hs(text).codes == codes


@pytest.mark.parametrize(
    "text", ["8", "8703230090001", "car", "8703,23", "8.70E+05", "0012", "7701", "TOTAL", "", ";", "99:1"]
)
def test_a_malformed_hs_code_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_hs(text)


@pytest.mark.parametrize(("text", "code"), [("30349", "030349"), ("2023000", "02023000"), ("71331", "071331")])
def test_a_zero_lost_in_front_is_put_back_where_no_other_heading_exists(text: str, code: str) -> None:
    read = read_hs(text)
    assert (read.codes, read.either) == ((code,), ())
    assert "zero lost" in str(read.note)


def test_a_digit_lost_behind_leaves_the_digits_that_are_sure() -> None:
    read = read_hs("87032")
    assert read.codes == ("8703",)
    assert "5 digits" in str(read.note)


def test_an_odd_code_that_can_be_two_keeps_both_readings_and_says_so() -> None:
    read = read_hs("30129")  # of heading 0301, or of heading 3012, which is past the last of its chapter
    assert read.codes == ("030129",)
    read = read_hs("90121")  # coffee 0901.21, or optics under 9012
    assert read.codes == ()
    assert read.either == ("9012", "090121")
    assert "zero lost" in str(read.note)
    assert read_hs("102").either == ("10", "0102")


def test_the_column_settles_which_digit_was_lost() -> None:
    eights = hs_habit(["87032300", "84713000", "73269098", "9012100"])
    assert eights.width == 8
    assert read_hs("9012100", habit=eights).codes == ("09012100",)
    kept = hs_habit(["09012100", "87032300", "84713000", "73269098"])
    assert kept.zeros
    assert read_hs("90121", habit=kept).codes == ("9012",)
    assert read_hs("90121", habit=HsHabit(numbers=True)).codes == ("090121",)


def test_national_codes_of_an_odd_length_stay_as_they_are() -> None:
    nines = hs_habit(["870323901", "847130209", "732690980", "850440300"])
    assert read_hs("870323901", habit=nines).codes == ("870323901",)
    assert read_hs("870323901", habit=nines).note is None


def test_a_code_that_lost_a_zero_at_each_end_is_no_other_heading() -> None:
    assert read_hs("202.3").codes == ("0202",)  # 0202.30, read as a number
    with pytest.raises(InputError) as caught:
        read_hs("870.3")
    assert "zero lost" in str(caught.value.hint)


def test_a_code_turned_into_a_rounded_number_gives_its_likely_heading_and_no_more() -> None:
    read = read_hs("8.70323E+09")
    assert (read.codes, read.either) == ((), ("8703",))
    assert read_hs("3.03490E+08").either == ("0303",)
    with pytest.raises(InputError, match="turned into a number"):
        read_hs("8.7E+09")


def test_the_check_digit_of_a_container_number_is_verified() -> None:
    assert is_container("CSQU3054383")  # the example of the standard
    assert not is_container("CSQU3054384")
    assert not is_container("CSQ03054383")
    assert containers("csqu 305438-3; MSKU1234565 (40ft)") == ("CSQU3054383", "MSKU1234565")


@quick
@given(st.integers(1, 5).flatmap(lambda n: st.text("0123456789", min_size=2 * n, max_size=2 * n)))
def test_the_digits_of_an_hs_code_survive(digits: str) -> None:
    if digits[:2] in ("00", "77"):
        return
    assert read_hs(digits).codes == (digits,)
    assert read_hs(f" {digits[:2]}.{digits[2:]} ").codes == (digits,)


def test_an_imo_number_is_taken_out_of_the_name() -> None:
    assert read_imo("OCEAN TEST (IMO: 9074729)") == "9074729"
    assert without_imo("OCEAN TEST (IMO: 9074729)") == "OCEAN TEST"
    assert without_imo("Ocean (I), IMO No. 9074729") == "Ocean (I)"
    assert read_imo("9074729") is None
    assert read_imo("IMO 90747291") is None


def test_the_check_digit_of_an_imo_number_is_verified() -> None:
    assert is_imo("9074729")
    assert not is_imo("9074728")
    assert not is_imo("907472")


@quick
@given(st.text(max_size=60))
def test_no_text_raises_anything_but_an_input_error(text: str) -> None:
    with contextlib.suppress(InputError):
        read_hs(text)
    read_imo(text)
    without_imo(text)
    containers(text)
    is_container(text)


@pytest.mark.parametrize("width", [6, 8, 10])
def test_of_all_subheadings_as_numbers_none_is_read_as_another(shared: Path, width: int) -> None:
    """Each code as a number, read in the column of all of them and alone: right, both readings, never wrong."""
    with (shared / "data" / "hs" / "hs2022.csv").open(encoding="utf-8", newline="") as stream:
        subheadings = [row["hscode"] for row in csv.DictReader(stream) if re.fullmatch("[0-9]{6}", row["hscode"])]
    written = {code.ljust(width, "0"): str(int(code.ljust(width, "0"))) for code in subheadings if code != "999999"}
    habit = hs_habit(written.values())
    assert [code for code, text in written.items() if read_hs(text, habit=habit).codes != (code,)] == []
    for code, text in written.items():
        alone = read_hs(text)
        assert alone.codes == (code,) or code in alone.either


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("8458.11.00 (CNC)", ("84581100",)),
        ("8458, 1006", ("8458", "1006")),
        ("845,811", ("845811",)),
        ("Chapter 84", ("84",)),
        ("ex 8458", ("8458",)),
        ("0845811", ("845811",)),
    ],
)
def test_codes_as_people_write_them_are_read(text: str, codes: tuple[str, ...]) -> None:
    assert read_hs(text).codes == codes


@pytest.mark.parametrize("text", ["270l11", "2O1110"])
def test_a_letter_among_the_digits_is_pointed_at(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_hs(text)
    assert "a letter stands among the digits" in str(caught.value.hint)


@pytest.mark.parametrize("text", ["chapter 84-85", "72-83", "27 to 28", "84 – 90"])
def test_a_range_of_chapters_is_no_code(text: str) -> None:
    with pytest.raises(InputError, match="range of chapters"):
        read_hs(text)


def test_two_groups_of_digits_that_are_no_range_are_a_heading() -> None:
    assert read_hs("84-58").codes == ("8458",)
