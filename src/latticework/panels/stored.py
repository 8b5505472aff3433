"""Ties of every kind of a world as columns: how far each pair's had come in a year, or with how many states one was tied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from latticework.errors import NameNotFound, UsageError
from latticework.model.kind import STATUSES, find_kind, kinds
from latticework.model.state import states
from latticework.panels.column import Array, Column
from latticework.panels.core import Told
from latticework.panels.facts import (
    SINCE,
    WHEN,
    Relation,
    last_whole_year,
    places_by_year,
    relation_of,
    years_held,
    years_looked,
)
from latticework.panels.join import match_pairs
from latticework.panels.rows import Keys, Rows, pair_keys
from latticework.panels.spans import spread
from latticework.panels.system import BITS, FIRST_YEAR, YEARS
from latticework.panels.ties import directed
from latticework.views.ties import TIE_KINDS
from latticework.views.world import World

STANDS = "stands"
"""The step of a tie that has no life cycle: a rivalry, say, stands from a day to a day."""

FURTHEST = ("denied", "ended", "suspended", "proposed", "negotiating", "announced", "signed", "in_force", STANDS)
"""Of several ties of one kind between two states in one year, the one furthest to the right is told."""

TEXTS = ("none", *STATUSES, STANDS)
"""The texts of a column: no such tie (where a source looked at all of them), or the step it had reached."""

PERIOD_KINDS = tuple(name for name, kind in kinds().items() if kind.family == "tie" and not kind.life_cycle)
"""Ties without a life cycle: contiguity, rivalries, arms races, other pledges."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Pairs and years with what was reached in them, one entry a pair, kind and year or more. `kept` says who tells it."""

    kind: NDArray[np.int64]
    one: NDArray[np.int64]
    other: NDArray[np.int64]
    year: NDArray[np.int64]
    rank: NDArray[np.int64]
    of_dataset: NDArray[np.bool_]


def asked_kinds(world: World, asked: Sequence[str] | None) -> tuple[str, ...]:
    """Give the kinds of ties asked for; unasked, all with a life cycle and those others that a source of the world covers."""
    for kind in asked or ():
        if kind not in TIE_KINDS + PERIOD_KINDS:
            raise NameNotFound("kind of tie", kind, TIE_KINDS + PERIOD_KINDS)
    covered = {cover.kind for cover in world.coverage}
    return tuple(asked or (*TIE_KINDS, *(kind for kind in PERIOD_KINDS if kind in covered)))


def tie_columns(
    rows: Rows, world: World, asked: Sequence[str] | None = None, *, status: Sequence[str] = (), when: str = "end"
) -> tuple[dict[str, Column], tuple[str, ...], tuple[Told, ...]]:
    """Give a column for each kind of tie. Of pairs `tie_KIND`: the step of its life cycle that the pair's tie had reached.

    With `status`, `tie_KIND_STATUS` is 1 where a tie of the pair had one of these steps. Of states `ties_KIND`: with how many
    states a tie had one (in force, unless said). `when` is "end" (31 December) or "any" (the furthest on any day of the year).

    Where a tie has a direction, the row's first state owes or gives to its second. Pacts that a grouping's treaty makes among
    its members count as in force. A dataset is heard for the years it covers, where no compiled tie of the kind and no
    grouping ties the two. "none" or 0 is said only where a source with complete coverage looked; else it is unknown, also in
    years not over on the world's day. Then what a reader should know, and the sources used.
    """
    if when not in WHEN:
        raise UsageError(f"no rule within a year is called {when!r}", next_step=f"choose one of {', '.join(WHEN)}")
    strange = [name for name in status if name not in (*STATUSES, STANDS)]
    if strange:
        raise NameNotFound("step of a life cycle", strange[0], (*STATUSES, STANDS))
    wanted = asked_kinds(world, asked)
    if len(rows.sides) > 2:
        raise UsageError("ties are about states or pairs", next_step="make dyad-years or state-years")
    binding = [key for key, grouping in world.groupings.items() if set(grouping.obliges) & set(wanted)]
    with relation_of(world, *wanted, "membership") as relation:
        marks = _marks(relation, rows, world, wanted, when)
        used = relation.sources(_USED, {"binding": binding})
    placed = places_by_year(rows.system)
    ending = f"_{'_or_'.join(status)}" if status else ""
    made: dict[str, Column] = {}
    for at, kind in enumerate(wanted):
        keys, rank = _told_once(marks, at, rows, status or (("in_force", STANDS) if len(rows.sides) == 1 else ()))
        looked = _looked(rows, kind, world, when, placed)
        label = find_kind(kind).label
        if len(rows.sides) == 1:
            name = f"ties_{kind}{ending}"
            made[name] = _partners(rows, keys[rank > 0], looked, f"{label}: number of states tied, at least")
        elif status:
            name = f"tie_{kind}{ending}"
            made[name] = _yes_or_no(rows, keys[rank > 0], looked, f"1 if a {label} was {' or '.join(status)}")
        else:
            made[f"tie_{kind}"] = _steps(rows, keys, rank, looked, f"{label}: {_LABEL[when]}")
    selections = sorted({c.kind for c in world.coverage if c.kind in wanted and not c.complete})
    note = (f"selections, so that absence is unknown: {', '.join(selections)}",) if selections else ()
    return made, (*note, f"years after {last_whole_year(world)} are not over on the day of the world"), used


