"""The table of orders: stages, numbers and states that exist, one row an order."""

from __future__ import annotations

from collections import Counter

from latticework.model.fact import Fact
from latticework.model.kind import check
from latticework.model.state import is_state
from latticework.model.tables import read_csv
from latticework.pack.orders import orders
from latticework.pack.sources import sources


def facts() -> list[Fact]:
    return [Fact.from_row(row) for row in orders()]


def test_every_order_is_a_promise_of_its_buyer_with_a_number() -> None:
    found = facts()
    assert len(found) >= 80
    for fact in found:
        check(fact)
        assert fact.kind == "arms_order"
        assert fact.unit == "count"
        assert (fact.value or 0) > 0
        assert is_state(fact.detail["seller"])
        assert fact.detail["seller"] not in fact.about.parties
        assert float(fact.detail.get("upper") or fact.value or 0) >= (fact.value or 0)


def test_no_order_stands_twice_and_every_source_is_known() -> None:
    rows = read_csv("latticework.pack", "orders.csv")
    assert [key for key, n in Counter(row["order"] for row in rows).items() if n > 1] == []
    assert {row["source"] for row in rows} <= set(sources())
    assert {row["class"] for row in rows} <= {
        "aircraft", "tanks", "submarines", "ships", "missiles", "air_defence", "artillery", "drones", "vehicles",
    }  # fmt: skip


def test_what_was_ordered_in_parts_adds_up() -> None:
    held = [f for f in facts() if f.detail["stage"] == "ordered" and f.detail["weapon"] == "Rafale"]
    assert sum(f.value or 0 for f in held if f.about.givers == ("IDN",)) == 42
    assert sum(f.value or 0 for f in held if f.about.givers == ("GRC",)) == 24
