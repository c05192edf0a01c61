"""Libraries that only some forms of files need: loaded when one is read, missed in words that help."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tidewaiter.errors import ReaderError


def load(module: str, *, path: str, what: str) -> Any:
    """The module of the extra ``tables``; raises ReaderError with the command that installs it."""
    try:
        return import_module(module)
    except ImportError:
        hint = "install it with: pip install 'tidewaiter[tables]'"
        raise ReaderError(f"{what} needs the library {module.split('.')[0]}", path=path, hint=hint) from None
