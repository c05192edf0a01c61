"""Lists of words: the forms of their verbs, and no list that nothing reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tidewaiter.errors import DataError
from tidewaiter.reports.grammar import verbs, wordlists
from tidewaiter.reports.grammar.wordlists import WordLists

SOURCE = Path(__file__).resolve().parents[3] / "src" / "tidewaiter"
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py")))


def lexicon(name: str) -> dict[str, Any]:
    """A lexicon file, as it stands."""
    path = SOURCE / "reports" / "lexicon" / f"{name}.en.yaml"
    tree: dict[str, Any] = yaml.safe_load((path if name else path.with_name("en.yaml")).read_text(encoding="utf-8"))
    return tree


@pytest.mark.parametrize("name", ["", "doubts", "encounters", "rules", "voyages"])
def test_every_list_is_read_somewhere(name: str) -> None:
    lists = lexicon(name) if name else lexicon("")["lists"]
    assert [key for key in lists if f'"{key}"' not in CODE] == []


def test_every_list_that_is_said_to_hold_verbs_is_one() -> None:
    tree = lexicon("")
    assert [name for name in tree["verb_lists"] if name not in tree["lists"]] == []


def test_no_verb_is_both_irregular_and_doubled_or_stands_twice() -> None:
    tree = lexicon("verbs")
    assert [verb for verb, often in Counter([*tree["irregular"], *tree["doubled"]]).items() if often > 1] == []


def test_a_list_of_verbs_holds_their_forms_and_another_the_words_as_they_stand() -> None:
    lists = WordLists({"hides": ["hide", "net"], "nets": ["net"]}, verbs.load(), verbs=["hides"])
    assert all(lists.among("hides", form) for form in ("hide", "hidden", "hid", "netted", "nets"))
    assert not any(lists.among("hides", form) for form in ("hided", "neted"))
    assert not lists.among("nets", "netted")


def test_a_form_is_taken_to_its_base_and_an_unknown_one_stays() -> None:
    lists = WordLists({"bans": ["ban"]}, verbs.load(), verbs=["bans"])
    assert [lists.lemma(form) for form in ("banned", "broke", "tables")] == ["ban", "break", "tables"]


def test_a_file_that_lacks_a_list_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Shape:
        wishing: list[str]
        longing: list[str]

    with pytest.raises(DataError, match=r"doubts\.en\.yaml"):
        wordlists.load("doubts", "en", Shape)
