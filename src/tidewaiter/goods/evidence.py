"""What the words of a text give to the headings of the Harmonized System, and the headings ranked by it.

Two readings are joined. The grammar of item texts (``drafts.py``) finds the head of each phrase and what narrows it;
single words and hints vote for the headings whose labels and phrases use them (``votes.py``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from tidewaiter.goods.desk import Desk, Places, lay_out
from tidewaiter.goods.drafts import Draft, read_phrases
from tidewaiter.goods.lexicon import Meanings
from tidewaiter.goods.order import joined, put_in_order
from tidewaiter.goods.phrases import Phrase, Piece, cut_phrases
from tidewaiter.goods.terms import SHORTEST, Points
from tidewaiter.goods.votes import trade

_MOST = 5
_QUOTED = 3
# Headings with a smaller share of the points of the first are not told.
_LEAST_SHARE = 0.12
# The numbers below were set on tests/goods/strings/worked_on.yaml with benchmarks/text_to_hs.py.
_ROLE_WEIGHT = {None: 1.0, "thing": 0.9, "with": 0.4, "use": 0.3, "place": 0.35, "list": 1.0}
_LATER_PHRASE = 0.45
_ORDER = (1.0, 0.72, 0.6, 0.5)
_UNSURE = 0.55
_BESIDE_HEAD = 0.3
_MATERIAL_OF_UNKNOWN = 0.4
_VOTE = 0.6
_FEWEST_VOTES = 0.7
_CODE = 1.6
# Fitted by logistic regression: constant, points of the first heading, their share of all, share of words behind it.
_CALIBRATION = (-5.55, 1.94, 2.41, 3.18)
_ENOUGH = 1.6
_KEPT = 4096
# The first and the last word (not in it), what they give to which headings, and how much that counts.
Evidence = tuple[int, int, Points, float]
# Where words gave points to a heading: the points (negative, so that the most come first), first and last word.
Gift = tuple[float, int, int]


class Candidate(NamedTuple):
    """A heading of HS 2022 (four digits), how likely it is (0 to 1), and the words of the text that led there."""

    heading: str
    score: float
    why: str


class Reading(NamedTuple):
    """A text taken apart: ``meant`` is what its phrases name, ``voted`` what its words vote for, the weight of all
    voters ``voters``; ``content`` are the words that should tell what the goods are."""

    desk: Desk
    codes: tuple[str, ...]
    places: Places
    phrases: list[Phrase]
    drafts: list[list[Draft]]
    meant: list[Evidence]
    voted: list[Evidence]
    voters: float
    content: list[int]

    @property
    def stated(self) -> list[str]:
        """The headings of the codes that stand in the text."""
        return list(dict.fromkeys([code[:4] for code in self.codes if len(code) >= 4]))


def read(text: str) -> Reading:
    """Takes a text apart; what stands behind the first goods named counts less."""
    desk, codes, places = lay_out(text, trade())
    phrases = [put_in_order(desk, phrase) for phrase in joined(cut_phrases(desk))]
    drafts = read_phrases(desk, phrases)
    main = next((i for i, found in enumerate(drafts) if any(m.hs for d in found for m in d.meanings)), 0)
    meant: list[Evidence] = []
    voted: list[Evidence] = []
    content: list[int] = []
    voters = 0.0
    for i, phrase in enumerate(phrases):
        weight = 1.0 if i <= main else _LATER_PHRASE
        for draft in drafts[i]:
            meant.append(_named(phrase, draft, weight))
        voters = _heard(phrase, drafts[i], weight, meant, voted, voters)
        if i <= main:
            content += _content(desk, phrase)
    return Reading(desk, codes, places, phrases, drafts, meant, voted, voters, content)


def _content(desk: Desk, phrase: Phrase) -> Iterator[int]:
    """The words of a phrase that should tell what the goods are: no units, holders or types, nothing on the use."""
    known = desk.known
    for role, pieces in phrase.chunks:
        if role is None or role == "thing":
            for first, last, term in pieces:
                if not (term.is_measure or term.is_tail):
                    for at in range(first, last):
                        if known[at].tells:
                            yield at


def _named(phrase: Phrase, draft: Draft, weight: float) -> Evidence:
    first, last = draft.first, draft.last
    longer = min(1.3, 0.9 + 0.12 * (last - first))
    if _is_material_of_unknown(phrase.chunks[0].pieces, first):
        longer *= _MATERIAL_OF_UNKNOWN
    return first, last, _meant(draft.meanings), weight * longer


def _is_material_of_unknown(pieces: list[Piece], first: int) -> bool:
    """Whether only a material is known, behind a word that may name the goods: "stretch wrapper LLDPE"."""
    if len(pieces) < 2 or pieces[-1].first != first or not pieces[-1].term.is_material:
        return False
    return any(len(t.key) > SHORTEST and t.is_word and not t.meanings for _, _, t in pieces[:-1])


@lru_cache(maxsize=_KEPT)
def _meant(meanings: Meanings) -> Points:
    given: dict[str, float] = {}
    for i, meaning in enumerate(meanings):
        sure = 1.0 if meaning.certain else _UNSURE
        for rank, code in enumerate(meaning.hs[:4]):
            if len(code) >= 4:
                given.setdefault(code[:4], sure * _ORDER[min(rank + i, 3)])
    return tuple(given.items())


def _heard(
    phrase: Phrase, drafts: list[Draft], weight: float, meant: list[Evidence], voted: list[Evidence], voters: float
) -> float:
    """Adds what the pieces of a phrase give: the goods beside the head, and their votes. The weight of all voters."""
    begin, end = (drafts[0].first, drafts[0].last) if drafts else (0, 0)
    for role, pieces in phrase.chunks:
        factor = weight * _ROLE_WEIGHT[role]
        for first, last, term in pieces:
            if term.meanings and not begin <= first < end:
                meant.append((first, last, _beside(term.meanings), factor))
            if term.votes:
                voted.append((first, last, term.votes, factor))
                voters += term.voted * factor
    return voters


@lru_cache(maxsize=_KEPT)
def _beside(meanings: Meanings) -> Points:
    codes = dict.fromkeys([code[:4] for code in meanings[0].hs[:3] if len(code) >= 4])
    return tuple([(code, _BESIDE_HEAD) for code in codes])


def totals(reading: Reading, *, with_codes: bool) -> dict[str, float]:
    """Points of each heading: what is meant counts as it is, votes by their share of all votes."""
    total: dict[str, float] = {}
    for _, _, points, factor in reading.meant:
        for code, point in points:
            total[code] = total.get(code, 0.0) + point * factor
    votes: dict[str, float] = {}
    for _, _, points, factor in reading.voted:
        for code, point in points:
            votes[code] = votes.get(code, 0.0) + point * factor
    scale = _VOTE / max(reading.voters, _FEWEST_VOTES)
    for code, vote in votes.items():
        total[code] = total.get(code, 0.0) + vote * scale
    if with_codes and reading.codes:
        for code in reading.stated:
            total[code] = total.get(code, 0.0) + _CODE
    return total


def ranked(reading: Reading) -> tuple[Candidate, ...]:
    """The likeliest headings, with calibrated scores and the words that led there."""
    total = totals(reading, with_codes=True)
    if not total:
        return ()
    most = max(total.values())
    least = _LEAST_SHARE * most
    near = sorted([(-points, code) for code, points in total.items() if points > least])
    told = near[:_MOST]
    first = told[0][1]
    gave = _gave(reading, told)
    share = most * most / sum([points * points for points, _ in near])
    sure = _sure(most, share, 1.0 if reading.codes and first in reading.stated else _covered(reading, gave[first]))
    ratios = [(points / most) ** 2 for points, _ in told]
    rest = min(sure, (1 - sure) / max(sum(ratios[1:]), 1e-9))
    return tuple(
        [
            Candidate(code, round(rest * ratio if i else sure, 3), _quoted(reading, code, gave[code]))
            for i, ((_, code), ratio) in enumerate(zip(told, ratios, strict=True))
        ]
    )


def _sure(points: float, share: float, covered: float) -> float:
    """How likely the first heading is right: by its points, their share of all, and the share of words behind it."""
    even, by_points, by_share, by_covered = _CALIBRATION
    return 1 / (1 + exp(-(even + by_points * min(points, _ENOUGH) + by_share * share + by_covered * covered)))


def _covered(reading: Reading, gave: list[Gift]) -> float:
    """The share of the words that should tell what the goods are, that do speak for a heading."""
    content = reading.content
    if not content:
        return 1.0
    behind = {at for _, first, last in gave for at in range(first, last)}
    return sum([at in behind for at in content]) / len(content)


def _gave(reading: Reading, told: Sequence[tuple[float, str]]) -> dict[str, list[Gift]]:
    """For each heading the stretches of words that gave it points, the strongest first."""
    gave: dict[str, list[Gift]] = {code: [] for _, code in told}
    for first, last, points, factor in reading.meant:
        for code, point in points:
            if code in gave:
                gave[code].append((-factor * point, first, last))
    for first, last, points, factor in reading.voted:
        weight = -factor * _VOTE
        for code, point in points:
            if code in gave:
                gave[code].append((weight * point, first, last))
    for found in gave.values():
        found.sort()
    return gave


def _quoted(reading: Reading, heading: str, gave: list[Gift]) -> str:
    """The stretches of text that gave a heading most of its points, none inside another; codes of the text first."""
    desk = reading.desk
    if len(gave) == 1 and not reading.codes:
        _, first, last = gave[0]
        return desk.text[desk.starts[first] : desk.end(last - 1)]
    least = gave[0][0] / 4 if gave else 0.0
    shown = [(first, last) for _, first, last in gave[:1]]
    for points, first, last in gave:
        if points > least or len(shown) == _QUOTED:
            break
        if not any(a <= first and last <= b for a, b in shown):
            shown.append((first, last))
    words = [desk.text[desk.starts[first] : desk.end(last - 1)] for first, last in shown]
    if not reading.codes:
        return words[0] if len(words) == 1 else "; ".join(dict.fromkeys(words))
    return "; ".join(dict.fromkeys([*[code for code in reading.codes if code[:4] == heading], *words]))
