"""Headlines that name their source by a mark alone: "Lavrov: ...", "...: Yonhap", "... - KCNA"."""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names, Speaker, Speakers
from tidewaiter.reports.grammar.language import Phrase, Text, Unit
from tidewaiter.reports.saying.said import Said, build

_DASHES = frozenset({"-", "--", "–", "—"})
_LONGEST = 6  # words of a source that stands before or after a mark
_SHORTEST = 3  # words of what it says


class Headlines:
    """Finds who says a headline of one text."""

    __slots__ = ("names", "speakers", "text", "words")

    def __init__(self, text: Text, names: Names, speakers: Speakers) -> None:
        self.text = text
        self.words = text.vocabulary
        self.names = names
        self.speakers = speakers

    def read(self, unit: Unit) -> Said | None:
        """The statement of a unit that begins or ends with its source; None for every other."""
        if unit.last - unit.first <= _SHORTEST + 1:
            return None
        return self._leading(unit) or self._trailing(unit)

    def _leading(self, unit: Unit) -> Said | None:
        text = self.text
        for at in range(unit.first + 1, min(unit.first + _LONGEST + 1, unit.last - _SHORTEST)):
            if text.lower[at] == ":":
                speaker = self._named(unit.first, at)
                if speaker is None or not self._tells(at + 1, unit.last):
                    return None
                return build(
                    text, speaker, unit, "says", "asserts", (at, at + 1), ((at + 1, unit.last),), rule="headline"
                )
            if text.group_at[at] is not None:
                return None
        return None

    def _trailing(self, unit: Unit) -> Said | None:
        text = self.text
        end = unit.last
        for at in range(end - 2, max(end - 2 - _LONGEST, unit.first + _SHORTEST - 1), -1):
            mark = text.lower[at]
            if mark != ":" and mark not in _DASHES:
                continue
            speaker = self._named(at + 1, end, places=mark == ":")
            told = self._tells(unit.first, at) or (speaker is not None and speaker.medium is not None)
            if speaker is None or not told or self._is_hyphen(at):
                return None
            return build(text, speaker, unit, "says", "asserts", (at, at + 1), ((unit.first, at),), rule="headline")
        return None

    def _is_hyphen(self, at: int) -> bool:
        return self.text.lower[at] in _DASHES and self.text.ends[at - 1] == self.text.starts[at]

    def _tells(self, first: int, last: int) -> bool:
        return last - first >= _SHORTEST and any(group is not None for group in self.text.group_at[first:last])

    def _named(self, first: int, last: int, *, places: bool = False) -> Speaker | None:
        """The person, office, body or medium that all these words name; a State only where ``places`` allows it."""
        text = self.text
        if not text.words[first][0].isupper() or not all(self._is_name_word(at) for at in range(first, last)):
            return None
        phrase = text.phrase_at[last - 1]
        if phrase is None or phrase.first > first + 1:
            phrase = Phrase(first, last, last - 1)
        if not places and self.names.is_place(phrase):
            return None
        speaker = self.speakers.resolve(phrase) or self._surname(first, last)
        return None if speaker is None or speaker.kind == "document" else speaker

    def _is_name_word(self, at: int) -> bool:
        """Whether a word may stand in the name of a source: a capital, an office or a body, a word between them."""
        text, word = self.text, self.text.lower[at]
        if text.words[at][0].isupper() or word in ("of", "the", "'s", "’s", "for", "and", "-", "."):
            return True
        return any(self.words.among(name, word) for name in ("roles", "organisations", "generic_modifiers"))

    def _surname(self, first: int, last: int) -> Speaker | None:
        """A lone name that the lexicon or the text knows as a person's."""
        name = self.text.quote(first, last)
        full = self.names.full(name)
        country = self.words.countries.get(name) or self.words.countries.get(full)
        if full == name and country is None:
            return None
        return Speaker(full, first, last, country=country, person=True)
