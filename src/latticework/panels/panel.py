"""The panel: rows of states or pairs in time, and the columns added to them one call after another."""

from __future__ import annotations

from typing import Self

from latticework.panels.classic import Classic
from latticework.panels.core import Step
from latticework.panels.kept import Kept
from latticework.panels.wider import Wider

__all__ = ["Panel", "Step"]


class Panel(Classic, Wider, Kept):
    """A table of states or pairs in time, ordered by the states' codes and then by time. Never changed, only added to.

    Each `with_...` gives a new panel with more columns and the same rows. Unknown is never zero: outside the years a
    dataset covers a value is unknown (null in every export), and nothing is filled in unless a call says so. The header
    tells every choice, release and citation.
    """

    __slots__ = ()

    def relevant(self) -> Self:
        """Keep the politically relevant pairs, adding `prd` first if it is not there."""
        panel = self if "prd" in self.columns else self.with_relevance()
        return panel.where(panel.columns["prd"].values == 1, "politically relevant pairs")
