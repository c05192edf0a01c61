"""Calls of named ships at ports: which ship lay, berthed or put in where.

No goods change hands, so these are no transfers but acts of type *other* with the activity ``port-call``, which the
rules on ships that may enter no port look at. A ship without a name is none that a list can name. The words are those
of ``lexicon/voyages.*.yaml``.
"""

from __future__ import annotations

from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.telling.acts import Act, Filler, with_status
from tidewaiter.reports.telling.carriers import Carrier
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.transfers import Transfers
from tidewaiter.reports.telling.voyages import Voyages

PORT_CALL = "port-call"


class PortCalls:
    """Reads the port calls of one text from its verbs."""

    __slots__ = ("factuality", "fillers", "known", "text", "voyages")

    def __init__(self, transfers: Transfers, voyages: Voyages) -> None:
        self.voyages = voyages
        self.known: WordLists = voyages.lexicon
        self.fillers: Fillers = transfers.fillers
        self.factuality: Factuality = transfers.factuality
        self.text: Text = transfers.text

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The call that a verb tells of: "the Petrel docked in Aden", "made a port call at Aden"."""
        if group.infinitive or not self._is_call(group):
            return None
        subject = self.text.subject(group)
        carrier = self._ship(subject)
        where = self._where(group) if carrier is not None else None
        if subject is None or carrier is None or where is None:
            return None
        status = self.factuality.status(group, unit)
        if not status.told or status.negated:
            return None
        act = Act("other", group.main, unit, f"{PORT_CALL}:{group.lemma}", activities=(PORT_CALL,))
        act.vessel, act.destination = self.voyages.vessel(carrier, subject), where
        return with_status(act, status)

    def _among(self, name: str, group: Group) -> bool:
        return self.known.among(name, self.text.lower[group.main])

    def _is_call(self, group: Group) -> bool:
        if group.passive:
            return self._among("berthing", group)
        return any(self._among(name, group) for name in ("berthing", "calling", "entering", "making"))

    def _ship(self, subject: Phrase | None) -> Carrier | None:
        carrier = self.voyages.of(subject)
        return carrier if carrier is not None and carrier.mode == "sea" and carrier.name is not None else None

    def _where(self, group: Group) -> Filler | None:
        """The port, in a country that is known: behind a preposition, or what was entered."""
        text = self.text
        objects = text.objects(group)
        if self._among("making", group):
            calls = [phrase for phrase in objects if self.known.among("calls", text.lower[phrase.head])]
            if not calls:
                return None
            objects = ()
            inner = [phrase for call in calls for word, phrase in text.complements(call) if self._at(word)]
        elif self._among("entering", group):
            return self._entered(next(iter(objects), None))
        else:
            inner = []
        inner += [phrase for word, phrase in text.obliques(group) if self._at(word)]
        return next((port for phrase in inner if (port := self._port(phrase)) is not None), None)

    def _entered(self, phrase: Phrase | None) -> Filler | None:
        """What was entered if it is a port or a place, and no stretch of sea."""
        if phrase is None:
            return None
        port = self.known.among("berths", self.text.lower[phrase.head]) or self.fillers.names.is_place(phrase)
        return self._port(phrase) if port else None

    def _at(self, word: str) -> bool:
        return self.known.among("at", word)

    def _port(self, phrase: Phrase | None) -> Filler | None:
        if phrase is None or self.text.is_time(phrase):
            return None
        found = self.fillers.party(phrase)
        if found is None or found.country is None:
            found = self.fillers.country_filler(phrase.first, self.text.extended(phrase))
        return found if found is not None and found.country is not None else None
