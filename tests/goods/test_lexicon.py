"""The words themselves: codes and kinds exist, nothing is written twice, mistakes are refused with their place."""

from __future__ import annotations

import csv
from itertools import chain
from pathlib import Path

import pytest

from tidewaiter.datafile import compose, read_tree
from tidewaiter.errors import DataError
from tidewaiter.goods import lexicon as words

KINDS = Path(words.__file__).parents[1] / "law" / "data" / "kinds.yaml"
# told by other kinds, or by what is not goods at all; no everyday word means just this
ABSTRACT = frozenset({"missile-item"})


def meanings() -> list[words.Meaning]:
    return list(chain.from_iterable(words.lexicon().phrases.values()))


def ruled() -> list[words.Rule]:
    grammar = words.grammar()
    return [*chain.from_iterable(grammar.refine.values()), *(rule for _, rule in grammar.parts_of)]


def kinds() -> dict[str, list[str]]:
    if not KINDS.is_file():
        pytest.skip("the vocabulary of goods kinds is not here")
    return {entry["id"]: entry.get("hs", []) for entry in read_tree(KINDS).value}


def test_every_code_of_the_lexicon_is_a_code_of_hs_2022(shared: Path) -> None:
    path = shared / "data" / "hs" / "hs2022.csv"
    if not path.is_file():
        pytest.skip("../shared/data/hs/hs2022.csv is not here")
    with path.open(encoding="utf-8") as file:
        known = {row["hscode"] for row in csv.DictReader(file)}
    used = {code for meaning in meanings() for code in meaning.hs} | {code for rule in ruled() for code in rule.hs}
    assert sorted(used - known) == []


def test_every_kind_of_the_lexicon_is_in_the_vocabulary() -> None:
    used = {meaning.kind for meaning in meanings()} | {rule.kind for rule in ruled()}
    used |= set(words.grammar().chapters.values())
    assert sorted(kind for kind in used - kinds().keys() if kind) == []


def test_every_kind_of_the_vocabulary_has_a_word() -> None:
    named = {meaning.kind for meaning in meanings()}
    assert sorted(kinds().keys() - named - ABSTRACT) == []


def test_rules_speak_of_kinds_that_exist() -> None:
    sources = {rule.source for rule in ruled() if rule.source and not rule.source[0].isdigit()} - {"*"}
    assert sorted(sources - kinds().keys()) == []


def test_the_lexicon_has_words_for_every_chapter() -> None:
    chapters = {code[:2] for meaning in meanings() for code in meaning.hs}
    unused = {"77"}  # kept free by the Harmonized System
    assert sorted({f"{n:02}" for n in range(1, 98)} - chapters - unused) == []


def test_a_phrase_keeps_few_meanings() -> None:
    most = max(words.lexicon().phrases.items(), key=lambda pair: len(pair[1]))
    assert len(most[1]) <= 3, most


@pytest.mark.parametrize(
    ("one", "many"), [("car", "cars"), ("watch", "watches"), ("berry", "berries"), ("key", "keys"), ("knife", "knives")]
)
def test_plurals_are_formed_and_undone_by_rule(one: str, many: str) -> None:
    irregular = words.grammar().irregular
    assert one in words.singulars(many, irregular)
    assert words.plural(one, {plain: plural for plural, plain in irregular.items()}) == many


def test_a_line_that_is_no_kind_and_codes_is_refused_with_its_place() -> None:
    tree = compose("car 87o3: car, automobile\n", "words.yaml")
    with pytest.raises(DataError) as caught:
        list(words._meanings(tree))
    assert caught.value.line == 1
    assert caught.value.value == "car 87o3"


def test_a_kind_left_out_is_given_by_the_chapter() -> None:
    assert words.kind_of("8471") == "machinery"
    assert words.kind_of("9018") is None
