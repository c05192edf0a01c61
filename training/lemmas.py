"""Counts the lemma table from a treebank and keeps only what the spelling rules get wrong."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter_english.lemmas import LemmaTable, find_lemma, spell_base

if TYPE_CHECKING:
    from spacy.tokens import Doc

Exceptions = Mapping[str, Mapping[str, str]]


def count_lemmas(docs: Iterable[Doc]) -> dict[tuple[str, str], Counter[str]]:
    """How often each form with each tag has which lemma; forms of names keep their capitals."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for token in doc:
            form = token.text if token.tag_.startswith("NNP") else token.lower_
            if token.lemma_ and token.tag_:
                counts[token.tag_, form][token.lemma_] += 1
    return counts


def build_table(docs: Iterable[Doc], exceptions: Exceptions, verbs: Iterable[str]) -> LemmaTable:
    """The table of ``docs``; ``exceptions`` (by tag) beat the counts, ``verbs`` are base forms known beside them."""
    counts = count_lemmas(docs)
    bases = frozenset(verbs) | _count_verbs(counts)
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), lemmas in sorted(counts.items()):
        lemma = min(lemmas, key=lambda word: (-lemmas[word], word))
        if lemma != spell_base(form, tag, bases):
            words[tag][form] = lemma
    for tag, pairs in exceptions.items():
        words[tag].update(pairs)
    return LemmaTable(words={tag: dict(sorted(words[tag].items())) for tag in sorted(words)}, verbs=bases)


def _count_verbs(counts: Mapping[tuple[str, str], Counter[str]]) -> frozenset[str]:
    return frozenset(
        lemma
        for (tag, _), lemmas in counts.items()
        if tag.startswith("VB")
        for lemma in lemmas
        if lemma.isalpha() and lemma.islower() and len(lemma) > 1
    )


def write_table(table: LemmaTable, path: Path) -> None:
    """Writes the table as compact JSON in a fixed order."""
    content = {"verbs": sorted(table.verbs), "words": table.words}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def score_lemmas(docs: Iterable[Doc], table: LemmaTable) -> float:
    """Share of tokens whose lemma comes out as annotated, given the annotated tags."""
    found = [find_lemma(token.text, token.tag_, table) == token.lemma_ for doc in docs for token in doc]
    return sum(found) / len(found)
