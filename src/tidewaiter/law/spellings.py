"""How people write the fields of an event by hand: other names and shapes of one and the same thing.

``settle`` brings one case of a file into the shape of the guide before it is read: a field's other
name, "yes" and "no", a party given twice, an amount with its unit as the key, totals by measure.
Only what can mean one thing is taken; the words stand in ``data/spellings.yaml``. What is left
over is refused by the reader with its place.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tidewaiter.datafile import Tree, convert, read_tree
from tidewaiter.errors import RegimeError

Steps = tuple[str | int, ...]
Words = tuple[str, ...]

PARTIES = ("supplier", "recipient", "intermediary", "vessel", "origin", "destination", "host", "via")
_FLAGS = ("designated", "listed", "new", "used", "described", "ship_to_ship", "reported", "negated", "includes_this")
_BEFORE_CODE = re.compile(r"(?i)^(?:(?:hs|hts|cn|chapter|heading|subheading|code|ex)(?:\b[\s:.]*|(?=\d)))+")
_RANGE = re.compile(r"\d\s*(?:-|\u2013|\bto\b|\bor\b)\s*\d")
_NUMBER = re.compile(r"(?P<number>\d[\d,_' ]*(?:\.\d+)?)\s*(?P<scale>[A-Za-z]+)?\s*(?P<unit>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spellings:
    """The word lists of ``data/spellings.yaml``."""

    case: dict[str, Words]
    event: dict[str, Words]
    party: dict[str, Words]
    item: dict[str, Words]
    amount: dict[str, Words]
    aside: Words
    yes: Words
    no: Words
    unknown: Words
    nothing: Words
    towards: Words
    away: Words
    about: Words
    scales: dict[str, float]
    units: dict[str, Words]
    currencies: dict[str, Words]
    approval_by: dict[str, Words]
    approval_kind: dict[str, Words]
    approval_not: Words
    no_flag: Words
    other_lists: Words
    council_lists: Words
    stances: dict[str, Words]
    months: Words
    windows: Words


@functools.cache
def spellings() -> Spellings:
    """The words, read once."""
    return convert(read_tree(Path(__file__).parent / "data" / "spellings.yaml", RegimeError), Spellings, RegimeError)


def canonical(word: str, words: Mapping[str, Words]) -> str | None:
    """The word of the guide that a word stands for, or None."""
    folded = _fold(word)
    return next((name for name, others in words.items() if folded in map(_fold, (name, *others))), None)


@functools.lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    return " ".join(word.replace("_", " ").split()).casefold().rstrip(".")


def unit_of(text: str | None) -> str | None:
    """The unit that a word names; a word that is none of the list stays as it is."""
    return (canonical(text, spellings().units) or text.strip()) if text and text.strip() else None


def currency_of(text: str | None) -> str | None:
    """The ISO code of a currency's name or sign; another word of three letters as a code."""
    if not text or not text.strip():
        return None
    return canonical(text, spellings().currencies) or text.strip().upper()


def number_of(text: str) -> tuple[float, str | None] | None:
    """Number and unit of "about 1.5 million barrels", or None where it is no amount."""
    words, bare = spellings(), text.strip()
    for about in sorted(words.about, key=len, reverse=True):
        if bare.casefold().startswith(about) and not bare[len(about) : len(about) + 1].isalpha():
            bare = bare[len(about) :].strip()
            break
    hit = _NUMBER.fullmatch(bare)
    if not hit or _RANGE.search(bare):
        return None
    digits, scale, unit = re.sub(r"[,_' ]", "", hit["number"]), hit["scale"], hit["unit"].strip()
    # "5 m" may be five metres: a letter scales only where a unit follows
    factor = words.scales.get(scale.casefold()) if scale and (unit or len(scale) > 3) else None
    rest = unit if factor else " ".join(part for part in (scale, unit) if part)
    return float(digits) * (factor or 1), rest.removeprefix("of ").strip() or None


def yes_or_no(value: Any) -> Any:
    """The words for yes and no as "true" and "false", those for unknown as None; others as they are."""
    if not isinstance(value, str):
        return value
    words, folded = spellings(), value.strip().casefold()
    if folded in words.unknown:
        return None
    return "true" if folded in words.yes else "false" if folded in words.no else value


def is_unknown(value: Any) -> bool:
    """Whether a value says that the thing is not told."""
    return value == "" or (isinstance(value, str) and value.strip().casefold() in spellings().unknown)


# --- one case ---------------------------------------------------------------------------------------


