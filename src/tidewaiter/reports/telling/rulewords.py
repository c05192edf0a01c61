"""The words by which reports of one language tell what a rule says: ``lexicon/rules.*.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tidewaiter.reports.grammar import wordlists
from tidewaiter.reports.grammar.wordlists import WordLists

_VERBS = ("forbids", "allows", "demands", "imposes", "holds", "under", "breaches", "acts", "deciding")


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
    of_sanctions: list[str]
    resolutions: list[str]
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
    deciding: list[str]
    bounding: list[str]


@cache
def lexicon(language: str) -> WordLists:
    """The words of rules. Raises DataError, with file and line, where the file is wrong."""
    return wordlists.load("rules", language, Raw, verbs=_VERBS)


@cache
def turning(language: str) -> frozenset[str]:
    """The words one of which a rule turns on where the parser sees no verb: "off - limits", "unlawful", "bans"."""
    known = lexicon(language)
    return known.lists["forbids"] | known.lists["illegal"] | {"off"}
