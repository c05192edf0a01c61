"""Loads a regime's folder of YAML into one ``Regime``, and refuses every mistake with its place.

A folder holds ``regime.yaml`` (head and shared exceptions), ``luxury.yaml`` (lists of luxury
goods, may be absent) and ``measures/*.yaml`` (one file a resolution). The vocabulary of goods
and acts, ``kinds.yaml`` and ``acts.yaml``, stands in the folder above and is shared by regimes.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from pathlib import Path

from tidewaiter.datafile import Tree, convert, read_tree
from tidewaiter.errors import RegimeError
from tidewaiter.model.measure import (
    Act,
    Conditions,
    ExceptionRule,
    GoodsScope,
    Kind,
    LuxuryList,
    Measure,
    Regime,
    Term,
)

DATA = Path(__file__).parent / "data"
_HS = re.compile(r"\d{2}(\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class _Head:
    id: str
    title: str
    target: str
    version: str
    as_of: date
    status: str
    disputed_by: tuple[str, ...] = ()
    exceptions: tuple[ExceptionRule, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Resolution:
    resolution: str
    document: str
    adopted: date
    measures: tuple[Measure, ...]
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """``aside.yaml`` as it is written; its comments say what each entry means."""

    cues: tuple[str, ...]
    reach: int


@functools.cache
def aside() -> Aside:
    """How a description of goods names an act beside them."""
    return convert(read_tree(DATA / "aside.yaml", RegimeError), Aside, RegimeError)


@functools.cache
def terms() -> tuple[Term, ...]:
    """The closed lists of manners, purposes, end uses and subjects, which all regimes share."""
    return convert(read_tree(DATA / "terms.yaml", RegimeError), tuple[Term, ...], RegimeError)


@functools.cache
def named(kind: str) -> tuple[str, ...]:
    """The ids of one closed list."""
    return tuple(term.id for term in terms() if term.kind == kind)


@functools.lru_cache(maxsize=4096)
def term_of(kind: str, word: str) -> str:
    """The id of a word of a closed list, or of the one such word within a longer text; else the text as it is told."""
    folded = word.strip().casefold()
    for term in terms():
        if term.kind == kind and (folded == term.id or folded in term.words):
            return term.id
    words = [(w, term.id) for term in terms() if term.kind == kind for w in (term.id.replace("-", " "), *term.words)]
    inside = {name for w, name in words if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", folded)}
    return inside.pop() if len(inside) == 1 else word


@functools.cache
def acts_by_word() -> dict[str, str]:
    """The ids of the acts by id, by label and by everyday word."""
    acts = convert(read_tree(DATA / "acts.yaml", RegimeError), tuple[Act, ...], RegimeError)
    return {
        word.casefold(): act.id for act in acts for word in (act.id, act.id.replace("-", " "), act.label, *act.words)
    }


@functools.cache
def default() -> Regime:
    """The regime that the package ships: the Security Council's on the DPRK."""
    return load(DATA / "un-dprk")


def load(folder: Path, vocabulary: Path = DATA) -> Regime:
    """The regime in a folder.

    Raises RegimeError with file, line, column and a hint for the first mistake: text that is
    not YAML, unknown or doubled keys, impossible dates, words outside a closed list, an id that
    names nothing, codes that are no HS codes, a measure that ends after its successor begins.
    """
    if not (folder / "regime.yaml").is_file():
        raise RegimeError(
            "not a regime: the file regime.yaml is missing",
            path=str(folder),
            hint="a regime is a folder with regime.yaml and measures/*.yaml",
        )
    paths = _files(folder, vocabulary)
    trees = {path: read_tree(path, RegimeError) for path in paths}
    kinds = convert(trees[vocabulary / "kinds.yaml"], tuple[Kind, ...], RegimeError)
    acts = convert(trees[vocabulary / "acts.yaml"], tuple[Act, ...], RegimeError)
    head = convert(trees[folder / "regime.yaml"], _Head, RegimeError)
    luxury: tuple[LuxuryList, ...] = ()
    if (folder / "luxury.yaml") in trees:
        luxury = convert(trees[folder / "luxury.yaml"], tuple[LuxuryList, ...], RegimeError)
    measures = tuple(measure for path in paths if path.parent.name == "measures" for measure in _measures(trees[path]))
    regime = Regime(
        id=head.id,
        title=head.title,
        target=head.target,
        version=head.version,
        as_of=head.as_of,
        sha256=_digest(paths),
        status=" ".join(head.status.split()),
        measures=measures,
        exceptions=head.exceptions,
        luxury=luxury,
        kinds=kinds,
        acts=acts,
        disputed_by=head.disputed_by,
        names=head.names,
    )
    _check(regime, folder, trees)
    return regime


