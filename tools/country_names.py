"""Writes ``places/data/world.yaml``: the names of States and territories in the world's languages.

Run it with a checkout of the Unicode CLDR in JSON (the folder ``cldr-localenames-full/main``) and with
``country-codes.csv`` of the Frictionless Data project, which carries the names that the United Nations use::

    python tools/country_names.py CLDR/main country-codes.csv

Names are facts. The Unicode licence lets CLDR's be carried over, and the table of codes is in the public domain.
What the other tables already know under the same place is left out.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.places.cell import tabled
from tidewaiter.places.gazetteer import DATA, get, places
from tidewaiter.places.world import is_short, key

LANGUAGES = """
es es-419 es-MX es-AR pt pt-PT fr fr-CA fr-BE de de-AT de-CH it nl pl cs sk tr vi id ms sv da nb nn fi is hu ro hr bs
sr-Latn sl sq et lv lt ca gl az uz sw ja ar fa uk be bg mk sr mn kk ky el he hy ka th lo km my hi ru ko
zh-Hans zh-Hant zh-Hant-HK
"""
UNITED_NATIONS = ("Spanish", "French", "Russian", "Arabic", "Chinese", "English")
_ARTICLE = re.compile(r"^(?:la|le|les|el|los|las|the|l['’])\s*(?=[A-ZÀ-Þ])")
_BEHIND = re.compile(r"\s*\((?:the|la|le|les|el|los|las|l['’])\)\s*$")
_HEAD = """\
# Names of States and territories in the world's languages, for cells of tables alone, never for running text.
# Written by tools/country_names.py; do not edit: names by hand stand in customs.yaml.
# Sources: Unicode CLDR, names of territories (© Unicode, Inc.; UNICODE-LICENSE.txt stands beside this file);
# names of the United Nations, short and formal, from datasets/country-codes (public domain, PDDL).
# Languages: {languages}.
# A line is "place: name; name; ...". Names that the other tables know already are left out.
"""


def cldr(folder: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every territory in every language; abbreviations, which many States share, are left out."""
    for language in LANGUAGES.split():
        file = folder / language / "territories.json"
        names = json.loads(file.read_text(encoding="utf-8"))["main"][language]["localeDisplayNames"]["territories"]
        for code, name in names.items():
            if code[:2] in places() and (len(code) == 2 or "-alt-" in code) and not code.endswith("short"):
                yield code[:2], name


def united_nations(file: Path) -> Iterator[tuple[str, str]]:
    """Code and name of every State in the six languages, short and formal, without articles."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["ISO3166-1-Alpha-2"]
            columns = [f"UNTERM {language} {form}" for language in UNITED_NATIONS for form in ("Short", "Formal")]
            for column in (*columns, "official_name_es", "official_name_fr", "official_name_ar", "official_name_ru"):
                name = _BEHIND.sub("", _ARTICLE.sub("", row.get(column, "").strip().strip("*").strip()))
                if code in places() and name and ";" not in name:
                    yield code, name


def wanted(names: Iterator[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """By place, each name once, without those that the tables know."""
    out: dict[str, dict[str, str]] = {}
    for code, name in names:
        name = name.replace("\u200b", "").replace("\u200f", "").strip()
        folded = key(name)
        # one letter without its mark, or a code of another place, is no name that could be told apart
        if folded and known_as(name) != code:
            out.setdefault(code, {}).setdefault(name.casefold() if is_short(name) else folded, name)
    return out


def known_as(name: str) -> str | None:
    """The place that the tables for running text and the codes give this name to."""
    senses = tabled(name)
    return senses[0].code if len(senses) == 1 else None


def main() -> None:
    """Reads both sources and writes the file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("cldr", type=Path)
    asked.add_argument("codes", type=Path)
    given = asked.parse_args()
    (DATA / "world.yaml").unlink(missing_ok=True)
    found = wanted(iter([*cldr(given.cldr), *united_nations(given.codes)]))
    text = _HEAD.format(languages=", ".join(LANGUAGES.split()))
    for section, latin in (("latin", True), ("other", False)):
        text += f"\n{section}: |\n"
        for code in sorted(found):
            names = [name for name in found[code].values() if bool(re.match("[0-9a-z]", key(name))) is latin]
            text += f"  {get(code).code}: {'; '.join(names)}\n" if names else ""
    (DATA / "world.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
