"""What words tell to have stayed undone, or to be shown by nothing: "is eager to buy", "no evidence that it sold"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tidewaiter.reports.grammar import wordlists
from tidewaiter.reports.grammar.language import Group, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists

_NONE = frozenset({"no", "little", "without", "any", "n't", "not"})


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``lexicon/doubts.*.yaml`` as it stands."""

    wishing: list[str]
    undone: list[str]
    ruled: list[str]
    plans: list[str]
    showing: list[str]
    acquits: list[str]


@cache
def lexicon(language: str) -> WordLists:
    """The words of doubt. Raises DataError, with file and line, where the file is wrong."""
    return wordlists.load("doubts", language, Raw)


class Doubts:
    """Judges the verbs of one text."""

    __slots__ = ("known", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self.known = lexicon(text.vocabulary.language)

    def is_undone(self, group: Group, unit: Unit) -> bool:
        """Whether an infinitive or a gerund stands behind a word by which it was only wished, refused or not done."""
        text, known = self.text, self.known
        if not (group.infinitive or (group.bare and not group.passive)):
            return False
        at = group.first - 1
        if at <= unit.first:
            return False
        if group.bare and text.is_preposition(at):
            at -= 1
        above = text.group_at[at]
        if above is not None and text.lower[above.main] in known.lists["undone"] and not above.negated:
            return True
        if text.lower[at] == "out" and text.lower[at - 1] in known.lists["ruled"]:
            return True
        if text.lower[at] in known.lists["wishing"] and text.tags[at] not in ("NN", "NNS"):
            return not (text.lower[at] == "able" and text.lower[at - 1] in ("was", "were"))  # who was able did it
        phrase = text.phrase_at[at]
        if phrase is None or text.lower[phrase.head] not in known.lists["plans"]:
            return False
        return text.lower[phrase.first] == "no" or text.before(phrase.first) == "without"

    def is_unshown(self, group: Group, unit: Unit) -> bool:
        """Of "there is no evidence that it sold": whether nothing shows what the clause tells."""
        text = self.text
        for at in range(group.first - 1, unit.first + 1, -1):
            if text.lower[at] in (";", ","):
                return False
            if text.lower[at] not in ("that", "of"):
                continue
            phrase = text.phrase_at[at - 1]
            if phrase is None or text.lower[phrase.head] not in self.known.lists["showing"]:
                continue
            return any(text.lower[word] in _NONE for word in range(max(phrase.first - 2, unit.first), phrase.head))
        return False

    def is_acquittal(self, verb: Group) -> bool:
        """Of "acquitted of selling": that the act was charged."""
        return self.text.lower[verb.main] in self.known.lists["acquits"]
