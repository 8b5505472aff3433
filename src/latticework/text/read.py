"""Reading a document: events, ties, figures and namings, each with its days and its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from latticework.text.clauses import Clause
from latticework.text.coder import Coder, linear
from latticework.text.dating import time_of
from latticework.text.document import Document
from latticework.text.events import Event, events_in
from latticework.text.figures import Figure, figures
from latticework.text.links import shipped
from latticework.text.namings import Naming, namings
from latticework.text.scenes import Scene, scenes
from latticework.text.scope import in_scope
from latticework.text.sentences import clauses
from latticework.text.tie_shapes import Tie
from latticework.text.ties import ties_in
from latticework.text.times import TimeMention, find_times

AT_ONCE = 24
"""Documents parsed together: enough for speed, few enough for even memory."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read in one document. `when` gives the time of an event or tie by its place in the list."""

    document: Document
    events: list[Event]
    ties: list[Tie]
    figures: list[Figure]
    namings: list[Naming]
    event_times: list[TimeMention | None] = field(default_factory=list)
    tie_times: list[TimeMention | None] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list, repr=False)


def read_documents(documents: Iterable[Document], coder: Coder | None = None) -> Iterator[Read]:
    """Read documents in order, a few at a time; memory does not grow with their number."""
    chosen: Coder = coder or linear()
    now: list[Document] = []
    for document in documents:
        now.append(document)
        if len(now) == AT_ONCE:
            yield from _read(now, chosen)
            now = []
    if now:
        yield from _read(now, chosen)


def _read(documents: list[Document], coder: Coder) -> Iterator[Read]:
    for document, parsed in zip(documents, clauses(documents), strict=True):
        yield read_parsed(document, parsed, coder)


def read_parsed(document: Document, parsed: Sequence[Clause], coder: Coder) -> Read:
    """Read one document whose sentences are parsed; a text without security content gives nothing."""
    if not in_scope(parsed):
        return Read(document, [], [], [], [], clauses=list(parsed))
    times = find_times(document.text, document.published)
    walked = scenes(parsed)
    seen = shipped().network(walked)
    named = namings(parsed)
    found = [event for event in events_in(walked, seen, coder) if not _named(parsed, event, named)]
    told = ties_in(walked, seen)
    reached = [time for time in times if time.kind != "deadline"]  # by when it is due is not when a step was reached
    return Read(
        document=document,
        events=found,
        ties=told,
        figures=figures(document.text, parsed, times),
        namings=named,
        event_times=[time_of(parsed[event.sentence], event.word, times) for event in found],
        tie_times=[_when(walked[tie.sentence], tie, told, reached) for tie in told],
        clauses=list(parsed),
    )


def _when(scene: Scene, tie: Tie, told: list[Tie], times: list[TimeMention]) -> TimeMention | None:
    """When a tie reached its step; of several that one word tells, the first time told behind the party that is its own.

    `an agreement with Australia in 2022 and another with Britain on Wednesday`
    """
    clause = scene.clause
    same = [
        other for other in told if (other.sentence, other.word) == (tie.sentence, tie.word) and other.kind == tie.kind
    ]
    shared = set(tie.parties).intersection(*(other.parties for other in same))
    own = [token for token, codes in scene.phrases.items() if set(codes) & (set(tie.parties) - shared)]
    others = [
        token
        for token, codes in scene.phrases.items()
        if set(codes) & ({code for other in same for code in other.parties} - set(tie.parties))
    ]
    if len(same) < _SEVERAL or not own or not shared:
        return time_of(clause, tie.word, times)
    low = clause.tokens[max(own)].start
    high = min((clause.tokens[token].start for token in others if clause.tokens[token].start > low), default=clause.end)
    mine = [time for time in times if low <= time.start < high]
    return mine[0] if mine else None


_SEVERAL = 2


def _named(parsed: Sequence[Clause], event: Event, named: list[Naming]) -> bool:
    """Whether an event is only the word of a naming: to be on a list of threats is no threat made."""
    at = parsed[event.sentence].tokens[event.word].start
    return event.root == "THREATEN" and any(
        one.sentence == event.sentence and one.start <= at < one.end for one in named
    )
