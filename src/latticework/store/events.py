"""Bulk events: the same facts in narrow columns. What is constant is not written; a row becomes a fact when it is asked for.

A reported event has an actor, a target, a day and a code; its other columns follow from these. Millions of them a day would
drown in the wide row, so their segments hold `COLUMNS` only, and `AS_FACTS` turns them into fact rows, id included.
"""

from __future__ import annotations

from latticework.model.fact import ID_SQL

COLUMNS = (
    "event", "day", "known_from", "actor", "target", "code", "quad", "goldstein", "mentions", "articles", "tone", "place",
    "source", "release",
)  # fmt: skip
"""The columns of a segment of events."""

SORTED_BY = "actor, target, day, event"
"""How a compaction lays events out; an import leaves them in the order of their file, so that any number streams through."""

LAYOUT = "events"
KIND = "event"

_DETAIL = (
    'concat(\'{"articles": "\', articles, \'", "code": "\', code, \'", "event": "\', event, \'", "mentions": "\', mentions, \'"\', '
    "case when place is null then '' else concat(', \"place\": \"', place, '\"') end, "
    '\', "quad": "\', quad, \'", "tone": "\', tone, \'"}\')'
)

_WIDE = (
    "select 'event' as kind, concat(actor, '>', target) as about, day as valid_from, cast(day + interval 1 day as date) as valid_to, "
    "'day' as precision, cast(goldstein as double) as value, 'score' as unit, 'Goldstein' as basis, '' as status, "
    f"{_DETAIL} as detail, known_from, source, release, concat('event ', event) as locator, '' as quote, "
    "'sources.' || source || '/1' as read_by from narrow"
)

AS_FACTS = f"select {ID_SQL} as id, * from ({_WIDE})"
"""Fact rows of the rows of a relation called `narrow`."""
