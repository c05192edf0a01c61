"""The ranking is quick; here it is written out plainly, and both must answer alike for thousands of composed texts."""

from __future__ import annotations

from functools import cache
from math import exp
from random import Random

from tidewaiter.goods.evidence import Candidate, Evidence, Reading, ranked, read
from tidewaiter.goods.lexicon import grammar
from tidewaiter.goods.phrases import cut_phrases
from tidewaiter.goods.terms import Book
from tidewaiter.goods.votes import trade

TEXTS = 3000
BETWEEN = (" ",) * 8 + (", ", "; ", " of ", " for ", " with ", " and ", " / ", " (", "\n", " in ", ": ", "'s ", " by ")
OTHERS = ("20", "5 kg", "65 W", "1X40HC", "72%", "LOT 17", "zzyx", "HS 8703.23", "HTS CODE : 6109901065", "8471.30.00")


@cache
def texts() -> list[str]:
    """Words of the lexicon and of the grammar put together by lot, always in the same way."""
    rules, lot = grammar(), Random(7)
    phrases = [phrase.replace("%", "12") for phrase in trade().lexicon.phrases]
    latin = [phrase for phrase in phrases if phrase.isascii()]
    foreign = [phrase for phrase in phrases if not phrase.isascii()]
    groups = (rules.materials, rules.measures, rules.tails, rules.refine, rules.parts, rules.vague, rules.people)
    pools = [latin] * 9 + [sorted(group) for group in groups] + [list(OTHERS)]
    return [_composed(lot, [foreign] if lot.random() < 0.15 else pools) for _ in range(TEXTS)]


def _composed(lot: Random, pools: list[list[str]]) -> str:
    text = lot.choice(lot.choice(pools))
    for _ in range(lot.choice((0, 1, 1, 2, 2, 3, 5))):
        text += lot.choice(BETWEEN) + lot.choice(lot.choice(pools))
    return lot.choice((text, text, text.upper(), text.title(), text + "s"))


def test_the_quick_ranking_answers_as_the_plain_one() -> None:
    different = [text for text in texts() if ranked(read(text)) != plain(read(text))]
    assert different == []


def test_a_text_is_read_alike_whatever_was_read_before_it() -> None:
    one, some = trade(), texts()[:600]
    fresh = Book(one.lexicon, one.grammar, one.voices, one.meant)
    again = [_pieces(text, fresh) for text in reversed(some)]
    assert [_pieces(text, one) for text in some] == again[::-1]


def _pieces(text: str, book: Book) -> list[tuple[int, int, str]]:
    from tidewaiter.goods.desk import lay_out

    desk, _, _ = lay_out(text, book)
    chunks = [chunk for phrase in cut_phrases(desk) for chunk in phrase.chunks]
    return [(first, last, term.key) for chunk in chunks for first, last, term in chunk.pieces]


# ---- the ranking as concepts/goods.md describes it, without any care for time


def plain(reading: Reading) -> tuple[Candidate, ...]:
    points = _points(reading)
    near = sorted((-given, code) for code, given in points.items())
    if not near:
        return ()
    most, first = -near[0][0], near[0][1]
    share = most * most / sum([given * given for given, _ in near])
    sure = 1 / (1 + exp(-(-5.55 + 1.94 * min(most, 1.6) + 2.41 * share + 3.18 * _covered(reading, first))))
    others = [((given / most) ** 2, code) for given, code in near[1:5]]
    rest = min(sure, (1 - sure) / max(sum([ratio for ratio, _ in others]), 1e-9))
    told = [(first, sure), *[(code, rest * ratio) for ratio, code in others]]
    return tuple(Candidate(code, round(score, 3), _why(reading, code)) for code, score in told)


def _points(reading: Reading) -> dict[str, float]:
    """Of every heading; those with less than an eighth or so of the first are left out."""
    votes, scale = _sum(reading.voted), 0.6 / max(reading.voters, 0.7)
    total = _sum(reading.meant)
    for code, vote in votes.items():
        total[code] = total.get(code, 0.0) + vote * scale
    for code in reading.stated:
        total[code] = total.get(code, 0.0) + 1.6
    most = max(total.values(), default=0.0)
    return {code: given for code, given in total.items() if given > 0.12 * most}


def _sum(evidence: list[Evidence]) -> dict[str, float]:
    total: dict[str, float] = {}
    for _, _, points, factor in evidence:
        for code, given in points.items():
            total[code] = total.get(code, 0.0) + given * factor
    return total


def _gifts(reading: Reading, heading: str) -> list[tuple[float, int, int]]:
    meant = [(-f * points[heading], a, b) for a, b, points, f in reading.meant if heading in points]
    voted = [(-f * 0.6 * points[heading], a, b) for a, b, points, f in reading.voted if heading in points]
    return sorted([*meant, *voted])


def _covered(reading: Reading, heading: str) -> float:
    if heading in reading.stated or not reading.content:
        return 1.0
    behind = {at for _, first, last in _gifts(reading, heading) for at in range(first, last)}
    return sum(at in behind for at in reading.content) / len(reading.content)


def _why(reading: Reading, heading: str) -> str:
    gifts, desk = _gifts(reading, heading), reading.desk
    shown: list[tuple[int, int]] = []
    for points, first, last in gifts:
        if points <= gifts[0][0] / 4 and len(shown) < 3 and not any(a <= first and last <= b for a, b in shown):
            shown.append((first, last))
    words = [desk.text[desk.starts[first] : desk.end(last - 1)] for first, last in shown]
    return "; ".join(dict.fromkeys([*[code for code in reading.codes if code[:4] == heading], *words]))
