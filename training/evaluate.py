"""Measures the shipped pipeline: tags, trees, sentences, lemmas, the words of the domain, speed and size.

    python training/evaluate.py --data ../shared/data/ud

The treebanks' own test parts are read; PUD is a treebank that was not trained on. Figures are percentages.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lemmas import score_lemmas
from tidewaiter_english import FOLDER, load
from tidewaiter_english.lemmas import add_lemmas, read_table

from tidewaiter import datafile

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

TESTS = {"EWT": "ewt-test.spacy", "GUM": "gum-test.spacy", "PUD news": "pudnews-test.spacy"}
PROBES = Path(__file__).with_name("probes.yaml")
Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Passives:
    """Participles and the sentences they are put into."""

    verbs: list[str]
    frames: list[str]


@dataclass(frozen=True, slots=True)
class Probes:
    """The content of ``probes.yaml``: sentences with the slot VERB or NOUN and the words for it."""

    verbs: list[str]
    unseen: list[str]
    verb_frames: list[str]
    passives: Passives
    nouns: list[str]
    noun_frames: list[str]


def read_docs(path: Path, nlp: Language) -> list[Doc]:
    """The annotated documents of a treebank file."""
    from spacy.tokens import DocBin

    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def score_treebank(nlp: Language, docs: list[Doc]) -> Scores:
    """Tags, arcs and lemmas on given tokens, arcs also on given sentences (``preset``), and all on raw text."""
    table = read_table(FOLDER / "lemmas.json")
    free = list(nlp.pipe(_bare(doc, preset=False) for doc in docs))
    preset = list(nlp.pipe(_bare(doc, preset=True) for doc in docs))
    scores = {
        "tags": _share(docs, free, lambda gold, own: gold.tag_ == own.tag_),
        "pos": _share(docs, free, lambda gold, own: gold.pos_ == own.pos_),
        "lemmas": _share(docs, free, lambda gold, own: gold.lemma_ == own.lemma_),
        "lemmas of given tags": 100 * score_lemmas(docs, table),
        "uas": _share(docs, free, _same_head),
        "las": _share(docs, free, _same_arc),
        "preset uas": _share(docs, preset, _same_head),
        "preset las": _share(docs, preset, _same_arc),
    }
    return {**scores, **_score_raw(nlp, docs)}


def _bare(doc: Doc, *, preset: bool) -> Doc:
    from spacy.tokens import Doc as NewDoc

    bare = NewDoc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    if preset:
        for token, gold in zip(bare, doc, strict=True):
            token.is_sent_start = bool(gold.is_sent_start)
    return bare


def _same_head(gold: Token, own: Token) -> bool:
    return gold.head.i == own.head.i


def _same_arc(gold: Token, own: Token) -> bool:
    return gold.head.i == own.head.i and gold.dep_ == own.dep_


def _pairs(golds: Iterable[Doc], owns: Iterable[Doc]) -> Iterator[tuple[Token, Token]]:
    for gold, own in zip(golds, owns, strict=True):
        yield from zip(gold, own, strict=True)


def _share(golds: Iterable[Doc], owns: Iterable[Doc], right: Callable[[Token, Token], bool]) -> float:
    found = [right(gold, own) for gold, own in _pairs(golds, owns)]
    return 100 * sum(found) / len(found)


def _score_raw(nlp: Language, docs: list[Doc]) -> Scores:
    from spacy.training import Example

    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in docs])
    names = {"raw tags": "tag_acc", "raw uas": "dep_uas", "raw las": "dep_las", "raw sentences": "sents_f"}
    return {name: 100 * scores[key] for name, key in names.items()}


def score_probes(nlp: Language, probes: Probes) -> dict[str, tuple[int, int]]:
    """How many of how many words of the domain are read as verbs or nouns with the arcs they should have."""
    return {
        "progressive read as a verb": _count(nlp, probes.verb_frames, probes.verbs, "VERB", _is_verb),
        "progressive with its object": _count(nlp, probes.verb_frames, probes.verbs, "VERB", _has_object),
        "unseen progressive read as a verb": _count(nlp, probes.verb_frames, probes.unseen, "VERB", _is_verb),
        "unseen progressive with its object": _count(nlp, probes.verb_frames, probes.unseen, "VERB", _has_object),
        "passive read as a verb": _count(nlp, probes.passives.frames, probes.passives.verbs, "VERB", _is_verb),
        "passive with all its to-, from- and by-phrases": _count(
            nlp, probes.passives.frames, probes.passives.verbs, "VERB", _has_all_phrases
        ),
        "noun read as a noun": _count(nlp, probes.noun_frames, probes.nouns, "NOUN", _is_noun),
        "noun with its to-phrase": _count(nlp, probes.noun_frames, probes.nouns, "NOUN", _has_to_phrase),
    }


def _count(
    nlp: Language, frames: list[str], words: list[str], slot: str, right: Callable[[Token], bool]
) -> tuple[int, int]:
    found = 0
    for frame in frames:
        for word in words:
            doc = nlp(frame.replace(slot, word))
            found += right(next(token for token in doc if token.text == word))
    return found, len(frames) * len(words)


def _is_verb(token: Token) -> bool:
    return token.pos_ == "VERB" and token.tag_.startswith("VB")


def _is_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.tag_.startswith("NN")


def _has_object(token: Token) -> bool:
    return _is_verb(token) and any(child.dep_ == "obj" for child in token.children)


def _phrases(token: Token, deps: tuple[str, ...]) -> list[str]:
    nouns = [child for child in token.children if child.dep_ in deps]
    return [case.lower_ for noun in nouns for case in noun.children if case.dep_ == "case"]


def _has_all_phrases(token: Token) -> bool:
    wanted = [word.lower_ for word in token.doc if word.lower_ in ("to", "from", "by") and word.nbor().tag_ != "VB"]
    found = _phrases(token, ("obl", "obl:agent"))
    return _is_verb(token) and all(word in found for word in wanted)


def _has_to_phrase(token: Token) -> bool:
    return _is_noun(token) and "to" in _phrases(token, ("nmod",))


def measure_speed(nlp: Language, texts: list[str]) -> float:
    """Words per second over ``texts`` on the processor time of this process, once its caches are warm."""
    list(nlp.pipe(texts))
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - start)


def measure_size(folder: Path) -> float:
    """Megabytes of all files below ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def evaluate(nlp: Language, data: Path) -> dict[str, object]:
    """All figures of the pipeline ``nlp`` on the test files in ``data``."""
    docs = {name: read_docs(data / file, nlp) for name, file in TESTS.items()}
    texts = [doc.text for doc in docs["GUM"]]
    with nlp.select_pipes(disable=["morphologizer"]):
        without = measure_speed(nlp, texts)
    return {
        "treebanks": {name: score_treebank(nlp, rows) for name, rows in docs.items()},
        "probes": score_probes(nlp, datafile.read(PROBES, Probes)),
        "words per second": {"all": measure_speed(nlp, texts), "without morphologizer": without},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the English pipeline on the treebanks' test parts.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/ud"), help="folder of the .spacy files")
    parser.add_argument("--model", type=Path, help="a spaCy folder to measure instead of the installed weights")
    arguments = parser.parse_args()

    import spacy

    if arguments.model:
        nlp = spacy.load(arguments.model)
        add_lemmas(nlp, FOLDER / "lemmas.json")
    else:
        nlp = load()
    scores = evaluate(nlp, arguments.data)
    scores["megabytes"] = measure_size(arguments.model or FOLDER)
    print(json.dumps(_rounded(scores), indent=1))


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return round(value, 1) if isinstance(value, float) else value


if __name__ == "__main__":
    main()