def settle(tree: Tree, at: Steps, event_fields: Words) -> None:
    """Brings the case at ``at`` into the shape of the guide, in place."""
    case = _node(tree, at)
    if not isinstance(case, dict):
        return
    words = spellings()
    if "event" not in case:
        _gather(tree, at, case, event_fields)
    _rename(tree, at, case, words.case)
    for key in [key for key in case if key in words.aside and key not in ("id", "title")]:
        del case[key]
    if case.get("name") is None:
        named = (case[key] for key in ("id", "title") if isinstance(case.get(key), str))
        case["name"] = next(named, f"case {int(at[-1]) + 1}")
    for key in ("id", "title"):
        case.pop(key, None)
    if "on" in case:
        case["on"] = _day(case["on"])
    if isinstance(case.get("never"), str):
        case["never"] = [case["never"]]
    if isinstance(case.get("event"), dict):
        _settle_event(tree, (*at, "event"), case["event"])
    _place(tree, at, case)


def _gather(tree: Tree, at: Steps, case: dict[str, Any], fields: Words) -> None:
    """A case without ``event`` whose fields stand beside the name: they are the event."""
    others = spellings().event
    mine = [key for key in case if key in fields or key == "direction" or canonical(key, others)]
    mine = [key for key in mine if key not in ("date", "name")]
    if not mine:
        return
    event: dict[str, Any] = {}
    for key in mine:
        _carry(tree, (*at, key), (*at, "event", key), case[key])
        event[key] = case.pop(key)
    case["event"] = event
    tree.places[(*at, "event")] = tree.place(at)


def _settle_event(tree: Tree, at: Steps, event: dict[str, Any]) -> None:
    words = spellings()
    _rename(tree, at, event, words.event)
    for key in [key for key in event if key in words.aside]:
        del event[key]
    for key in [key for key, value in event.items() if value is None or is_unknown(value)]:
        del event[key]
    for key in PARTIES:
        if key in event:
            event[key] = _settle_party(tree, (*at, key), event[key])
    if "item" in event:
        event["item"] = _settle_item(tree, (*at, "item"), event["item"])
    if "hs" in event:
        event["hs"] = list(_codes(event["hs"]))
    for key in ("quantity", "value"):
        if isinstance(event.get(key), dict):
            event[key] = _settle_amount(tree, (*at, key), event[key])
    for key in ("purpose", "end_use", "subject"):
        if isinstance(event.get(key), list) and all(isinstance(word, str) for word in event[key]):
            event[key] = ", ".join(event[key]) or None
    for key in _FLAGS:
        if key in event:
            event[key] = yes_or_no(event[key])
    if "date" in event:
        event["date"] = _day(event["date"])
    if isinstance(event.get("contract"), str):
        event["contract"] = _day(event["contract"])
    if isinstance(event.get("stance"), str):
        event["stance"] = canonical(event["stance"], words.stances) or event["stance"]
    if "approvals" in event:
        event["approvals"] = _settle_approvals(event["approvals"])
    _settle_totals(tree, at, event)
    _settle_direction(event)


def _settle_direction(event: dict[str, Any]) -> None:
    """ "direction: to_dprk" tells the end that no party or place tells."""
    told = event.get("direction")
    if not isinstance(told, str):
        return
    folded = told.strip().casefold()
    towards, away = folded in spellings().towards, folded in spellings().away
    if towards or away:
        del event["direction"]
        ends = ("recipient", "destination") if towards else ("supplier", "origin")
        if not any(event.get(end) for end in ends):
            event[ends[0]] = {"country": "KP"}


def _settle_party(tree: Tree, at: Steps, value: Any) -> Any:
    if isinstance(value, list):
        told = [(i, one) for i, one in enumerate(value) if one not in (None, [], {}) and not is_unknown(one)]
        for n, (i, one) in enumerate(told):
            _carry(tree, (*at, i), (*at, n), one)
        return [_settle_party(tree, (*at, n), one) for n, (_, one) in enumerate(told)] or None
    if not isinstance(value, dict):
        return None if is_unknown(value) else value
    _rename(tree, at, value, spellings().party)
    for key in [key for key, told in value.items() if is_unknown(told)]:
        del value[key]
    for key in ("designated", "listed"):
        if key in value:
            value[key] = yes_or_no(value[key])
    if isinstance(value.get("flag"), str) and value["flag"].strip().casefold() in spellings().no_flag:
        del value["flag"]
    if isinstance(value.get("list"), list) and all(isinstance(name, str) for name in value["list"]):
        value["list"] = ", ".join(value["list"]) or None
    return value


def _settle_item(tree: Tree, at: Steps, value: Any) -> Any:
    if isinstance(value, list):
        parts = [_settle_item(tree, (*at, i), one) for i, one in enumerate(value)]
        return _together([part for part in parts if part is not None])
    if not isinstance(value, dict):
        return value
    _rename(tree, at, value, spellings().item)
    for key in [key for key, told in value.items() if told is None or is_unknown(told)]:
        del value[key]
    if "hs" in value:
        value["hs"] = list(_codes(value["hs"]))
    for key in _FLAGS:
        if key in value:
            value[key] = yes_or_no(value[key])
    return value


