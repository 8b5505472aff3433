"""Whether money is compared as money or as a share of what a state produces."""

from __future__ import annotations

from latticework.text.claims.phrases import first


def by_output(text: str) -> bool:
    """Whether a sentence compares what is spent as shares of output: `measured against the size of its economy`.

    >>> by_output("Relative to GDP, Spain spends half as much as Estonia."), by_output("Spain spends more than Estonia.")
    (True, False)
    """
    return first("claim_footings.csv", "why", text) is not None
