"""What a web page tells of itself: headline, outlet, when it was published, who wrote it.

JSON-LD goes before ``<meta>``, ``<meta>`` before what is seen on the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tidewaiter.model import When
from tidewaiter.reports.readers.document import bare_byline
from tidewaiter.reports.readers.instants import read_instant
from tidewaiter.reports.readers.tree import tag_of, text_of, tidy
from tidewaiter.reports.text.pages import layout

if TYPE_CHECKING:
    from lxml.etree import _Element

_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{2})[/-]?(\d{2})(?=[/_-]|\D|$)")
_SEPARATOR = re.compile(r"\s+[|»«–—·:-]+\s+|\s*\|\s*")
_SHOWS_NAMES = frozenset(
    ("a", "address", "b", "cite", "div", "em", "h3", "h4", "li", "p", "small", "span", "strong", "td")
)
_LONGEST_LD, _MOST_NODES = 2_000_000, 20_000
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Origin:
    """What was found; ``published`` with the name of each source, the surest first."""

    url: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    language: str | None
    published: tuple[tuple[str, When], ...]
    published_at: str | None
    modified_at: str | None
    body: str | None


def origin(root: _Element, *, address: str | None = None) -> Origin:
    """What the page tells of itself. ``address`` is where it was fetched from, if that is known."""
    metas = _metas(root)
    things = list(_things(root))
    article = _article(things)
    days = list(_published(root, metas, article, _address(root, metas, address)))
    changed = read_instant(_text(article.get("dateModified"))) or _first_instant(metas, layout().metas.modified)
    return Origin(
        url=_address(root, metas, address),
        title=_title(root, metas, article),
        outlet=_outlet(metas, article),
        byline=_byline(root, metas, article),
        language=_language(root),
        published=tuple((name, when) for name, _, when in days[:1]) + _visible(days),
        published_at=days[0][1] if days else None,
        modified_at=changed[0] if changed else None,
        body=_text(article.get("articleBody")),
    )


def _visible(days: list[tuple[str, str, When]]) -> tuple[tuple[str, When], ...]:
    """Of the further sources the first one only: pages repeat a wrong day in many places."""
    return tuple((name, when) for name, _, when in days[1:2])


# --- the head ---------------------------------------------------------------------------------


def _metas(root: _Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = tidy(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().casefold(), []).append(content)
    return found


def _meta(metas: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _first_instant(metas: dict[str, list[str]], names: tuple[str, ...]) -> tuple[str, When] | None:
    return next((found for name in names if name in metas and (found := read_instant(metas[name][0]))), None)


def _things(root: _Element) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").casefold():
            yield from _objects(_json("".join(map(str, script.itertext()))))


def _json(text: str) -> Any:
    if len(text) > _LONGEST_LD:
        return None
    bare = re.sub(r"^\s*(?:<!\[CDATA\[|//<!\[CDATA\[|<!--)?|(?://\]\]>|\]\]>|-->)?[\s;]*$", "", text)
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(thing: Any) -> Iterator[dict[str, Any]]:
    rest = [thing]
    for _ in range(_MOST_NODES):
        if not rest:
            return
        one = rest.pop()
        if isinstance(one, dict):
            yield one
            rest.extend(value for value in reversed(one.values()) if isinstance(value, dict | list))
        elif isinstance(one, list):
            rest.extend(reversed(one))


def _article(things: list[dict[str, Any]]) -> dict[str, Any]:
    """The object that is the report: the surest type, the first of it."""
    ranked = [(rank, n) for n, thing in enumerate(things) if (rank := _rank(thing)) is not None]
    return things[min(ranked)[1]] if ranked else {}


def _rank(thing: dict[str, Any]) -> int | None:
    told = thing.get("@type")
    names = told if isinstance(told, list) else [told]
    known = [name.casefold() for name in names if isinstance(name, str)]
    types = layout().article_types
    rank = min((types.index(name) for name in known if name in types), default=None)
    return None if rank is None else (rank == len(types) - 1) * 1


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
    return tidy(unescape(value)) or None if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [name for one in many[:20] if (name := _text(one))]


# --- headline, outlet, address ------------------------------------------------------------------


def _title(root: _Element, metas: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    """The headline. The one the page shows goes before the head's where the two begin alike,
    because the head's often carries the outlet's name."""
    head = _text(article.get("headline")) or _meta(metas, layout().metas.title)
    whole = next((text_of(e) for e in root.iter("title") if text_of(e)), None)
    shown = [text for e in root.iter("h1") if (text := text_of(e)) and len(text) < 400]
    for one in shown:
        if any(_alike(one, other) for other in (head, whole) if other):
            return one
    if head is None and len(shown) == 1:
        return shown[0]
    return _without_outlet(head or whole, _meta(metas, layout().metas.outlet))


def _alike(shown: str, told: str) -> bool:
    left, right = ("".join(filter(str.isalnum, text.casefold())) for text in (shown, told))
    return len(left) > 8 and left[:40] == right[:40] if len(left) >= 40 else len(left) > 8 and right.startswith(left)


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    if title is None:
        return None
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        if outlet and title[cut.end() :].casefold() == outlet.casefold():
            return title[: cut.start()]
    if cuts and "|" in cuts[-1][0]:
        return title[: cuts[-1].start()] or title
    return title


def _outlet(metas: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    told = _meta(metas, layout().metas.outlet[:2]) or _text(article.get("publisher"))
    told = told or _meta(metas, layout().metas.outlet)
    return told[:_LONGEST_NAME] if told else None


def _address(root: _Element, metas: dict[str, list[str]], address: str | None) -> str | None:
    """The canonical address, as long as it is one of a page and not of the outlet's front."""
    links = [e.get("href") or "" for e in root.iter("link") if "canonical" in (e.get("rel") or "").casefold().split()]
    for told in (*links, *metas.get("og:url", ())):
        try:
            whole = urljoin(address or "", told.strip())
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query):
            return str(whole)
    return address


