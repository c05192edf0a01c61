"""The words by which reports of one language tell what a rule says: ``lexicon/rules.*.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tidewaiter.datafile import read
from tidewaiter.reports.grammar.words import inflect


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``lexicon/rules.*.yaml`` as it stands."""

    forbids: list[str]
    forbids_in_deed: list[str]
    allows: list[str]
    demands: list[str]
    bound_by: list[str]
    nouns: list[str]
    sanctions: list[str]
    sources: list[str]
    bodies: list[str]
    lawgivers: list[str]
    imposes: list[str]
    holds: list[str]
    under: list[str]
    illegal: list[str]
    breaches: list[str]
    breach_idioms: list[str]
    evading_words: list[str]
    things: list[str]
    acts: list[str]
    anybody: list[str]
    sectors: list[str]
    dealings: list[str]
    setting: list[str]
    ending: list[str]
    calling: list[str]
    copulas: list[str]
    making: list[str]
    bounding: list[str]
    irregular: dict[str, list[str]]


class Lexicon:
    """The words of rules of one language: ``lemma`` takes a form of a verb to its base, ``has`` asks a list."""

    __slots__ = ("_lemma", "_lists")

    def __init__(self, raw: Raw) -> None:
        names = [name for name in Raw.__slots__ if name != "irregular"]
        self._lists: dict[str, frozenset[str]] = {name: frozenset(getattr(raw, name)) for name in names}
        self._lemma: dict[str, str] = {}
        for name in ("forbids", "allows", "demands", "imposes", "holds", "under", "breaches", "acts"):
            for verb in getattr(raw, name):
                for form in raw.irregular.get(verb) or inflect(verb):
                    self._lemma.setdefault(form, verb)
                self._lemma[verb] = verb
        for verb, forms in raw.irregular.items():
            self._lemma.update(dict.fromkeys(forms, verb))

    def lemma(self, form: str) -> str:
        """The base of a verb's form; the form itself where no list has it."""
        return self._lemma.get(form, form)

    def has(self, name: str, word: str) -> bool:
        """Whether the word stands in the list of that name."""
        return word in self._lists[name]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of rules. Raises DataError, with file and line, where the file is wrong."""
    return Lexicon(read(Path(__file__).parents[1] / "lexicon" / f"rules.{language}.yaml", Raw))
