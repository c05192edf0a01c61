"""Every UN/LOCODE of the North is known, with and without its space."""

from __future__ import annotations

import pytest

from tidewaiter import places

CODES = [
    "CCD",
    "CHO",
    "FNJ",
    "GEN",
    "HAE",
    "HGM",
    "KSN",
    "NAM",
    "ODA",
    "PNG",
    "REM",
    "RIW",
    "RJN",
    "SAM",
    "SGN",
    "SGO",
    "SII",
    "SIN",
    "SON",
    "TCH",
    "WON",
]


@pytest.mark.parametrize("code", CODES)
def test_a_locode_of_the_north_is_of_the_north(code: str) -> None:
    for text in (f"KP{code}", f"KP {code}", f"kp{code.lower()}"):
        found = places.find(text).place
        assert found is not None and found.code == "KP", text


@pytest.mark.parametrize(("code", "town"), [("KPSGN", "Songnim"), ("KPRIW", "Riwon"), ("KPODA", "Odaejin")])
def test_a_locode_names_its_port(code: str, town: str) -> None:
    assert places.find(code).locality == town
