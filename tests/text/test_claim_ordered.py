"""Orders of arms, told as done, planned or only supposed."""

from __future__ import annotations

import pytest

from tests.text.told import told

READ = (
    ("Norway has ordered 54 Leopard tanks from Germany.", "NOR", "DEU", 54),
    ("Hungary is to buy up to four more Gripen fighters from Sweden.", "HUN", "SWE", 4),
    ("Canberra plans to acquire 72 Apache helicopters.", "AUS", "", 72),
    ("Romania signed a contract for 54 K9 howitzers.", "ROU", "", 54),
    ("Belgium will buy 11 further F-35 fighters.", "BEL", "", 11),
)
UNREAD = (
    "Norway should order 54 Leopard tanks.",
    "If prices fall, Romania will buy 54 more F-16 fighters.",
    "Has Hungary ordered four Gripen fighters?",
    "Belgium never ordered 34 F-35 fighters, the minister wrote.",
)


@pytest.mark.parametrize(("text", "buyer", "seller", "number"), READ)
def test_an_order_has_its_buyer_and_its_seller(text: str, buyer: str, seller: str, number: int) -> None:
    found = [claim for claim in told(text, "quantity", "count") if claim.measure == "arms"]
    assert [(one.subject, one.object, one.value) for one in found] == [(buyer, seller, number)]


@pytest.mark.parametrize("text", UNREAD)
def test_an_order_that_is_supposed_or_denied_is_none(text: str) -> None:
    assert not [
        claim for claim in told(text, "quantity", "count") if claim.measure == "arms" and claim.modality != "denied"
    ]
