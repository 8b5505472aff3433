"""What every verb is asked with: the atlas, both clocks, and whether to cite."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from latticework.atlas import Atlas
from latticework.model.fact import Fact
from latticework.views.world import World

if TYPE_CHECKING:
    from latticework.text.read import Read


@dataclass
class Ask:
    """One question's circumstances; the world is made once. `used` are the facts its answer rests on, `reads` the texts it read."""

    atlas: Atlas
    as_of: str | None = None
    known_by: str | None = None
    cite: bool = True
    used: list[Fact] = field(default_factory=list)
    reads: list[Read] = field(default_factory=list)

    @cached_property
    def world(self) -> World:
        """The world of the question's days."""
        return self.atlas.world(self.as_of, self.known_by)
