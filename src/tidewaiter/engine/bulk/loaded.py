"""Loads what every process that screens blocks needs; the server that they are forked from imports it."""

from __future__ import annotations

import gc

import numpy  # noqa: F401
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet  # noqa: F401

from tidewaiter.engine.bulk.resolve import words
from tidewaiter.goods.suggest import contradiction
from tidewaiter.law.load import default

words(default(), acts=True)
contradiction("motor cars from Korea", "010121")
gc.collect()
gc.freeze()  # what is loaded stays: to go through it again and again would take a quarter of the time
