"""Dates against TempEval-2 (English): our value beside the gold one, extents and day of creation given.

    python benchmarks/dates_tempeval.py FOLDER [--errors N] [--half even|odd]

The documents are halved by their order: the even ones were looked at while the forms were worked on.

FOLDER holds ``base-segmentation.tab``, ``dct.txt``, ``timex-attributes.tab`` and
``timex-extents.tab`` (in ``sample_data/tempeval-training-2/english/data`` of the repository
cnorthwood/ternip). The corpus is not free: it is read where it is and never copied here.

Only DATE is scored, by equality of strings. TIMEX3 and EDTF write some values differently, and
TIMEX3 drops "early" and "late" from the value: what maps one to the other stands here, not in
the reader.

A second figure tells how well dates are found without their extents: every sentence is searched,
strict is the same stretch, relaxed one that overlaps. Recall is that of DATE; a stretch found is
right where it meets any TIMEX3, for durations and times of day are told apart by nobody there.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import figures

from tidewaiter.model import Document, When
from tidewaiter.reports.dates.mentions import find_dates, resolve, tense_at

SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
VAGUE = {"now": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}


@dataclass(frozen=True, slots=True)
class Gold:
    document: str
    created: date
    sentence: str
    start: int
    end: int
    value: str

    @property
    def text(self) -> str:
        return self.sentence[self.start : self.end]


def rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.strip():
            yield line.split("\t")


def read_gold(folder: Path) -> list[Gold]:
    """Every DATE in the order of the text."""
    words: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for row in rows(folder / "base-segmentation.tab"):
        words[row[0], int(row[1])][int(row[2])] = row[3]
    created = {row[0]: row[1].strip() for row in rows(folder / "dct.txt")}
    extents: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in rows(folder / "timex-extents.tab"):
        extents[row[0], row[4]].append((int(row[1]), int(row[2])))
    values: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in rows(folder / "timex-attributes.tab"):
        values[row[0], row[4]][row[6]] = row[7].strip()
    found = []
    for (document, timex), attributes in values.items():
        if attributes.get("type") != "DATE" or not extents[document, timex]:
            continue
        sentence = min(s for s, _ in extents[document, timex])
        tokens = sorted(t for s, t in extents[document, timex] if s == sentence)
        text, start, end = lay_out(words[document, sentence], tokens[0], tokens[-1])
        day = created[document]
        made = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
        found.append(((document, sentence, tokens[0]), Gold(document, made, text, start, end, attributes["value"])))
    return [gold for _, gold in sorted(found, key=lambda pair: pair[0])]


def read_sentences(folder: Path) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """Every sentence as text, and where each TIMEX3 lies in it with its type."""
    words: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for row in rows(folder / "base-segmentation.tab"):
        words[row[0], int(row[1])][int(row[2])] = row[3]
    kinds = {(row[0], row[4]): row[7].strip() for row in rows(folder / "timex-attributes.tab") if row[6] == "type"}
    places: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(folder / "timex-extents.tab"):
        places[row[0], int(row[1])][row[4]].append(int(row[2]))
    for key, tokens in words.items():
        laid = [(lay_out(tokens, min(at), max(at)), kinds[key[0], name]) for name, at in places[key].items()]
        text = laid[0][0][0] if laid else lay_out(tokens, -1, -1)[0]
        yield text, [(start, end, kind) for (_, start, end), kind in laid]


def score_extents(folder: Path) -> Iterator[str]:
    """Recall, precision and their mean, strict and relaxed."""
    wanted = found = 0
    hits: Counter[str] = Counter()
    for text, golds in read_sentences(folder):
        document = Document("s", text, "", "")
        ours = [when.evidence[0] for when in find_dates(document, 0, len(text), published=None, language="en")]
        spans = [(span.start or 0, span.end or 0) for span in ours]
        dates = [(start, end) for start, end, kind in golds if kind == "DATE"]
        wanted, found = wanted + len(dates), found + len(spans)
        hits["strict"] += sum(one in spans for one in dates)
        hits["strict ours"] += sum(any(one == (a, b) for a, b, _ in golds) for one in spans)
        hits["relaxed"] += sum(any(a < end and start < b for a, b in spans) for start, end in dates)
        hits["relaxed ours"] += sum(any(a < end and start < b for a, b, _ in golds) for start, end in spans)
    for name in ("strict", "relaxed"):
        recall, precision = hits[name] / wanted, hits[f"{name} ours"] / found
        yield f"{name:8} R {recall:.3f}  P {precision:.3f}  F1 {2 * recall * precision / (recall + precision):.3f}"


def halved(golds: list[Gold], half: str | None) -> list[Gold]:
    """The dates of every second document, from the first on ("even") or from the second ("odd")."""
    documents = sorted({gold.document for gold in golds})
    wanted = documents if half is None else documents[("even", "odd").index(half) :: 2]
    return [gold for gold in golds if gold.document in wanted]


def lay_out(tokens: dict[int, str], first: int, last: int) -> tuple[str, int, int]:
    """The sentence as text, and where the extent lies in it."""
    text, start, end = "", 0, 0
    for number in sorted(tokens):
        if text and tokens[number] not in (",", ".", "'s"):
            text += " "
        if number == first:
            start = len(text)
        text += tokens[number]
        if number == last:
            end = len(text)
    return text, start, end


def as_timex(when: When | None) -> str:
    """Our value as TIMEX3 would write it."""
    if when is None:
        return ""
    if when.value is None:
        return VAGUE.get(when.rule or "", "")
    rule, first, last = when.rule or "", when.earliest, when.latest
    if " in " in rule or " part of " in rule:
        return unit_of(when)
    if rule == "past" and first and last and 364 < (last - first).days < 367:
        return str(last.year - 1)  # TIMEX3 knows no year up to a day: "the past year" is the one before
    if when.precision == "interval" and first and last:
        days = (last - first).days + 1
        week = first.isocalendar()
        if days == 7:
            return f"{week.year}-W{week.week:02}"
        if days == 2:
            return f"{week.year}-W{week.week:02}-WE"
        if rule.startswith("half") or (180 < days < 186 and first.day == 1):
            return f"{first.year}-H{1 if first.month == 1 else 2}"
        if 3600 < days < 3700:
            return str(first.year)[:3]
    return season_or_quarter(when.value)


def season_or_quarter(value: str) -> str:
    year, _, unit = value.partition("-")
    if unit in SEASONS:
        return f"{year}-{SEASONS[unit]}"
    return f"{year}-Q{int(unit) - 32}" if unit in ("33", "34", "35", "36") else value


def unit_of(when: When) -> str:
    """The whole unit that a part was taken of: TIMEX3 writes "late" in another attribute."""
    first, rule = when.earliest, when.rule or ""
    if first is None:
        return ""
    if rule.endswith(("month", "date")):
        return f"{first.year}-{first.month:02}"
    if rule.endswith("season"):
        return f"{first.year}-{ {3: 'SP', 6: 'SU', 9: 'FA'}.get(first.month // 3 * 3, 'WI') }"
    if rule.endswith("decade"):
        return str(first.year)[:3]
    if rule.endswith("unit"):
        text = (when.text or "").casefold()
        week = first.isocalendar()
        if "week" in text:
            return f"{week.year}-W{week.week:02}"
        return f"{first.year}-{first.month:02}" if "month" in text else str(first.year)
    return str(first.year)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--half", choices=("even", "odd"))
    figures.option(options)
    asked = options.parse_args()
    counts: Counter[str] = Counter()
    errors = []
    before: dict[str, tuple[When, ...]] = defaultdict(tuple)
    for gold in halved(read_gold(asked.folder), asked.half):
        when = resolve(
            gold.text,
            published=gold.created,
            tense=tense_at(gold.sentence, gold.start, gold.end),
            before=before[gold.document],
            head=gold.sentence[: gold.start],
        )
        if when is not None and when.earliest is not None and when.anchor != "text":
            before[gold.document] = (when, *before[gold.document][:4])
        ours = as_timex(when)
        verdict = "exact" if ours == gold.value else "none" if not ours else "wrong"
        counts[verdict] += 1
        if verdict != "exact":
            errors.append(
                f"{verdict}\t{gold.created}\t{gold.text}\tours {ours}\tgold {gold.value}\t{gold.sentence[:160]}"
            )
    total = sum(counts.values())
    for name in ("exact", "wrong", "none"):
        print(f"{name:6} {counts[name]:4} {counts[name] / total:6.1%}")
    for line in score_extents(asked.folder) if asked.half is None else ():
        print(line)
    print("\n".join(errors[: asked.errors]))
    figures.write(asked.figures, {"exact": counts["exact"] / total})


if __name__ == "__main__":
    main()
