"""Alliance pledges of pairs, from ATOP."""

from __future__ import annotations

import numpy as np

from latticework.panels.column import Column
from latticework.panels.join import Match, fill, match_pairs, other_way, placed
from latticework.panels.labels import label_of
from latticework.panels.rows import Rows
from latticework.panels.tables import Tables


def alliances(rows: Rows, tables: Tables) -> tuple[dict[str, Column], int]:
    """Give atop_defense, atop_offense, atop_neutral, atop_nonagg, atop_consul and atop_alliance (any of them).

    1 where the first state was pledged to the second in the year, 0 where ATOP knows of no such pledge, unknown
    outside 1815-2018. In panels without direction the higher of the two directions. The second result counts pledges
    that no row took up. Leeds et al. 2002.
    """
    at = placed(tables, rows.system, "atop")
    assert at.keys is not None
    match = match_pairs(rows, at.keys)
    lost = match.lost
    both = [match]
    if directed(rows) is False:
        back = other_way(at.keys, rows.system.count)
        order = np.argsort(back, kind="stable")
        found = match_pairs(rows, back[order])
        both.append(Match(found.row, order[found.source]))
        lost = len(at.keys) - len(np.unique(np.concatenate([m.source for m in both])))
    made: dict[str, Column] = {}
    any_pledge = None
    for name in at.card.take:
        values = fill(rows, both[0], at.values(name), none_in=at.card.years)
        for more in both[1:]:
            np.maximum.at(values, more.row, at.values(name)[more.source])
        made[name] = Column(values, label_of(name), at.card.name)
        any_pledge = values.copy() if any_pledge is None else np.maximum(any_pledge, values)
    assert any_pledge is not None
    return {"atop_alliance": Column(any_pledge, label_of("atop_alliance"), at.card.name), **made}, lost + at.lost


def directed(rows: Rows) -> bool | None:
    """Say whether a panel of pairs has both directions; None when it has no rows."""
    if not len(rows):
        return None
    return bool((rows.sides[0] > rows.sides[1]).any())
