"""Which language a text is in, told by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from tidewaiter.reports.text.pages import pages

_SCRIPTS = {
    "latin": re.compile(r"[A-Za-zÀ-ɏ]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
    "hangul": re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]"),
    "han": re.compile(r"[\u4e00-\u9fff]"),
}
_ENOUGH = 0.08  # of the words must be among the commonest


def tell_language(text: str) -> str | None:
    """The ISO 639-1 code of the language, None where it is none of those in ``pages.yaml`` or
    where the text is too short or too mixed to tell."""
    counts = {name: len(letters.findall(text)) for name, letters in _SCRIPTS.items()}
    total = sum(counts.values())
    if not total:
        return None
    # a page in Hangul or Han may carry many Latin names and addresses
    script = next((name for name in ("hangul", "han") if counts[name] > 0.3 * total), None)
    script = script or max(counts, key=lambda name: counts[name])
    return _by_words(text.casefold(), script)


def in_latin(text: str) -> bool:
    """Whether most letters are Latin; true also of a text without letters."""
    return 2 * len(_SCRIPTS["latin"].findall(text)) >= sum(map(str.isalpha, text))


def _by_words(low: str, script: str) -> str | None:
    tokens = Counter(re.findall(r"[^\W\d_]+", low))
    total = sum(tokens.values())
    if not total:
        return None
    scores: list[tuple[float, str]] = []
    for code, language in pages().languages.items():
        if language.script != script or any(low.count(letter) > total / 50 for letter in language.without):
            continue
        share = sum(tokens[word] for word in language.words) / total if language.words else 1.0
        scores.append((share, code))
    scores.sort(key=lambda pair: -pair[0])
    if not scores or scores[0][0] < _ENOUGH:
        return None
    if len(scores) > 1 and scores[0][0] < 1.2 * scores[1][0]:
        return None
    return scores[0][1]