def _files(folder: Path, vocabulary: Path) -> list[Path]:
    shared = [DATA / name for name in ("terms.yaml", "papers.yaml", "aside.yaml")]
    fixed = [vocabulary / "kinds.yaml", vocabulary / "acts.yaml", *shared, folder / "regime.yaml"]
    lists = [path for path in [folder / "luxury.yaml"] if path.is_file()]
    return fixed + lists + sorted((folder / "measures").glob("*.yaml"))


def _digest(paths: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _measures(tree: Tree) -> Iterator[Measure]:
    found = convert(tree, _Resolution, RegimeError)
    for measure in found.measures:
        yield replace(measure, resolution=found.resolution, document=found.document)


# --- what the types cannot say ------------------------------------------------------------------


def _check(regime: Regime, folder: Path, trees: dict[Path, Tree]) -> None:
    _check_vocabulary(regime, trees)
    ids = [measure.id for measure in regime.measures]
    kinds = {kind.id for kind in regime.kinds}
    acts = {act.id for act in regime.acts}
    lists = {entry.id for entry in regime.luxury} | {"any", "UN"}
    shared = {rule.code for rule in regime.exceptions}
    seen: dict[str, str] = {}
    for path, tree in trees.items():
        if path.parent.name != "measures":
            continue
        for i, raw in enumerate(tree.value["measures"]):
            at: tuple[str | int, ...] = ("measures", i)
            measure = next(m for m in regime.measures if m.id == raw["id"])
            if measure.id in seen:
                _refuse(tree, (*at, "id"), f"the measure {measure.id} stands twice, first in {seen[measure.id]}")
            seen[measure.id] = path.name
            _check_references(tree, at, measure, ids)
            _check_period(tree, at, measure, regime)
            for steps, conditions in _all_conditions(at, measure):
                _check_words(tree, (*steps, "act"), conditions.act, acts, "act")
                _check_words(tree, (*steps, "luxury"), conditions.luxury, lists, "list of luxury goods")
                _check_words(tree, (*steps, "purpose"), conditions.purpose, named("purpose"), "purpose")
                _check_words(tree, (*steps, "end_use"), conditions.end_use, named("end-use"), "end use")
                _check_words(tree, (*steps, "subject"), conditions.subject, named("subject"), "subject")
                for n, scope in enumerate(conditions.goods or ()):
                    _check_goods(tree, (*steps, "goods", n), scope, kinds)
            _check_words(tree, (*at, "use"), measure.use, shared, "shared exception")
            _check_modelled(tree, at, measure)
    for i, entry in enumerate(regime.luxury):
        for n, item in enumerate(entry.items):
            lists_tree, steps = trees[folder / "luxury.yaml"], (i, "items", n)
            _check_words(lists_tree, (*steps, "kinds"), item.kinds, kinds, "kind of goods")
            _check_words(lists_tree, (*steps, "perhaps"), item.perhaps, kinds, "kind of goods")
            _check_codes(lists_tree, (*steps, "hs"), item.hs)


def _refuse(tree: Tree, steps: tuple[str | int, ...], what: str, hint: str | None = None) -> None:
    line, column = tree.place(steps)
    raise RegimeError(what, path=tree.path, line=line, column=column, hint=hint)


def _check_vocabulary(regime: Regime, trees: dict[Path, Tree]) -> None:
    path = next(path for path in trees if path.name == "kinds.yaml")
    known = {kind.id for kind in regime.kinds}
    for i, kind in enumerate(regime.kinds):
        _check_words(trees[path], (i, "broader"), kind.broader, known, "kind of goods")
        _check_codes(trees[path], (i, "hs"), kind.hs)


def _check_words(
    tree: Tree, steps: tuple[str | int, ...], words: tuple[str, ...] | None, known: Collection[str], what: str
) -> None:
    for n, word in enumerate(words or ()):
        if word not in known:
            close = difflib.get_close_matches(word, list(known), n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(sorted(known))}"
            _refuse(tree, (*steps, n), f"{word!r} is not a known {what}", hint)


def _check_codes(tree: Tree, steps: tuple[str | int, ...], codes: tuple[str, ...]) -> None:
    for n, code in enumerate(codes):
        if not _HS.fullmatch(code):
            _refuse(tree, (*steps, n), f"{code!r} is not an HS code", "write 2, 4 or 6 digits in quotation marks")


def _check_references(tree: Tree, at: tuple[str | int, ...], measure: Measure, ids: list[str]) -> None:
    for key in ("amends", "amended_by", "superseded_by", "through"):
        _check_words(tree, (*at, key), getattr(measure, key), ids, "measure of this regime")


def _check_period(tree: Tree, at: tuple[str | int, ...], measure: Measure, regime: Regime) -> None:
    force = measure.in_force
    if force.until and force.until < force.since:
        _refuse(tree, (*at, "in_force", "until"), f"{measure.id} ends before it begins")
    for later in regime.measures:
        if force.until and later.id in measure.superseded_by:
            expected = later.in_force.since - timedelta(days=1)
            if force.until != expected:
                _refuse(
                    tree,
                    (*at, "in_force", "until"),
                    f"{measure.id} ends on {force.until}, but {later.id}, which replaces it, "
                    f"begins on {later.in_force.since}",
                    f"a replaced measure ends the day before: {expected}",
                )


def _check_goods(tree: Tree, steps: tuple[str | int, ...], scope: GoodsScope, kinds: Collection[str]) -> None:
    _check_words(tree, (*steps, "kinds"), scope.kinds, kinds, "kind of goods")
    _check_words(tree, (*steps, "not_kinds"), scope.not_kinds, kinds, "kind of goods")
    _check_codes(tree, (*steps, "hs"), scope.hs)
    both = set(scope.kinds) & set(scope.not_kinds)
    if both:
        _refuse(tree, (*steps, "not_kinds"), f"{sorted(both)[0]!r} is inside and outside the same scope")
    if scope.basis == "described" and scope.hs:
        _refuse(tree, (*steps, "hs"), "a scope of basis 'described' has no codes", "name the basis of the codes")
    if not scope.hs and not scope.kinds and not scope.words:
        _refuse(tree, steps, "a scope of goods names neither codes, kinds nor words")


def _check_modelled(tree: Tree, at: tuple[str | int, ...], measure: Measure) -> None:
    ways = [measure.when is not None, bool(measure.through), measure.not_modelled is not None]
    if sum(ways) != 1:
        _refuse(
            tree,
            at,
            f"{measure.id} must say in one way how it works: when, through or not_modelled",
            "'when' gives its conditions, 'through' the measures it works in, 'not_modelled' why nothing decides it",
        )
    codes = [rule.code for rule in measure.unless] + list(measure.use)
    for code in codes:
        if codes.count(code) > 1:
            _refuse(tree, (*at, "unless"), f"the exception {code!r} stands twice in {measure.id}")


def _all_conditions(at: tuple[str | int, ...], measure: Measure) -> Iterator[tuple[tuple[str | int, ...], Conditions]]:
    if measure.when:
        yield (*at, "when"), measure.when
    for i, rule in enumerate(measure.unless):
        for name, asked in (("when", rule.when), ("open_if", rule.open_if), ("near_if", rule.near_if)):
            if asked:
                yield (*at, "unless", i, name), asked
        for n, conditions in enumerate(rule.not_if):
            yield (*at, "unless", i, "not_if", n), conditions


CONDITIONS = tuple(field.name for field in fields(Conditions))
