"""What the words of a text give to the headings of the Harmonized System, and the headings ranked by it.

Two readings are joined. The grammar of item texts (``drafts.py``) finds the head of each phrase and what narrows it;
single words and hints vote for the headings whose labels and phrases use them (``votes.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
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
# Of so many stretches of words it is quicker to look through all than to make a set of their words.
_FEW = 6
# Headings with a smaller share of the points of the first are not told.
_LEAST_SHARE = 0.12
# So that no rounding leaves out what stands exactly on the border.
_ROUNDED = 1 - 1e-9
# The numbers below were set on tests/goods/strings/worked_on.yaml with benchmarks/text_to_hs.py.
_ROLE_WEIGHT = {
    None: 1.0,
    "thing": 0.9,
    "trait": 0.9,
    "with": 0.4,
    "use": 0.3,
    "place": 0.35,
    "except": 0.1,
    "list": 1.0,
}
_TELLING = (None, "thing", "trait")
_LATER_PHRASE = 0.45
_ORDER = (1.0, 0.72, 0.6, 0.5)
_UNSURE = 0.55
_BESIDE_HEAD = 0.3
_MATERIAL_OF_UNKNOWN = 0.4
_BARE_MAKE = 0.6
# From so many headings on, the order in which a word names them says little: "machine tool".
_MANY = 5
_VOTE = 0.6
_FEWEST_VOTES = 0.7
_CODE = 1.6
# Fitted by logistic regression: constant, points of the first heading, their share of all, share of words behind it.
_CALIBRATION = (-5.55, 1.94, 2.41, 3.18)
_ENOUGH = 1.6
# The first and the last word (not in it), what they give to which headings, and how much that counts.
Evidence = tuple[int, int, Points, float]
# Where words gave points to a heading: the points (negative, so that the most come first), first and last word.
Gift = tuple[float, int, int]


class Candidate(NamedTuple):
    """A heading of HS 2022 (four digits), how likely it is (0 to 1), and the words of the text that led there."""

    heading: str
    score: float
    why: str


# What the class itself does, without the two calls in between.
candidate_of: Callable[[tuple[str, float, str]], Candidate] = partial(tuple.__new__, Candidate)


@dataclass(slots=True, eq=False)
class Reading:
    """A text taken apart, and what it says.

    ``meant`` is what phrases name, ``voted`` what their words vote for, ``content`` the words that should tell what the
    goods are (no units, holders or types, nothing on the use), ``voters`` the weight of all that vote.
    """

    desk: Desk
    codes: tuple[str, ...]
    places: Places
    phrases: list[Phrase]
    drafts: list[list[Draft]]
    meant: list[Evidence]
    voted: list[Evidence]
    content: list[int]
    voters: float = 0.0

    @property
    def stated(self) -> list[str]:
        """The headings of the codes that stand in the text."""
        return list(dict.fromkeys([code[:4] for code in self.codes if len(code) >= 4]))


def read(text: str) -> Reading:
    """Takes a text apart; what stands behind the first goods named counts less."""
    desk, codes, places = lay_out(text, trade())
    phrases = cut_phrases(desk)
    if len(phrases) == 1:
        return _weighed(desk, codes, places, [put_in_order(desk, phrases[0])])
    return _weighed(desk, codes, places, [put_in_order(desk, phrase) for phrase in joined(desk, phrases)])


def read_part(reading: Reading, first: int, last: int) -> Reading:
    """Some of the phrases of a text without codes, as if they were all of it."""
    return _weighed(reading.desk, (), (), reading.phrases[first:last])


def _weighed(desk: Desk, codes: tuple[str, ...], places: Places, phrases: list[Phrase]) -> Reading:
    drafts = read_phrases(desk, phrases)
    reading = Reading(desk, codes, places, phrases, drafts, [], [], [])
    if len(phrases) == 1:
        _hear(reading, phrases[0], drafts[0], 1.0)
        return reading
    main = _main(drafts)
    for i, phrase in enumerate(phrases):
        _hear(reading, phrase, drafts[i], _LATER_PHRASE if i > main else 1.0)
    return reading


def _main(drafts: list[list[Draft]]) -> int:
    """Which phrase is the first to name goods with a code; the first of all if none does."""
    for i, found in enumerate(drafts):
        for draft in found:
            for meaning in draft.meanings:
                if meaning.hs:
                    return i
    return 0


def _named(desk: Desk, phrase: Phrase, draft: Draft, weight: float) -> Evidence:
    first, last = draft.first, draft.last
    longer = 0.9 + 0.12 * (last - first)
    if longer > 1.3:
        longer = 1.3
    if _is_material_of_unknown(phrase.chunks[0].pieces, first):
        longer *= _MATERIAL_OF_UNKNOWN
    if draft.make is not None and _is_bare_make(desk, draft):
        longer *= _BARE_MAKE
    return first, last, _meant(draft.meanings), weight * longer


def _is_bare_make(desk: Desk, draft: Draft) -> bool:
    """Whether goods are told by their maker alone, who makes goods of several headings: "HYUNDAI H100"."""
    if draft.model_at is not None or draft.meanings != (draft.make,):
        return False
    term = desk.book.term(" ".join(desk.words[draft.first : draft.last]))
    return term is not None and len(term.votes) > 1


def _is_material_of_unknown(pieces: list[Piece], first: int) -> bool:
    """Whether only a material is known, behind a word that may name the goods: "stretch wrapper LLDPE"."""
    if len(pieces) < 2 or pieces[-1].first != first or not pieces[-1].term.is_material:
        return False
    return any(len(t.key) > SHORTEST and t.is_word and not t.meanings for _, _, t in pieces[:-1])


def _meant(meanings: Meanings) -> Points:
    if len(meanings) == 1 and len(meanings[0].hs) == 1:
        code = meanings[0].hs[0]
        return {code[:4]: 1.0 if meanings[0].certain else _UNSURE} if len(code) >= 4 else {}
    given: dict[str, float] = {}
    for i, meaning in enumerate(meanings):
        sure = 1.0 if meaning.certain and len(meaning.hs) < _MANY else _UNSURE
        for rank, code in enumerate(meaning.hs[:4]):
            if len(code) >= 4:
                given.setdefault(code[:4], sure * _ORDER[min(rank + i, 3)])
    return given


def _hear(reading: Reading, phrase: Phrase, drafts: list[Draft], weight: float) -> None:
    """Adds what a phrase names, the goods beside its head, and the votes of all pieces.

    ``weight`` is 1 up to the first phrase that names goods.
    """
    meant, voted, content, voters = reading.meant, reading.voted, reading.content, reading.voters
    begin = end = 0
    if drafts:
        begin, end = drafts[0].first, drafts[0].last
        for draft in drafts:
            meant.append(_named(reading.desk, phrase, draft, weight))
    for role, pieces in phrase.chunks:
        factor = weight * _ROLE_WEIGHT[role]
        telling = weight == 1.0 and role in _TELLING
        for first, last, term in pieces:
            if term.votes:
                voted.append((first, last, term.votes, factor))
                voters += term.voted * factor
            if term.meanings and not begin <= first < end:
                meant.append((first, last, term.codes, factor * _BESIDE_HEAD))
            if telling:
                for at in term.tells:
                    content.append(first + at)
    reading.voters = voters


def totals(reading: Reading) -> dict[str, float]:
    """Points of each heading by words alone: what is meant counts as it is, votes by their share of all votes."""
    total, scale = dict(_summed(reading.meant)), _scale(reading)
    for code, vote in _summed(reading.voted).items():
        total[code] = total.get(code, 0.0) + vote * scale
    return total


def _foremost(reading: Reading) -> dict[str, float]:
    """The same with the codes that stand in the text, for those headings alone that come near the first."""
    total, votes = _summed(reading.meant), _summed(reading.voted)
    scale = _scale(reading)
    if votes:
        get = votes.get
        total = {code: points + get(code, 0.0) * scale for code, points in total.items()}
    for code in reading.stated if reading.codes else ():
        if not votes:
            total = dict(total)
        total[code] = total.get(code, votes.get(code, 0.0) * scale) + _CODE
    most = max(total.values()) if total else 0.0
    if votes:
        most = max(most, max(votes.values()) * scale)
        floor = _LEAST_SHARE * most / scale * _ROUNDED
        for code, vote in votes.items():
            if vote > floor and code not in total:
                total[code] = vote * scale
    if len(total) == 1:
        return total if most else {}
    least = _LEAST_SHARE * most
    return {code: points for code, points in total.items() if points > least}


def _scale(reading: Reading) -> float:
    voters = reading.voters
    return _VOTE / (voters if voters > _FEWEST_VOTES else _FEWEST_VOTES)


def _summed(evidence: list[Evidence]) -> Points:
    """The points of all evidence together; not to be changed, since it may be the points of a word itself."""
    if not evidence:
        return {}
    _, _, points, factor = evidence[0]
    if len(evidence) == 1 and factor == 1.0:
        return points
    total = points.copy() if factor == 1.0 else {code: point * factor for code, point in points.items()}
    get = total.get
    for _, _, points, factor in evidence[1:]:
        for code, point in points.items():
            total[code] = get(code, 0.0) + point * factor
    return total


def ranked(reading: Reading) -> tuple[Candidate, ...]:
    """The likeliest headings, with calibrated scores and the words that led there."""
    foremost = _foremost(reading)
    if not foremost:
        return ()
    if len(foremost) == 1:
        [(first, most)] = foremost.items()
        return (_first(reading, first, most, 1.0)[0],)
    near = sorted([(-points, code) for code, points in foremost.items()])
    most, first = -near[0][0], near[0][1]
    best, sure = _first(reading, first, most, most * most / sum([points * points for points, _ in near]))
    others = [((points / most) ** 2, code) for points, code in near[1:_MOST]]
    rest = min(sure, (1 - sure) / max(sum([ratio for ratio, _ in others]), 1e-9))
    return (
        best,
        *[
            Candidate(code, round(rest * ratio, 3), _quoted(reading, code, _gave(reading, code)))
            for ratio, code in others
        ],
    )


def _first(reading: Reading, heading: str, points: float, share: float) -> tuple[Candidate, float]:
    """The likeliest heading, and how likely it is before rounding."""
    gave = _gave(reading, heading)
    covered = 1.0 if reading.codes and heading in reading.stated else _covered(reading.content, gave)
    sure = _sure(points, share, covered)
    return candidate_of((heading, round(sure, 3), _quoted(reading, heading, gave))), sure


def _sure(points: float, share: float, covered: float) -> float:
    """How likely the first heading is right: by its points, their share of all, and the share of words behind it."""
    even, by_points, by_share, by_covered = _CALIBRATION
    return 1 / (1 + exp(-(even + by_points * min(points, _ENOUGH) + by_share * share + by_covered * covered)))


def _covered(content: list[int], gave: list[Gift]) -> float:
    """The share of the words that should tell what the goods are, that do speak for a heading."""
    if not content:
        return 1.0
    if len(gave) > _FEW:
        behind = {at for _, begin, end in gave for at in range(begin, end)}
        return len([at for at in content if at in behind]) / len(content)
    speaking = 0
    for at in content:
        for _, begin, end in gave:
            if begin <= at < end:
                speaking += 1
                break
    return speaking / len(content)


def _gave(reading: Reading, heading: str) -> list[Gift]:
    """The stretches of words that gave a heading points, the strongest first."""
    gave: list[Gift] = []
    for first, last, points, factor in reading.meant:
        if heading in points:
            gave.append((-factor * points[heading], first, last))
    for first, last, points, factor in reading.voted:
        if heading in points:
            gave.append((-factor * _VOTE * points[heading], first, last))
    if len(gave) > 1:
        gave.sort()
    return gave


def _quoted(reading: Reading, heading: str, gave: list[Gift]) -> str:
    """The stretches of text that gave a heading most of its points, none inside another; codes of the text first."""
    desk, shown = reading.desk, gave
    if len(gave) > 1:
        points, begin, end = gave[0]
        least = points / 4
        shown = [gave[0], *[gift for gift in gave if gift[0] <= least and (gift[1] < begin or gift[2] > end)]]
    if len(shown) == 1 and not reading.codes:
        return desk.quote(shown[0][1], shown[0][2])
    words = [desk.quote(first, last) for first, last in _outermost(shown)]
    return "; ".join(dict.fromkeys([*[code for code in reading.codes if code[:4] == heading], *words]))


def _outermost(gifts: list[Gift]) -> list[tuple[int, int]]:
    """The first few of some stretches of words, without those that lie inside an earlier one."""
    out: list[tuple[int, int]] = []
    for _, first, last in gifts:
        if len(out) < _QUOTED and not any(a <= first and last <= b for a, b in out):
            out.append((first, last))
    return out
