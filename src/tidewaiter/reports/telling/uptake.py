"""What else a report says of an event: statements and sentences that only take up its goods."""

from __future__ import annotations

from tidewaiter.reports.grammar.language import Text, Unit
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.tellings import Telling
from tidewaiter.reports.telling.thesaurus import thesaurus


def attach(text: Text, said: list[Said], tellings: list[Telling]) -> None:
    """Adds statements that only take up the goods ("the gift", "it is an Aurus", "did not describe the car")."""
    goods = [t for t in tellings if t.first.type == "transfer" and t.first.goods is not None]
    if not goods:
        return
    for unit, make, model in _named_makes(text):
        target = _before(goods, unit, "vehicles")
        if target is not None and all(act.goods is None or act.goods.make in (None, make) for act in target.acts):
            target.makes.append((make, model, (unit.first, unit.last)))
            target.also_said += [i for i, one in enumerate(said) if one.unit.sentence == unit.sentence]
    told = {i: t for t in tellings for act in t.acts for i in act.said}
    for i, one in enumerate(said):
        if one.rule == "hearsay" or (i in told and one.rule != "silence"):
            continue
        target = told.get(i) or _taken_up(text, one, goods)
        if target is None:
            continue
        target.also_said.append(i)
        if one.rule == "silence" and target.described_not is None and _is_description(text, one):
            target.described_not = (one.unit.first, one.unit.last)


def _named_makes(text: Text) -> list[tuple[Unit, str, str | None]]:
    """Sentences of the form "it is an Aurus": unit, make, model."""
    out = []
    for number, unit in enumerate(text.units):
        for group in text.groups[number]:
            if (
                group.negated
                or group.modal
                or not (
                    group.lemma == "be" or (group.passive and group.lemma in text.vocabulary.lists["building_verbs"])
                )
            ):
                continue
            subject = text.subject(group)
            if subject is None or not text.vocabulary.among("anaphors", text.lower[subject.head]):
                continue
            end = min(group.last + 12, unit.last)
            found = text.vocabulary.make_in(text.quote(group.last, end)) if end > group.last else None
            whether = any(text.lower[at] in ("whether", "not", "n't", "if") for at in range(unit.first, end))
            if found is not None and not whether:
                out.append((unit, *found))
    return out


def _before(goods: list[Telling], unit: Unit, kind: str) -> Telling | None:
    near = [
        t for t in goods if t.first.goods is not None and t.first.goods.kind == kind and not t.first.goods.plural
        and t.first.unit.first <= unit.first
    ]  # fmt: skip
    return near[-1] if near else None


def _taken_up(text: Text, said: Said, goods: list[Telling]) -> Telling | None:
    """The event whose goods the statement speaks of by an anaphor."""
    words = text.vocabulary
    number = text.unit_of[said.unit.first]
    for phrase in text.phrases[number]:
        lower = text.lower[phrase.head]
        silent = said.rule == "silence"
        definite = silent or text.lower[phrase.first] in ("the", "this", "that", "its")
        if text.tags[phrase.head] == "PRP" and not silent:
            continue
        if not words.among("anaphors", lower) and not (silent and words.among("silence_objects", lower)):
            continue
        kind = words.classes.get(lower)
        near = [t for t in goods if t.first.unit.first < said.unit.first and t.first.goods is not None]
        if kind is not None:
            near = [t for t in near if t.first.goods is not None and t.first.goods.kind == kind]
        if near and definite:
            return near[-1] if text.tags[phrase.head] == "PRP" else near[0]
    return None


def _is_description(text: Text, said: Said) -> bool:
    """Whether the words speak of what the goods are like: "gave no details of the model"."""
    words = {text.lower[at] for at in range(said.unit.first, said.unit.last)}
    return bool(words & thesaurus(text.vocabulary.language).describing)
