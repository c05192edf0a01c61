"""A newer edition of a list while the service runs: seen by a look at the files, built aside, taken up in one step.

A request is answered to its end from the desk that it began with. What cannot be read or built changes nothing: the
lists at hand go on answering, and the catalog says that they are not the newest.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidewaiter.errors import TidewaiterError
from tidewaiter.web.parties.access import place
from tidewaiter.web.parties.desk import Desk

if TYPE_CHECKING:
    from tidewaiter.parties.matching.matcher import Matcher

EVERY = 3.0
"""Seconds between two looks at the lists."""

_log = logging.getLogger("tidewaiter.web")


@dataclass(slots=True)
class Renewal:
    """What a service does about newer editions.

    ``look`` gives a text that changes with the lists, cheaply; ``known`` is what it gave for those of the ``desk``.
    ``build`` gives a matcher over the lists as they are, however long that takes; ``fresh`` a desk over it that is
    ready for its first request; ``take`` puts it in the place of the one before.
    """

    desk: Desk
    known: str
    look: Callable[[], str]
    build: Callable[[], Matcher]
    fresh: Callable[[Matcher], Desk]
    take: Callable[[Desk], None]
    _seen: str = field(default="", init=False)
    _failed: bool = field(default=False, init=False)

    def run(self, stop: threading.Event) -> None:
        """Looks again and again until it is told to stop."""
        while not stop.wait(EVERY):
            self.turn()

    def turn(self) -> None:
        """One look. Lists that have changed since the look before are left to settle: an update writes several."""
        try:
            seen = self.look()
        except (TidewaiterError, OSError):
            return  # the folder is just being written, or gone: what is loaded stays
        if seen == self.known:
            self._seen, self.desk.stale = "", self._failed
            return
        self.desk.stale = True
        if seen != self._seen:
            self._seen = seen
        else:
            self._renew(seen)

    def _renew(self, seen: str) -> None:
        self.known, self._failed = seen, True  # what failed is tried again when the lists change again
        try:
            matcher = self.build()
            fresh = self.desk if matcher.digest == self.desk.matcher.digest else self.fresh(matcher)
        except TidewaiterError as bad:
            _log.warning("the lists have changed, and those of before stay in use: %s", bad)
        except Exception as fault:  # nothing that happens here may end the service
            _log.error("the lists have changed, and those of before stay in use: %s", place(fault))
        else:
            self._failed = fresh.stale = False
            if fresh is not self.desk:
                self.take(fresh)
                self.desk = fresh
