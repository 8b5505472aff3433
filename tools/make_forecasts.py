"""Write down the forecasts that ship: `python tools/make_forecasts.py` adds those of the list that are not there yet.

Each is made from the pack as known on its origin day. What stands is never changed: delete a file to make it anew.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from latticework.answers.next_ties.forecast import Odds, odds
from latticework.answers.next_ties.scorecard import keep, record_of, recorded
from latticework.atlas import Atlas

FOLDER = Path(__file__).parents[1] / "src/latticework/answers/next_ties/tables/forecasts"
RUNS = (
    (date(2023, 1, 1), 3),
    (date(2024, 1, 1), 1),
    (date(2025, 1, 1), 1),
    (date(2026, 11, 1), 3),
    (date(2026, 11, 1), 1),
)


def main() -> None:
    """Make what is missing, by origin and horizon."""
    atlas, have = Atlas.in_memory(), {(r.origin, r.horizon) for r in recorded()}
    for day, horizon in RUNS:
        if (day, horizon) in have:
            print(f"{day}, {horizon} years: stands")
            continue
        world = atlas.world(day, day)
        made = odds(world, horizon)
        assert isinstance(made, Odds), made
        print(keep(record_of(world, made, date.today()), FOLDER)[0].name)


if __name__ == "__main__":
    main()
