"""Expressions for any of several spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(spellings: Iterable[str]) -> str:
    """What matches any of the spellings as they stand, the longest first, so that none hides a longer one."""
    return "|".join(re.escape(one) for one in sorted(spellings, key=lambda one: (-len(one), one)))
