"""Which medium carried a person's words, told by the sentence before; and one statement a speaker and sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.reports.patterned.telling import Line, Speech


def carry(lines: Sequence[Line], speech: Speech, before: Sequence[Speech]) -> None:
    """After a State's medium has told of its own people, what one of them says came through it."""
    if speech.via is not None or not speech.country or not before or speech.kind in ("outlet", "anonymous", "document"):
        return
    last = before[-1]
    carrier = last.speaker if last.kind == "outlet" else last.via if last.country == speech.country else None
    near = speech.line - last.line <= 1 and lines[speech.line].paragraph == lines[last.line].paragraph
    if near and carrier and last.country == speech.country:
        speech.via, speech.guess = carrier, True


def together(found: Sequence[Speech]) -> list[Speech]:
    """The statements of one sentence, those of one speaker and stance as one."""
    out: list[Speech] = []
    for speech in found:
        twin = next((o for o in out if o.speaker == speech.speaker and o.stance == speech.stance), None)
        if twin is None:
            out.append(speech)
            continue
        twin.content = min(twin.content[0], speech.content[0]), max(twin.content[1], speech.content[1])
        twin.evidence = list(dict.fromkeys([*twin.evidence, *speech.evidence]))
        twin.via = twin.via or speech.via
    return out
