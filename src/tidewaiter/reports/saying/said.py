"""One statement in the making, by word numbers, so that events inside it can be found."""

from __future__ import annotations

from dataclasses import dataclass, field

from tidewaiter.model import Form, Stance
from tidewaiter.reports.grammar.coreference import Speaker
from tidewaiter.reports.grammar.language import Text, Unit

Ranges = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Said:
    """Who says what, through which media.

    ``content`` are ranges of words; ``evidence`` ranges of characters; ``via`` is the medium
    nearest to the speaker's words, ``chain`` all of them, the outermost first.
    """

    speaker: Speaker
    unit: Unit
    stance: Stance
    act: str
    cue: tuple[int, int]
    content: Ranges
    evidence: Ranges
    form: Form = "indirect"
    via: str | None = None
    chain: tuple[str, ...] = ()
    rule: str = ""
    guess: bool = False
    marks: dict[str, bool] = field(default_factory=dict)

    def is_filled(self) -> bool:
        """Whether anything is said; an empty content makes no statement."""
        return any(last > first for first, last in self.content)

    def contains(self, word: int) -> bool:
        """Whether the word belongs to what is said."""
        return any(first <= word < last for first, last in self.content)


def build(
    text: Text, speaker: Speaker, unit: Unit, act: str, stance: Stance, cue: tuple[int, int], content: Ranges, *,
    via: str | None = None, rule: str = "", form: Form = "indirect",
) -> Said:  # fmt: skip
    """A statement with the sentence that holds it as its evidence, back to where its content begins."""
    via = None if via == speaker.name else via
    content = tuple((a + 1, b) if text.lower[a] == ":" and b > a + 1 else (a, b) for a, b in content if b > a)
    sentence = text.sentences[unit.sentence]
    start = min(sentence.start, *(text.starts[a] for a, _ in content)) if content else sentence.start
    start = text.sentence(content[0][0]).start if content and start < sentence.start else sentence.start
    return Said(
        speaker=speaker, unit=unit, stance=stance, act=act, cue=cue, content=content,
        evidence=((start, sentence.end),), form=form, via=via,
        chain=(via,) if via else (), rule=rule, guess=speaker.guess,
    )  # fmt: skip
