"""Orders of arms: who plans, agrees or has ordered to buy how many of which weapon from whom."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.model.grouping import name_of
from latticework.model.tables import read_csv
from latticework.pack.rows import FactRow, fact_row

_STAGES = ("planned", "agreed", "ordered", "delivered")
"""How far a purchase has come: a plan or letter of intent, a framework or choice, a contract, all delivered."""
_SAID = ("weapon", "aliases", "class", "seller", "upper", "currency", "deadline", "checked", "note")


def orders() -> Iterator[FactRow]:
    """Give the orders of each buyer, one a row: the number, its upper end where there is one, and the stage."""
    for row in read_csv("latticework.pack", "orders.csv"):
        if row["status"] not in _STAGES:
            raise ValueError(f"{row['order']}: {row['status']} is no stage of an order")
        yield fact_row(
            kind="arms_order",
            about=row["buyer"],
            start=row["date"],
            value=float(row["number"] or row["upper"]),
            unit="count",
            basis=f"{row['weapon']} from {name_of(row['seller'])}",
            detail={
                "title": f"{row['weapon']} from {name_of(row['seller'])}, {row['status']}",
                "comparator": "exactly" if row["number"] else "up_to",
                "stage": row["status"],
                "price": row["value"],
                **{name: row[name] for name in _SAID},
            },
            source=row["source"],
            locator=row["locator"],
        )