_USED = "(select * from told where kind <> 'membership' or list_contains($binding, split_part(about, '>', 2)))"
"""The facts that ties are drawn from; memberships only of groupings whose treaty binds their members."""

_LABEL = {"end": "step reached by 31 December", "any": "furthest step on any day of the year"}

_HELD = f"""
with steps as (
    select kind, about, source, status, valid_to, id, {SINCE} as since,
        coalesce(nullif(detail, '') ->> '$.tie', id) as tie, coalesce(nullif(detail, '') ->> '$.role', '') as role,
        list_position($statuses, status) as step
    from told where kind <> 'contiguity' or value between 1 and 5
)
select *, case when status = '' then valid_to
    else lead(since) over (partition by kind, tie order by since, step, id) end as until from steps
"""
"""Each step with the day until which it held: the next step of its tie, or the end of a tie without a life cycle."""

_LAST = {
    "end": "if(until is null, 9999, year(until) - 1)",
    "any": "if(until is null, 9999, greatest(year(until - 1), year(since)))",
}
"""The last year of which a step held the last day, or any day (a step counts in the year it was reached)."""

_PAIRS = """
with held as ({held}), years as (
    select h.kind, h.about, h.status, o.source is not null as of_dataset,
        greatest(year(since), coalesce(o.first, 0)) as first, least({last}, coalesce(o.last, 9999), $last) as last
    from held h left join own o on h.source = o.source and h.kind = o.kind where h.kind <> 'membership'
), givers as (
    select *, unnest(string_split(split_part(about, '>', 1), ';')) as one, case when contains(about, '>')
        then string_split(split_part(about, '>', 2), ';') else string_split(about, ';') end as far
    from years where first <= last
), pairs as (select *, unnest(far) as two from givers)
select list_position($kinds, kind) - 1 as kind, a.place as one, b.place as other, first, last,
    list_position($furthest, if(status = '', '{stands}', status)) - 1 as rank, of_dataset
from pairs join named a on one = a.code join named b on two = b.code where one <> two
"""

_MEMBERS = """
select split_part(about, '>', 2) as grouping, a.place as state, year(since) as first, least({last}, $last) as last
from ({held}) join named a on split_part(about, '>', 1) = a.code
where kind = 'membership' and role = 'member' and status not in ('ended', 'denied') order by all
"""


def _marks(relation: Relation, rows: Rows, world: World, wanted: tuple[str, ...], when: str) -> Marks:
    """Give what every tie of the world had reached in every year of the rows, as places in the rows' system."""
    own = [(c.source, c.kind, *years_held(c.start, c.end, when)) for c in world.coverage]
    relation.con.execute("create table own (source varchar, kind varchar, first integer, last integer)")
    if own:
        relation.con.executemany("insert into own values (?, ?, ?, ?)", own)
    last = last_whole_year(world) if when == "end" else world.as_of.year
    given: dict[str, Any] = {"statuses": list(STATUSES), "last": last}
    sql = _PAIRS.format(held=_HELD, last=_LAST[when], stands=STANDS)
    found = relation.ask(sql, {**given, "kinds": list(wanted), "furthest": list(FURTHEST)})
    sql = _MEMBERS.format(held=_HELD, last=_LAST[when])
    members = relation.ask(sql, given)
    placed = places_by_year(rows.system, when)
    told = _by_year(rows, placed, found)
    return _joined([told, *_through_groupings(rows, placed, world, wanted, members, when)])


def _by_year(rows: Rows, placed: NDArray[np.int16], found: dict[str, Array]) -> Marks:
    """Spread ties over the years of the rows and place their states in the rows' system."""
    low, high = _years(rows)
    spell, year = spread(np.maximum(found["first"], low), np.minimum(found["last"], high))
    one, other = (placed[found[side][spell], year].astype(np.int64) for side in ("one", "other"))
    fine = (one >= 0) & (other >= 0) & (one != other)
    at = spell[fine]
    return Marks(
        found["kind"][at].astype(np.int64), one[fine], other[fine], year[fine], found["rank"][at].astype(np.int64),
        found["of_dataset"][at].astype(bool),
    )  # fmt: skip


