"""Lists of words of one language by name, and the forms of the verbs among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tidewaiter.reports.grammar.words import inflect


class WordLists:
    """``lemma`` takes a form of a verb to its base, ``has`` asks a list, ``verb`` a list of verbs."""

    __slots__ = ("_lemma", "_lists")

    def __init__(
        self, lists: Mapping[str, Sequence[str]], *, verbs: Iterable[str], irregular: Mapping[str, Sequence[str]]
    ) -> None:
        """``verbs`` names the lists that hold verbs; ``irregular`` has the forms that no rule makes."""
        self._lists = {name: frozenset(words) for name, words in lists.items()}
        self._lemma: dict[str, str] = {}
        for name in verbs:
            for verb in lists[name]:
                for form in irregular.get(verb) or inflect(verb):
                    self._lemma.setdefault(form, verb)
                self._lemma[verb] = verb
        for verb, forms in irregular.items():
            self._lemma.update(dict.fromkeys(forms, verb))

    def lemma(self, form: str) -> str:
        """The base of a verb's form; the form itself where no list has it."""
        return self._lemma.get(form, form)

    def verb(self, name: str, form: str) -> bool:
        """Whether the form is of a verb that stands in the list of that name."""
        return self.lemma(form) in self._lists[name]

    def has(self, name: str, word: str) -> bool:
        """Whether the word stands in the list of that name."""
        return word in self._lists[name]

    def forms(self, name: str) -> frozenset[str]:
        """Every form of the words of a list: the words themselves, and what is inflected of its verbs."""
        words = self._lists[name]
        return words | {form for form, verb in self._lemma.items() if verb in words}