def _language(root: _Element) -> str | None:
    told = next((e.get("lang") for e in root.iter("html") if e.get("lang")), None)
    code = re.match(r"[a-z]{2}(?![a-z])", (told or "").casefold())
    return code[0] if code else None


# --- days ---------------------------------------------------------------------------------------


def _published(
    root: _Element, metas: dict[str, list[str]], article: dict[str, Any], address: str | None
) -> Iterator[tuple[str, str, When]]:
    """Name of the source, instant, day."""
    named = (
        ("JSON-LD", read_instant(_text(article.get("datePublished")) or _text(article.get("dateCreated")))),
        ("meta", _first_instant(metas, layout().metas.published)),
        ("itemprop", _by_name(root, ("datepublished",))),
        ("time element", _time(root)),
        ("address", _by_address(address)),
        ("date line", _by_name(root, layout().published_names)),
    )
    for name, found in named:
        if found:
            yield name, *found


def _time(root: _Element) -> tuple[str, When] | None:
    times = [e for e in root.iter("time") if not _is_changed(e)]
    first = [e for e in times if e.get("pubdate") is not None]
    for element in (*first, *times[:10]):
        if found := read_instant(element.get("datetime") or text_of(element)):
            return found
    return None


def _is_changed(element: _Element) -> bool:
    names = f"{element.get('class', '')} {element.get('itemprop', '')}".casefold()
    return "updat" in names or "modif" in names


def _by_name(root: _Element, names: tuple[str, ...]) -> tuple[str, When] | None:
    """A day in an element that is named so; a short one, and before the others of the page."""
    for element in root.iter():
        if tag_of(element) in ("", "meta", "script", "style", "body", "html"):
            continue
        told = _words(element)
        if any(f" {name} " in told for name in names):
            shown = element.get("content") or element.get("datetime") or element.get("title") or _short(element)
            if found := read_instant(shown):
                return found
    return None


def _words(element: _Element) -> str:
    return _split(f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('id', '')}"[:300])


@lru_cache(maxsize=8_192)
def _split(raw: str) -> str:
    return f" {' '.join(re.findall(r'[a-z]+', raw.casefold()))} "


def _short(element: _Element) -> str:
    """The element's text where it is short; the text of a whole page is not put together for that."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(str(part))
        size += len(parts[-1])
        if size > 4 * _LONGEST_NAME:
            return ""
    return tidy("".join(parts))


def _by_address(address: str | None) -> tuple[str, When] | None:
    hit = _URL_DAY.search(address or "")
    return read_instant(f"{hit[1]}-{hit[2]}-{hit[3]}") if hit else None


# --- who wrote it -------------------------------------------------------------------------------


def _byline(root: _Element, metas: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    told = [name for name in _names(article.get("author") or article.get("creator")) if _is_name(name)]
    for name in layout().metas.byline:
        told = told or [value for value in metas.get(name, ()) if _is_name(value)]
    told = told or _shown_names(root)
    names = dict.fromkeys(bare_byline(name) for name in told)
    return "; ".join(name for name in names if name) or None


def _is_name(text: str) -> bool:
    low = text.casefold()
    if len(text) > _LONGEST_NAME or "http" in low or "www." in low or low in layout().no_bylines:
        return False
    return any(char.isalpha() for char in text) and "@" not in text


def _shown_names(root: _Element) -> list[str]:
    linked = [e for e in root.iter("a", "span") if {"author", "byline"} & set((e.get("rel") or "").casefold().split())]
    named = [
        e for e in root.iter() if tag_of(e) in _SHOWS_NAMES and _is_byline_name(_words(e)) and not _is_comment(e)
    ]  # fmt: skip
    for element in (*linked, *named[:10]):
        name = _short(element)
        if name and len(name.split()) <= 8 and _is_name(name):
            return [name]
    return []


def _is_comment(element: _Element) -> bool:
    return any(
        tag_of(up) == "form" or "comment" in _words(up)
        for up in (element, *element.iterancestors("div", "li", "ol", "form"))
    )


def _is_byline_name(words: str) -> bool:
    return any(f" {name} " in words for name in layout().byline_names)
