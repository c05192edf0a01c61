"""Lists of words of one language by name, read from one file; a list of verbs holds them in all their forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from tidewaiter.datafile import read
from tidewaiter.reports.grammar import verbs as verbs_of
from tidewaiter.reports.grammar.verbs import Verbs
from tidewaiter.reports.text.lexicons import folder

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class WordLists:
    """``among`` asks a list for a word in lower case, ``lemma`` takes a form of a listed verb to its base form."""

    __slots__ = ("_lemma", "lists")

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        known: Verbs | None = None,
        *,
        verbs: Collection[str] = (),
        irregular: object = None,
    ) -> None:
        """``verbs`` names the lists that hold verbs in their base form, ``known`` knows the forms of verbs."""
        known = known or verbs_of.load()
        self._lemma = known.bases([*known.irregular, *(verb for name in verbs for verb in lists[name])])
        self.lists = {name: frozenset(known.bases(words) if name in verbs else words) for name, words in lists.items()}

    def lemma(self, form: str) -> str:
        """The base of a verb's form; the form itself where no list has it."""
        return self._lemma.get(form, form)

    def among(self, name: str, word: str) -> bool:
        """Whether the word stands in the list of that name; of a list of verbs, whether it is a form of one."""
        return word in self.lists[name]


def load(name: str, language: str, shape: type[DataclassInstance], *, verbs: Collection[str] = ()) -> WordLists:
    """The lists of the file ``lexicon/<name>.<language>.yaml``, whose keys are the fields of ``shape``.

    Raises DataError, with file and line, where the file is wrong: a key that is misspelt or missing, no list.
    """
    raw = read(folder() / f"{name}.{language}.yaml", shape)
    lists = {field.name: getattr(raw, field.name) for field in fields(shape)}
    return WordLists(lists, verbs_of.load(language), verbs=verbs)
