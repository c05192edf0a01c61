"""Loads what every process that screens blocks needs; the server that they are forked from imports it."""

from __future__ import annotations

import gc

import numpy  # noqa: F401
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet  # noqa: F401

from tidewaiter.engine.bulk.resolve import ties, words
from tidewaiter.goods.suggest import contradiction
from tidewaiter.law.load import default
from tidewaiter.model import Event, HsCode, Item, Role
from tidewaiter.screen import screen_row

words(default(), acts=True)
ties("repair of a labor training grant in Nampo, Pyongyang", default(), item=True)
ties("ship repair and maintenance of engines", default(), item=True)
contradiction("motor cars from Korea", "010121")
screen_row(
    Event(
        id="row-1",
        type="transfer",
        supplier=Role(country="CN"),
        destination=Role(country=default().target),
        item=Item(text="motor cars shipped to Nampo by way of Dandong"),
        hs=(HsCode("870323", declared=True),),
        rule="row",
    ),
    {},
    default(),
)
gc.collect()
gc.freeze()  # what is loaded stays: to go through it again and again would take a quarter of the time
