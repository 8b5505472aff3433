"""How a question becomes SQL: which segments can hold its answer, and what is asked of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from latticework.model.fact import COLUMNS
from latticework.store import events
from latticework.store.segment import Segment

Side = tuple[str, dict[str, Any]]
"""A query and what is given with it; segments among the values stand for their files."""

LISTED = ", ".join(COLUMNS)


def unindexed(listed: Iterable[Segment]) -> tuple[Segment, ...]:
    """Give the segments of facts whose written parties do not follow from the parties: not laid out, or of several parties."""
    return tuple(one for one in listed if not one.plain)


def forms(parties: Sequence[str]) -> list[str] | None:
    """Give the written forms in which a plain fact can name all these parties; None where they are too many to say.

    >>> forms(["JPN", "CHN"])
    ['CHN;JPN', 'CHN>JPN', 'JPN;CHN', 'JPN>CHN']
    """
    if len(set(parties)) < 2:
        return None
    pairs = permutations(dict.fromkeys(parties)) if len(set(parties)) == 2 else ()
    return sorted(f"{a}{mark}{b}" for a, b in pairs for mark in ";>")


def facts_side(
    listed: Sequence[Segment], kinds: Sequence[str], parties: Sequence[str], written: Sequence[str] | None
) -> Side | None:
    """Say the query of the segments of facts. `written` are the forms that `unindexed` segments name the parties in.

    None where no segment can hold an answer. Without `written`, each row is looked at.
    """
    where, given = ["true"], dict[str, Any]()
    if kinds:
        where.append(f"kind in ({', '.join(f'$kind{n}' for n in range(len(kinds)))})")
        given |= {f"kind{n}": kind for n, kind in enumerate(kinds)}
    plain = forms(parties)
    chosen = tuple(one for one in listed if may_hold(one, kinds, plain if one.plain else None))
    if not chosen:
        return None
    if parties and written is not None:
        names = sorted({*written, *(plain or ())})
        tests = [f"about in ({', '.join(f'$about{n}' for n in range(len(names)))})"] if names else []
        given |= {f"about{n}": name for n, name in enumerate(names)}
        if plain is None:
            tests.append(
                "about = $party or starts_with(about, $party || '>') or starts_with(about, $party || ';') "
                "or ends_with(about, '>' || $party) or ends_with(about, ';' || $party)"
            )
            given["party"] = parties[0]
        where.append(f"({' or '.join(tests) or 'false'})")
    elif parties:
        where += [f"list_contains(regexp_split_to_array(about, '[;>]'), $party{n})" for n in range(len(parties))]
        given |= {f"party{n}": party for n, party in enumerate(parties)}
    sql = f"select {LISTED} from read_parquet($files) where {' and '.join(where)}"
    return sql, {**given, "files": chosen}


def events_side(listed: Sequence[Segment], parties: Sequence[str]) -> Side | None:
    """Say the query of the segments of events, as rows of facts; None where no segment can hold an answer."""
    wanted = list(dict.fromkeys(parties))
    both = len(wanted) == 2
    chosen = tuple(one for one in listed if not both or may_hold(one, wanted, wanted))
    if not chosen or len(wanted) > 2:
        return None
    narrow = " and ".join(["true", *(f"$side{n} in (actor, target)" for n in range(len(wanted)))])
    given: dict[str, Any] = {f"side{n}": party for n, party in enumerate(wanted)}
    if both:  # said of each column too: what was laid out is then left unread
        narrow += " and actor in ($side0, $side1) and target in ($side0, $side1)"
    rows = f"with narrow as (select * from read_parquet($events) where {narrow}) {events.AS_FACTS}"
    return f"select {LISTED} from ({rows})", {**given, "events": chosen}


def may_hold(one: Segment, firsts: Sequence[str], seconds: Sequence[str] | None) -> bool:
    """Whether a segment can hold a row with one of these first keys (any, where there are none) and one of these second keys.

    >>> laid = Segment("f", "o", 1, 1, "", low=("gdp", "CHN"), high=("gdp", "JPN"))
    >>> may_hold(laid, ["gdp"], ["FRA"]), may_hold(laid, [], ["USA"]), may_hold(laid, ["trade"], None)
    (True, False, False)
    """
    low, high = one.low, one.high
    if low is None or high is None:
        return True
    if not firsts:
        if low[0] != high[0]:
            return seconds is None or bool(seconds)
        firsts = (low[0],)
    if seconds is None:
        return any(low[0] <= first <= high[0] for first in firsts)
    return any(low <= (first, second) <= high for first in firsts for second in seconds)
