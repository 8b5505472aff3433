"""What a drill tells, and how one case is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from latticework.errors import LatticeworkError


@dataclass
class Told:
    """One line of the table: what was tried, how often, what came of it, what was lost, and the error a user sees."""

    what: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    error: str = ""

    def case(self, run: Callable[[], str], place: str = "") -> None:
        """Try one case: `run` says what came of it. An error of the tree is clear; any other is a loss, with its place."""
        self.tried += 1
        try:
            self.seen[run()] += 1
        except LatticeworkError as error:
            self.seen["clear error"] += 1
            self.error = self.error or str(error).replace("\n", " ")
        except AssertionError as error:
            self.lost.append(f"{place}: {error}")
        except Exception as error:
            self.lost.append(f"{place}: {type(error).__name__}: {error}"[:300])

    def line(self) -> str:
        """Lay the drill out as a row of a Markdown table."""
        came = ", ".join(f"{name} {count:,}" for name, count in self.seen.most_common())
        lost = f"**{len(self.lost):,}**" if self.lost else "nothing"
        return f"| {self.what} | {self.tried:,} | {came} | {lost} | {self.error.replace('|', '/')[:230]} |"
