"""A consolidated list of invented parties, as long as a test wants it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def made(
    number: int = 650, *, day: str | None = "2026-02-27", tail: str = "</CONSOLIDATED_LIST>", firms: int = 40
) -> bytes:
    """A list of ``number`` invented parties, the first of them ``firms`` organisations, the others persons."""
    dated = f' dateGenerated="{day}T00:00:00Z"' if day else ""
    entries = "".join(_entry(n, "ENTITY" if n < firms else "INDIVIDUAL") for n in range(number))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST{dated}>{entries}{tail}'.encode()


def _entry(n: int, kind: str) -> str:
    programme = "DPRK" if n % 5 else "INVENTED"
    return (
        f"<{kind}><DATAID>{7000000 + n}</DATAID><FIRST_NAME>MADE-UP NUMBER {n}</FIRST_NAME>"
        f"<UN_LIST_TYPE>{programme}</UN_LIST_TYPE><REFERENCE_NUMBER>KPx.{n:03d}</REFERENCE_NUMBER></{kind}>"
    )


@pytest.fixture(scope="session")
def un_list() -> Callable[..., bytes]:
    """``un_list(650, day="2026-02-27")``: the bytes of a list."""
    return made


@pytest.fixture
def un_file(tmp_path: Path) -> Callable[..., Path]:
    """``un_file("list.xml", 650, day="2026-02-27")``: a list as a file outside the folder of lists."""

    def put(name: str = "list.xml", number: int = 650, **told: object) -> Path:
        (tmp_path / "own").mkdir(exist_ok=True)
        path = tmp_path / "own" / name
        path.write_bytes(made(number, **told))  # type: ignore[arg-type]
        return path

    return put
