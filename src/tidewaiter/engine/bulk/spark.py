"""The same work on a cluster: blocks are handed to PySpark's ``mapInArrow``, which takes the engine's own function.

Every worker opens the file under the same path, so it has to lie where all of them see it.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from tidewaiter.engine.bulk.run import Numbered, Results, Runner
from tidewaiter.engine.bulk.work import Settings, orders, results, screen_batches
from tidewaiter.errors import SettingsError

_MASTER = re.compile(r"local(\[(\*|[0-9]+)(, ?[0-9]+)?\])?|(spark|k8s|mesos|sc)://\S+|yarn")
_AT_ONCE = 64  # blocks handed to the cluster before their results are fetched
_RESULT = "block long, result binary"


def session(master: str | None = None) -> Any:
    """A Spark session; without ``master`` a cluster of this machine's processors.

    The workers run this very Python: with another one they would not find pyarrow. Raises
    SettingsError where PySpark or Java is missing.
    """
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        hint = "install it with: pip install 'tidewaiter[spark]'"
        raise SettingsError("PySpark is not installed", hint=hint) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    if master and not _MASTER.fullmatch(master):
        hint = "a master is local[*], local[4], spark://host:7077, k8s://... or yarn"
        raise SettingsError("no such Spark master", value=master, hint=hint)
    builder = SparkSession.builder.appName("tidewaiter").config("spark.ui.enabled", "false")
    try:
        return builder.master(master or "local[*]").getOrCreate()
    except Exception as bad:
        java = "JAVA_HOME" in os.environ or shutil.which("java")
        hint = "is the master there, and its port open?" if java else "PySpark needs Java 17 or newer: install a JRE"
        raise SettingsError(f"Spark did not start: {type(bad).__name__}", value=master, hint=hint) from None


def runner(spark: Any) -> Runner:
    """What hands blocks to a Spark session, and gives their results in the blocks' order."""

    def over(blocks: Numbered, settings: Settings) -> Results:
        stream = iter(blocks)
        while held := list(islice(stream, _AT_ONCE)):
            frame = spark.createDataFrame(_rows(held), "block long, order binary")
            spread = frame.repartition(len(held), "block")
            found = spread.mapInArrow(_work(settings), _RESULT).toArrow()
            made = [one for batch in found.to_batches() for one in results(batch)]
            yield from sorted(made, key=lambda one: one.block)

    return over


def _rows(held: Any) -> list[tuple[int, bytes]]:
    batch = orders(held)
    return [
        (number, bytes(order)) for number, order in zip(*(batch.column(at).to_pylist() for at in (0, 1)), strict=True)
    ]


def _work(settings: Settings) -> Callable[[Iterator[Any]], Iterator[Any]]:
    def work(batches: Iterator[Any]) -> Iterator[Any]:
        return screen_batches(batches, settings)

    return work
