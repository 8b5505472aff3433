"""Multilateral treaties as objects: when each was opened for signature, came into force, ended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from latticework.model.tables import read_csv


@dataclass(frozen=True, slots=True)
class Treaty:
    """The life of a treaty, a day of each step as written; `in_force` empty says that it never came into force.

    Its parties are facts of the kind `membership` (roles: party, signatory, leaving, outside).
    """

    key: str
    opened: str
    in_force: str
    ended: str
    source: str
    locator: str
    note: str


@cache
def treaties() -> dict[str, Treaty]:
    """All multilateral treaties by key, in the order of the table.

    >>> treaties()["NPT"].in_force
    '1970-03-05'
    """
    return {
        row["key"]: Treaty(
            row["key"], row["opened"], row["in_force"], row["ended"], row["source"], row["locator"], row["note"]
        )
        for row in read_csv("latticework.model", "treaties.csv")
    }
