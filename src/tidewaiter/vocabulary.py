"""The words by which a report can touch a regime: names from ``places`` and the regime, goods from ``goods``.

The wings meet here as they do in ``screen``: the reports' triage gets its words as plain data.
"""

from __future__ import annotations

import functools

from tidewaiter import places
from tidewaiter.goods.lexicon import UNSPECIFIED, lexicon
from tidewaiter.law.reach import reach
from tidewaiter.model.measure import Regime
from tidewaiter.reports.triage import Triage, Vocabulary


@functools.lru_cache(maxsize=8)
def triage(regime: Regime) -> Triage:
    """The triage of one regime, made ready once."""
    return Triage(vocabulary(regime))


def vocabulary(regime: Regime) -> Vocabulary:
    """Names of the regime's target and its own, and the phrases that surely mean goods its measures reach."""
    within = reach(regime)
    goods = tuple(
        phrase
        for phrase, meanings in lexicon().phrases.items()
        if all(one.certain for one in meanings)
        and any(one.kind != UNSPECIFIED and within.holds(one.kind, one.hs) for one in meanings)
    )
    return Vocabulary(regime.id, (*places.spellings(regime.target), *regime.names), goods)
