"""What every verb is asked with: the atlas, both clocks, and whether to cite."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from latticework.atlas import Atlas
from latticework.views.world import World


@dataclass
class Ask:
    """One question's circumstances; the world is made once."""

    atlas: Atlas
    as_of: str | None = None
    known_by: str | None = None
    cite: bool = True

    @cached_property
    def world(self) -> World:
        """The world of the question's days."""
        return self.atlas.world(self.as_of, self.known_by)
