"""Lemmas from a table and spelling rules: the base form of a word, given its Penn tag.

A trained lemmatiser invents verbs it has never seen; a table counted from the treebanks with a few
rules of English spelling behind it does not. The table holds only the pairs that the rules get
wrong, the verbs whose base form is known, and the domain's exceptions (*arms* is not more than one arm).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PLURALS = ("NNS",)
NAMES = ("NNP", "NNPS", "GW", "XX", "ADD", "FW")
COMPONENT = "tidewaiter_lemmas"

_VOWELS = "aeiou"
# Stems after -ed or -ing that have lost a silent e: allocat-, procur-, evad-, reimburs-, charg-; and the short
# ones with one vowel and one consonant, which would have doubled it (hop-hopped) had there been no e (hope-hoped).
_SILENT_E = re.compile(
    r"(?:[^aeiou]|[iu])at$|[cvuz]$|[^aeiourwl]l$|[adeioru]g$|[hr]ang$|[aeiour]s$|[^aeiou]ur$|[^aeo]ir$"
    r"|[^aeiou][aiou]d$|[^aeo]ut$|[^o]ok$|[^aeiou]in$|^[^aeiou]*[aeiouy][^aeiouwxy]$"
)
_PLURAL_ENDINGS = (
    ("'s", ""),
    ("’s", ""),
    ("ies", "y"),
    ("lyses", "lysis"),
    ("theses", "thesis"),
    ("sses", "ss"),
    ("zzes", "zz"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("oes", "o"),
    ("men", "man"),
)
_KEEPS_DOUBLE = ("ll", "ss", "zz", "ff", "dd")


@dataclass(frozen=True, slots=True)
class LemmaTable:
    """What the rules cannot know: ``words`` by tag and lower-case form, and the known base ``verbs``."""

    words: dict[str, dict[str, str]]
    verbs: frozenset[str]


def read_table(path: Path) -> LemmaTable:
    """The table as it was written by the training."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return LemmaTable(words=raw["words"], verbs=frozenset(raw["verbs"]))


def find_lemma(form: str, tag: str, table: LemmaTable) -> str:
    """The lemma of ``form`` read with the Penn tag ``tag``; names keep their form and their capitals."""
    known = table.words.get(tag)
    if known:
        lemma = known.get(form) or known.get(form.lower())
        if lemma is not None:
            return lemma
    return spell_base(form, tag, table.verbs)


def spell_base(form: str, tag: str, verbs: frozenset[str]) -> str:
    """The base form by spelling alone: what is left where the table has no entry."""
    if tag in NAMES:
        return form
    word = form.lower()
    if tag == "CD":
        return word.replace(",", "")
    if tag in PLURALS:
        return _singular(word)
    if tag == "VBZ":
        return _third_person(word, verbs)
    if tag in ("VBD", "VBN"):
        return _strip_ending(word, "ed", verbs)
    if tag == "VBG":
        return _strip_ending(word, "ing", verbs)
    return word


def _singular(word: str) -> str:
    for ending, base in _PLURAL_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + base
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word


def _third_person(word: str, verbs: frozenset[str]) -> str:
    if word.endswith("es") and word[:-2] in verbs and word[:-1] not in verbs:
        return word[:-2]
    return _singular(word)


def _strip_ending(word: str, ending: str, verbs: frozenset[str]) -> str:
    if ending == "ed" and word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if not word.endswith(ending) or len(word) < len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    if not any(letter in _VOWELS + "y" for letter in stem):
        return word
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    candidates = [stem[:-1], stem, stem + "e"] if doubled and stem[-2:] not in _KEEPS_DOUBLE else [stem, stem + "e"]
    if doubled and stem[-2:] in _KEEPS_DOUBLE:
        candidates.append(stem[:-1])
    for candidate in candidates:
        if candidate in verbs:
            return candidate
    if doubled:
        return candidates[0]
    return stem + "e" if _SILENT_E.search(stem) else stem


def add_lemmas(nlp: Language, path: Path) -> None:
    """Puts the lemmas of the table at ``path`` behind the tagger of ``nlp``."""
    from spacy.language import Language

    table = read_table(path)

    def set_lemmas(doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = find_lemma(token.text, token.tag_, table)
        return doc

    Language.component(COMPONENT, func=set_lemmas)
    nlp.add_pipe(COMPONENT)
