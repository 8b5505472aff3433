"""The reader of the pack: all its facts as rows, and a digest that changes when any table does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from latticework.model.tables import damaged
from latticework.pack import events, figures, orders, ties, trade
from latticework.pack.rows import FactRow

TABLES = (
    ties.ties,
    ties.memberships,
    ties.grouping_roles,
    events.events,
    events.weapons,
    events.sites,
    events.pledges,
    orders.orders,
    events.documents,
    figures.spending_as_published,
    figures.spending_changes,
    figures.military_spending,
    figures.world_bank,
    figures.us_personnel,
    figures.warheads,
    figures.warheads_as_published,
    figures.exchange_rates,
    figures.exchange_rates_told,
    figures.distances,
    figures.missile_tests,
    trade.arms_trade,
    trade.nato_personnel,
)
"""Every reader of a pack table, listed by hand; a test checks that each file is read by one of them."""


def rows() -> Iterator[FactRow]:
    """Give every fact of the pack as a row of the store; raises DataError when a table cannot be read."""
    for table in TABLES:
        try:
            yield from table()
        except (ValueError, LookupError, TypeError) as error:
            raise damaged("latticework.pack", f"{table.__name__}: {error}") from error


def digest() -> str:
    """Hash the names and bytes of all tables (16 hex digits): the pack's release."""
    total = hashlib.sha256()
    for name, entry in sorted(_walk(files("latticework.pack").joinpath("tables"), "")):
        total.update(name.encode() + entry.read_bytes())
    return total.hexdigest()[:16]


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry
