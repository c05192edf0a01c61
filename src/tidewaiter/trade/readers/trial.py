"""A workbook is opened in a process of its own before it is opened here.

A workbook of five kilobytes can make the library ask for gigabytes: by a cell in the last row and
column, by a count in its first block. The library then ends its whole process, which no
``except`` can hold; so a first try is made in one that may have no more than ``MEMORY``. It is
this file itself, run as a script.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tidewaiter.trade.sheets import Source

MEMORY = 6 * 1024 * 1024 * 1024
"""Bytes of address space, most of it for the libraries themselves: a sheet of 20 million cells has some 1 GiB."""

SECONDS = 300
_REFUSED = 3  # the library says what is wrong with the file; it will say it again


def refuse_costly(source: Source) -> None:
    """Raises InputError where a workbook takes more memory or time to open than any honest one."""
    from tidewaiter.errors import InputError

    data = None
    if source.path is None:
        with source.open() as stream:
            data = stream.read()
    command = [sys.executable, "-P", __file__, source.path or "-"]
    try:
        run = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
        code = run.returncode
    except subprocess.TimeoutExpired:
        code = 1
    if code not in (0, _REFUSED):
        what = f"the workbook cannot be opened within {MEMORY // 1024**3} GiB of memory: it is broken, or a trap"
        raise InputError(what, path=source.name, hint="open it and save it anew, or save the sheet as CSV")


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return  # no such limits on this system
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _try(path: str) -> int:
    import fastexcel

    try:
        book = fastexcel.read_excel(sys.stdin.buffer.read() if path == "-" else path)
        for name in book.sheet_names:
            book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    except MemoryError:
        return 1
    except BaseException:
        return _REFUSED
    return 0


if __name__ == "__main__":
    _limit()
    sys.exit(_try(sys.argv[1]))