def _together(parts: list[Any]) -> Any:
    """Several goods of one event: their words joined, their codes side by side."""
    if not all(isinstance(part, str) or (isinstance(part, dict) and set(part) <= {"text", "hs"}) for part in parts):
        return parts[0] if len(parts) == 1 else parts
    texts = [part if isinstance(part, str) else part.get("text") for part in parts]
    codes = [code for part in parts if isinstance(part, dict) for code in part.get("hs", ())]
    if not all(text is None or isinstance(text, str) for text in texts):
        return parts
    return {"text": " and ".join(text for text in texts if text) or None, "hs": codes}


def _codes(value: Any) -> Iterator[Any]:
    """Codes as written in tariffs: "HS 8703.10", "chapter 87", "2701, 2702"."""
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, str):
            if one is not None:
                yield one
            continue
        for part in re.split(r"[,;/]|\band\b", one):
            bare = _BEFORE_CODE.sub("", part.strip())
            if bare and not is_unknown(bare) and bare.casefold() != "none":
                yield bare


def _settle_amount(tree: Tree, at: Steps, value: dict[str, Any]) -> dict[str, Any]:
    """{tonnes: 600} and {usd: 5000} as amount with unit or currency; numbers may have commas."""
    words = spellings()
    if "value" not in value or "amount" in value:
        _rename(tree, at, value, words.amount)
    for key in list(value):
        for kind, names in (("unit", words.units), ("currency", words.currencies)):
            if key not in ("amount", "unit", "currency", "value", "per", "quantity") and "amount" not in value:
                name = canonical(key, names)
                if name:
                    value["amount"], value[kind] = value.pop(key), name
    for key in ("amount", "value", "quantity"):
        told = value.get(key)
        if isinstance(told, str) and (found := number_of(told)):
            value[key] = str(found[0])
            if found[1] and not (value.get("unit") or value.get("currency")):
                value["unit"] = found[1]
    return value


def _settle_totals(tree: Tree, at: Steps, event: dict[str, Any]) -> None:
    given = event.pop("running_totals", None)
    one = event.pop("running_total", None)
    if given is None and one is None:
        return
    if isinstance(given, str) and given.strip().casefold() in spellings().nothing:
        given = []
    whole = [*(given if isinstance(given, list) else [given] if given is not None else [])]
    whole += one if isinstance(one, list) else [one] if one is not None else []
    out: list[Any] = []
    for i, total in enumerate(whole):
        out += _totals(tree, (*at, "running_totals", i), total)
    event["running_totals"] = out


def _totals(tree: Tree, at: Steps, total: Any) -> list[Any]:
    """One total as it stands, or those of a map by measure, by goods, or by unit."""
    if isinstance(total, str):
        found = number_of(total)
        return [{"amount": str(found[0]), "unit": found[1]}] if found else [total]
    if not isinstance(total, dict):
        return [total]
    words = spellings()
    _rename(tree, at, total, {"includes_this": ("including_this", "inclusive"), "commodity": ("goods", "product")})
    plain = {"amount", "quantity", "value", "unit", "currency", "measure", "commodity", "includes_this", "as_of"}
    rest = {key: value for key, value in total.items() if key in plain}
    if "includes_this" in rest:
        rest["includes_this"] = yes_or_no(rest["includes_this"])
    for key in [key for key in total if key in words.windows]:
        del total[key]
    named = [key for key in total if key not in plain and canonical(key, words.amount) is None]
    if not named:
        return [_settle_amount(tree, at, dict(total) | rest)]
    out: list[Any] = []
    for key in named:
        value = total[key]
        unit = canonical(key, words.units) or canonical(key, words.currencies)
        if unit:
            out.append({**rest, "amount": value, "unit": unit})
        elif isinstance(value, dict):
            out.append({**rest, **_settle_amount(tree, at, dict(value)), **_about(key)})
        elif isinstance(value, str) and (found := number_of(value)):
            # a bare number is in the unit of the quantity, if that is told
            out.append({**rest, "amount": str(found[0]), "unit": found[1], **_about(key)})
        else:
            return [total]
    return [_settle_amount(tree, at, one) for one in out]


def _about(key: str) -> dict[str, str]:
    return {"measure": key} if re.match(r"(?i)unscr|s/res|\d{4}\b", key) else {"commodity": key}


def _settle_approvals(value: Any) -> Any:
    if isinstance(value, str):
        return [] if value.strip().casefold() in spellings().nothing else [_approval(value)]
    if isinstance(value, dict):
        if set(value) & {"by", "kind", "given"}:
            return [_approval_map(value)]
        return [_approval(key, told) for key, told in value.items() if told is not None and not is_unknown(told)]
    if isinstance(value, list):
        out = [one for one in value if not is_unknown(one) and one is not None]
        out = [one for one in out if not (isinstance(one, str) and one.strip().casefold() in spellings().nothing)]
        return [_approval(one) if isinstance(one, str) else _approval_map(one) for one in out]
    return value


