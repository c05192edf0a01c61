"""Somebody says something.

Attribution after PolNeAR (source, cue, content), stance after FactBank.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.span import Span

Stance = Literal["asserts", "alleges", "believes", "denies", "neither"]
Form = Literal["direct", "indirect", "mixed", "narrative"]
SpeakerKind = Literal["named", "role", "outlet", "anonymous", "document"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one speaker says: who, through which medium, in which words, with what stance.

    ``speaker`` is the name as resolved in the text ("Peskov" -> "Dmitry Peskov");
    ``via`` the medium the report names as nearest to the speaker's words; ``chain`` the
    whole way from the printing outlet to the speaker; ``cue`` the word that reports the
    speech; ``content`` the span of what is said. ``rule`` names the rule that found it.
    """

    id: str
    speaker: str
    stance: Stance
    content: Span
    evidence: tuple[Span, ...]
    affiliation: str | None = None
    via: str | None = None
    cue: Span | None = None
    source: Span | None = None
    speaker_kind: SpeakerKind = "named"
    form: Form = "indirect"
    act: str = "says"
    chain: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    rule: str = ""
    guess: bool = False
