"""How the statements of one sentence share it: one inside another, one after the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from tidewaiter.reports.grammar.language import Group, Text, Unit
from tidewaiter.reports.saying.contents import Contents
from tidewaiter.reports.saying.said import Said


class Turns:
    """Gives each speaker of a sentence his own clause."""

    __slots__ = ("anyone", "contents", "text")

    def __init__(self, text: Text, contents: Contents, *, anyone: bool) -> None:
        self.text = text
        self.contents = contents
        self.anyone = anyone

    def place(self, said: Said, found: list[Said]) -> list[Said]:
        """Adds a statement; where it stands inside another one's content, one of the two gives way.

        "X said Y, KCNA reported": Y comes from X by way of KCNA. Otherwise the outer one stays.
        """
        for i, other in enumerate(found):
            outer, inner = (other, said) if other.contains(said.cue[0]) else (said, other)
            if other.contains(said.cue[0]) and said.contains(other.cue[0]):
                outer, inner = (said, other) if said.content[0][0] < said.cue[0] else (other, said)
            if not outer.contains(inner.cue[0]):
                continue
            own = outer.speaker.name == inner.speaker.name and inner.act != "asks"
            if own and outer.stance == "asserts" != inner.stance:
                inner_says = replace(outer, stance=inner.stance, act=inner.act, rule=inner.rule)
                return [*found[:i], inner_says, *found[i + 1 :]]
            if inner.rule == "silence" and outer.stance == "asserts" and inner.speaker.kind != "document":
                return [*found[:i], replace(inner, via=outer.speaker.medium or inner.via), *found[i + 1 :]]
            if inner.rule == "according-to" and self._is_cited(inner):
                chain = (outer.speaker.medium or outer.speaker.name, *inner.chain)
                cited = replace(inner, via=inner.via or outer.speaker.medium, chain=tuple(dict.fromkeys(chain)))
                return [*found[:i], cited, *found[i + 1 :]]
            if outer.speaker.kind == "document" and outer.rule == "according-to" and self._is_whole(inner):
                return [*found[:i], inner, *found[i + 1 :]]
            if outer.speaker.medium not in (None, inner.speaker.medium) and not inner.speaker.guess:
                chain = (outer.speaker.name, *outer.chain, *inner.chain)
                merged = replace(inner, via=chain[-1], chain=tuple(dict.fromkeys(chain)))
                return [*found[:i], merged, *found[i + 1 :]]
            if self._hands_on(outer, inner):
                chain = (outer.speaker.name, *outer.chain, *inner.chain)
                end = outer.content[0][1]
                content = tuple((a, min(b, end)) for a, b in inner.content if a < end)
                via = inner.via or outer.via or outer.speaker.name
                merged = replace(inner, via=via, chain=tuple(dict.fromkeys(chain)), content=content or inner.content)
                return [*found[:i], merged, *found[i + 1 :]]
            return [*found[:i], outer, *found[i + 1 :]]
        return [*found, said]

    def _hands_on(self, outer: Said, inner: Said) -> bool:
        """Of "An official said that ..., the embassy pointed out": the embassy only passes the words on."""
        if self.anyone or inner.speaker.guess or not inner.rule.startswith("verb:") or inner.stance == "neither":
            return False
        behind = outer.cue[0] >= outer.content[0][1] and outer.content[0][0] <= inner.speaker.first
        verbs = (self.text.group_at[at] for at in range(*outer.content[0]))
        finite = (verb for verb in verbs if verb is not None and verb.finite and not self._is_relative(verb))
        first = next((verb.main for verb in finite), -1)
        starts = inner.cue[0] <= first < inner.cue[1]
        word = self.text.lower[inner.cue[1] - 1]
        spoken = self.text.vocabulary.among("core_speech", self.text.vocabulary.lemma.get(word, word))
        return behind and starts and spoken and inner.speaker.kind in ("named", "role") and outer.act == "says"

    def _is_relative(self, verb: Group) -> bool:
        return self.text.tags[verb.first - 1] in ("WP", "WDT")

    def ended(self, found: list[Said], last: int) -> list[Said]:
        """The statements with what they say cut off where another speaker's words begin."""
        out = []
        for said in found:
            kept = tuple((a, min(b, last)) for a, b in said.content if a < last)
            out.append(replace(said, content=kept or said.content))
        return out

    def _is_whole(self, said: Said) -> bool:
        """Whether a person or body says the whole of it: ", said Lim, according to a press release"."""
        behind = said.cue[1] <= said.content[0][0] < said.unit.last
        return not said.speaker.guess and said.speaker.kind in ("named", "role") and not behind

    def _is_cited(self, said: Said) -> bool:
        """Of "the panel said, citing Japan": whether the words are those of who is cited."""
        return self.text.vocabulary.among("citing_words", self.text.lower[said.cue[0]])

    def share_out(self, found: list[Said], unit: Unit) -> list[Said]:
        """Where two speakers share a sentence, each keeps his own clause as evidence."""
        if len(found) < 2 or self.anyone:
            return found
        if len({said.speaker.name for said in found}) == 1:
            return [self._one_speaker(found)]
        text = self.text
        ordered = sorted(found, key=lambda said: said.cue[0])
        cuts = [unit.first]
        for left, right in pairwise(ordered):
            cut = self._cut_between(
                left.cue[1],
                min(right.speaker.first, right.cue[0]) if right.speaker.first > left.cue[1] else right.cue[0],
            )
            cuts.append(cut)
        cuts.append(unit.last)
        for said, first, last in zip(ordered, cuts, cuts[1:], strict=False):
            if last > first:
                said.evidence = ((text.starts[first], text.ends[last - 1]),)
                said.content = (
                    tuple((max(a, first), min(b, last)) for a, b in said.content if min(b, last) > max(a, first))
                    or said.content
                )
        return ordered

    def _one_speaker(self, found: list[Said]) -> Said:
        """What one speaker says with several verbs of a sentence is one statement, with its least plain stance."""
        first = [said for said in found if not self.contents.goes_on_saying(said.cue[0])] or found
        chief = next((said for said in first if said.stance != "asserts"), first[0])
        ranges = sorted({span for said in found for span in said.content})
        apart = [b for a, b in pairwise(ranges) if b[0] >= a[1]]
        return replace(chief, content=(*ranges[:1], *apart)) if len(apart) == len(ranges) - 1 else chief

    def _cut_between(self, left: int, right: int) -> int:
        """Where the clause of the second speaker begins: after the last comma, semicolon or "but"."""
        lower = self.text.lower
        for at in range(right - 1, left - 1, -1):
            if lower[at] in (";", "but", "while", "although", "whereas"):
                return at + 1 if lower[at] == ";" else at
        for at in range(right - 1, left - 1, -1):
            if lower[at] in (",", "and"):
                return at + 1
        return right
