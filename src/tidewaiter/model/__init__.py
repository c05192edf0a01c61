"""The ten concepts, as frozen data. Standard library only; nothing here does anything."""

from tidewaiter.model.case import Case, Judgement, MergedEvent, Provenance, Reading, Voice
from tidewaiter.model.document import Document
from tidewaiter.model.event import (
    Approval,
    Circumstances,
    Event,
    EventStance,
    EventType,
    HsCode,
    Item,
    Manner,
    MeasureRef,
    Money,
    Quantity,
    Role,
    RunningTotal,
)
from tidewaiter.model.finding import (
    ANSWERS,
    VERDICTS,
    Answer,
    ConditionAnswer,
    ExceptionAnswer,
    Finding,
    Verdict,
)
from tidewaiter.model.party import Designation, Party, PartyKind, PartyList
from tidewaiter.model.span import Span, cut, is_verbatim
from tidewaiter.model.statement import Form, SpeakerKind, Stance, Statement
from tidewaiter.model.story import Aligned, Comparison, Edit, Relation, Story
from tidewaiter.model.when import UNKNOWN, Precision, When, read_when

__all__ = [
    "ANSWERS",
    "UNKNOWN",
    "VERDICTS",
    "Aligned",
    "Answer",
    "Approval",
    "Case",
    "Circumstances",
    "Comparison",
    "ConditionAnswer",
    "Designation",
    "Document",
    "Edit",
    "Event",
    "EventStance",
    "EventType",
    "ExceptionAnswer",
    "Finding",
    "Form",
    "HsCode",
    "Item",
    "Judgement",
    "Manner",
    "MeasureRef",
    "MergedEvent",
    "Money",
    "Party",
    "PartyKind",
    "PartyList",
    "Precision",
    "Provenance",
    "Quantity",
    "Reading",
    "Relation",
    "Role",
    "RunningTotal",
    "Span",
    "SpeakerKind",
    "Stance",
    "Statement",
    "Story",
    "Verdict",
    "Voice",
    "When",
    "cut",
    "is_verbatim",
    "read_when",
]
