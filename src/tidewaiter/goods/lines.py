"""Reads the files of words, in which every line is ``key: text``.

Loading them is paid at each start, in each process of a pool. Most lines are so plain that YAML cannot but read them as
they stand; these are cut at the colon. A file with anything else goes to the reader of YAML, which also says what is
wrong with it.
"""

from __future__ import annotations

import re
from pathlib import Path

from tidewaiter.datafile import Tree, read_tree

# What begins an unquoted key or value must be no mark of YAML.
_KEY = re.compile(r"""(?:"([^"\\]+)"|([^\s"'\[\]{}&*!|>%@`,?:#~=<.-][^:#"]*)): """)
_MARKS = frozenset(" \t\"'[]{}&*!|>%@`,?:#~=<.-")
_ESCAPED = re.compile(r"[\"\\]")
_NOTHING = ("null", "")


def read_lines(path: Path) -> Tree:
    """The tree of a file of words; raises DataError, with the place, where it is not one."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return read_tree(path)
    return _plain(text, str(path)) or read_tree(path)


def _plain(text: str, path: str) -> Tree | None:
    """The tree of a text of plain lines alone; None where a single one is not plain."""
    tree = Tree(path)
    tree.value = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        hit = _KEY.match(line)
        if not hit or not line.isprintable():
            return None
        key, value = hit[1] or hit[2], _value(line[hit.end() :].rstrip(" "))
        if value is None or key in tree.value or key[-1] == " ":
            return None
        tree.value[key] = value
        tree.keys[key,] = (number, 1)
        tree.places[key,] = (number, hit.end() + 1)
    return tree if tree.value else None


def _value(written: str) -> str | None:
    """What YAML reads where this stands alone behind a colon; None where that is not plain to see."""
    if written[:1] == '"' == written[-1:] and len(written) > 1:
        return written[1:-1] if not _ESCAPED.search(written, 1, len(written) - 1) else None
    if written in _NOTHING or written[0] in _MARKS:
        return None
    colon = ":" in written and (": " in written or written[-1] == ":")
    return None if colon or ("#" in written and " #" in written) else written