def _through_groupings(
    rows: Rows, placed: NDArray[np.int16], world: World, wanted: tuple[str, ...], members: dict[str, Any], when: str
) -> list[Marks]:
    """Give the pacts that bind members of a grouping to each other, in force while both are members."""
    low, high = _years(rows)
    made = []
    for key, grouping in world.groupings.items():
        bound = [wanted.index(kind) for kind in grouping.obliges if kind in wanted]
        mine = np.flatnonzero(members["grouping"] == key) if bound else np.zeros(0, np.int64)
        if not len(mine):
            continue
        ended = years_held(grouping.ended, grouping.ended, when)[1] if grouping.ended else high
        first, last = (np.asarray(members[name])[mine] for name in ("first", "last"))
        spell, year = spread(np.maximum(first, low), np.minimum(np.minimum(last, high), ended))
        place = placed[np.asarray(members["state"])[mine][spell], year]
        inside = np.zeros((rows.system.count, YEARS), dtype=bool)
        inside[place[place >= 0], year[place >= 0]] = True
        ever = np.flatnonzero(inside.any(axis=1))
        small = inside[ever]
        one, other, when_ = np.nonzero(
            small[:, None, :] & small[None, :, :] & ~np.eye(len(ever), dtype=bool)[..., None]
        )
        rank = np.full(len(one), FURTHEST.index("in_force"))
        for kind in bound:
            made.append(
                Marks(np.full(len(one), kind), ever[one], ever[other], when_, rank, np.zeros(len(one), dtype=bool))
            )
    return made


def _joined(parts: Sequence[Marks]) -> Marks:
    return Marks(*(np.concatenate([getattr(part, name) for part in parts]) for name in Marks.__slots__))


def _years(rows: Rows) -> tuple[int, int]:
    if not len(rows):
        return FIRST_YEAR, FIRST_YEAR - 1
    return int(rows.year.min()) + FIRST_YEAR, int(rows.year.max()) + FIRST_YEAR


def _told_once(marks: Marks, kind: int, rows: Rows, status: Sequence[str]) -> tuple[Keys, NDArray[np.int64]]:
    """Give each pair and year of a kind once, with its furthest rank (or 1 for a wanted step, 0 for others).

    What a dataset tells is left out where compiled ties or groupings tell of the pair in the year.
    """
    at = marks.kind == kind
    one, other = marks.one[at], marks.other[at]
    if len(rows.sides) == 2 and directed(rows) is False:
        one, other = np.minimum(one, other), np.maximum(one, other)
    keys = pair_keys(one, other, marks.year[at].astype(np.int16), rows.system.count)
    rank = marks.rank[at]
    if status:
        rank = np.isin(rank, [FURTHEST.index(name) for name in status]).astype(np.int64)
    compiled = np.unique(keys[~marks.of_dataset[at]])
    keep = ~marks.of_dataset[at] | ~np.isin(keys, compiled)
    keys, rank = keys[keep], rank[keep]
    order = np.lexsort((rank, keys))
    keys, rank = keys[order], rank[order]
    last = np.append(keys[1:] != keys[:-1], True) if len(keys) else np.zeros(0, dtype=bool)
    return keys[last], rank[last]


def _steps(rows: Rows, keys: Keys, rank: NDArray[np.int64], looked: NDArray[np.bool_], label: str) -> Column:
    values = np.where(looked, 0, -1).astype(np.int8)
    match = match_pairs(rows, keys)
    text_of = np.array([TEXTS.index(name) for name in FURTHEST], dtype=np.int8)
    values[match.row] = text_of[rank[match.source]]
    return Column(values, label, "", TEXTS)


def _yes_or_no(rows: Rows, keys: Keys, looked: NDArray[np.bool_], label: str) -> Column:
    values = np.where(looked, 0, np.iinfo(np.int8).min).astype(np.int8)
    values[match_pairs(rows, keys).row] = 1
    return Column(values, label)


def _partners(rows: Rows, keys: Keys, looked: NDArray[np.bool_], label: str) -> Column:
    """Count the states a state was tied to, whoever owes; a state tied both ways counts once."""
    pair, year = keys >> BITS, keys & (YEARS - 1)
    ends = np.concatenate([np.stack([pair // rows.system.count, pair % rows.system.count, year])] * 2, axis=1)
    ends[:2, len(keys) :] = ends[1::-1, len(keys) :]
    ends = np.unique(ends, axis=1)
    counted = np.bincount(ends[0] * YEARS + ends[2], minlength=rows.system.count * YEARS)[rows.cells(0)]
    values = np.where((counted > 0) | looked, counted, np.iinfo(np.int16).min).astype(np.int16)
    return Column(values, label)


def _looked(rows: Rows, kind: str, world: World, when: str, placed: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Give the rows for which a source with complete coverage looked at a kind; one covered state is enough."""
    found = np.zeros(len(rows), dtype=bool)
    at_of = {code: at for at, code in enumerate(states())}
    for cover in world.coverage:
        if cover.kind != kind or not cover.complete:
            continue
        first, last = years_looked(cover, world, when)
        fine = (rows.year >= first - FIRST_YEAR) & (rows.year <= last - FIRST_YEAR)
        if cover.states:
            held = placed[[at_of[code] for code in sorted(cover.states) if code in at_of]]
            named = np.zeros((rows.system.count, YEARS), dtype=bool)
            at, year = np.nonzero(held >= 0)
            named[held[at, year], year] = True
            fine &= np.logical_or.reduce([named.ravel()[rows.cells(side)] for side in range(len(rows.sides))])
        found |= fine
    return found