def _approval_map(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if not set(value) & {"by", "kind", "given", "measure", "exception"} and len(value) == 1:
        return next(_approval(key, told) for key, told in value.items())
    out = dict(value)
    for key, words in (("by", spellings().approval_by), ("kind", spellings().approval_kind)):
        if isinstance(out.get(key), str):
            out[key] = _begins(out[key], words) or out[key]
    if "given" in out:
        out["given"] = yes_or_no(out["given"])
    return out


def _approval(told: str, given: Any = "true") -> Any:
    """ "no approval by the 1718 Committee", or {committee: yes}: who, what, and whether; else as it is."""
    words = spellings()
    by = _begins(told, words.approval_by)
    kind = _begins(told, words.approval_kind)
    said = yes_or_no(given)
    if isinstance(said, str) and said not in ("true", "false"):
        kind = kind or _begins(said, words.approval_kind)
        said = "false" if _denied(said) else "true" if kind else said
    if by is None:
        return told
    said = "false" if _denied(told) else said
    return {"by": by, "kind": kind or ("approval" if by == "committee" else "determination"), "given": said}


def _denied(text: str) -> bool:
    return bool(set(re.findall(r"\w+", text.casefold())) & set(spellings().approval_not))


def _begins(text: str, words: Mapping[str, Words]) -> str | None:
    said = re.findall(r"[a-z0-9]+", text.casefold())
    return next((name for name, stems in words.items() if any(w.startswith(s) for w in said for s in stems)), None)


def _day(value: Any) -> Any:
    """A period given as {from, to} or as a list of two days; other values as they are."""
    if is_unknown(value):
        return None
    if isinstance(value, dict) and value and set(value) <= {"from", "to", "since", "until", "start", "end"}:
        first = next((value[key] for key in ("from", "since", "start") if value.get(key)), "..")
        last = next((value[key] for key in ("to", "until", "end") if value.get(key)), "..")
        return f"{first}/{last}" if isinstance(first, str) and isinstance(last, str) else value
    if isinstance(value, list) and len(value) == 2 and all(isinstance(day, str) for day in value):
        return "/".join(_plain_day(day) for day in value)
    if isinstance(value, str):
        return "/".join(_plain_day(day) for day in re.split(r"\s+(?:to|until|-|\u2013)\s+", value.strip()))
    return value


def _plain_day(text: str) -> str:
    """ "18 February 2024", "Feb 2024", "2024/2/18" and a day with its hour in the one form of dates."""
    bare = " ".join(text.replace(",", " ").split())
    if hit := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d.*)?", bare):
        return f"{hit[1]}-{int(hit[2]):02}-{int(hit[3]):02}"
    if hit := re.fullmatch(r"(\d{4})\s*-\s*(\d{4})", bare):
        return f"{hit[1]}/{hit[2]}"
    hit = re.fullmatch(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?(?:\s+(\d{1,2}))?\s+(\d{4})", bare)
    months = [n for n, name in enumerate(spellings().months, 1) if hit and name.startswith(hit[2].casefold())]
    if not hit or len(months) != 1 or (hit[1] and hit[3]):
        return text
    day = hit[1] or hit[3]
    return f"{hit[4]}-{months[0]:02}" + (f"-{int(day):02}" if day else "")


# --- the tree -----------------------------------------------------------------------------------------


def _node(tree: Tree, at: Steps) -> Any:
    node = tree.value
    for step in at:
        node = node[step]
    return node


def _rename(tree: Tree, at: Steps, node: dict[str, Any], words: Mapping[str, Words]) -> None:
    """Gives fields of other names that of the guide; where both stand, the other one is left to be refused."""
    for key in list(node):
        name = None if key in words else canonical(key, words)
        if name is not None and name not in node:
            _carry(tree, (*at, key), (*at, name), node[key])
            node[name] = node.pop(key)


def _place(tree: Tree, at: Steps, value: Any) -> None:
    """Gives what was put together here the place of what it was made of, so that a mistake can be shown."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in inner:
        tree.keys.setdefault((*at, step), tree.place((*at, step)))
        _place(tree, (*at, step), child)


def _carry(tree: Tree, old: Steps, new: Steps, value: Any) -> None:
    """Keeps the places of a value that gets another name."""
    if old in tree.places:
        tree.places[new] = tree.places[old]
    if old in tree.keys:
        tree.keys[new] = tree.keys[old]
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in inner:
        _carry(tree, (*old, step), (*new, step), child)
