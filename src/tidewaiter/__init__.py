"""Tidewaiter reads news reports and trade records and says which sanctions measures they touch, and why.

The public names are resolved when they are first used, so that importing the package costs
next to nothing.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

_PUBLIC: dict[str, str] = {}

__all__ = ["__version__"]


def __getattr__(name: str) -> Any:
    if name in _PUBLIC:
        from importlib import import_module

        return getattr(import_module(_PUBLIC[name]), name)
    raise AttributeError(f"module 'tidewaiter' has no attribute {name!r}")
