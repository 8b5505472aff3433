"""The additions from the facts of a world: ties with their life cycle, reported events, bases, troops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from latticework.panels.core import Core, Step

if TYPE_CHECKING:
    from latticework.views.world import World


class Kept(Core):
    """A panel to which facts of a store or of the pack can be added: `atlas.world()` gives the world they are taken from.

    The world's `known_by` bounds what is used, and years that are not over on its day are unknown.
    """

    __slots__ = ()

    def with_ties(
        self, world: World, kinds: Sequence[str] | str | None = None, *, status: Sequence[str] | str = (),
        when: str = "end", known: bool = False,
    ) -> Self:  # fmt: skip
        """Add, for each kind of tie in a world, how far the tie of the pair had come in the year.

        `kinds` default to all. With `status` ("in_force", or several) a column says 0 or 1 instead; of states it counts those
        tied. `when` is "end" (31 December) or "any" (day of the year). `known` adds twins `NAME_known`. See
        `stored.tie_columns` for directions, groupings and what is unknown.
        """
        from latticework.panels.stored import asked_kinds, tie_columns

        asked = [kinds] if isinstance(kinds, str) else kinds
        steps = (status,) if isinstance(status, str) else tuple(status)
        made, notes, used = tie_columns(self.rows, world, asked, status=steps, when=when)
        chosen = {
            "kinds": list(asked_kinds(world, asked)),
            "status": list(steps) or "all",
            "when": when,
            **_clocks(world),
        }
        panel = self.with_columns(made, Step("ties", chosen, (), notes, used))
        return panel.with_known(*made) if known else panel

    def with_events(
        self, world: World, *, by: str = "root", sources: Sequence[str] | str = (), partial: bool = False,
        known: bool = False,
    ) -> Self:  # fmt: skip
        """Add how many events the event data of a store report by the first state on the second, by year or month.

        `by` is "root" (PLOVER), "quad" (four classes) or "all"; `sources` default to all in the store. Counts are unknown
        where not every day of the row's time was read; `partial` counts what was. See `events.event_columns`.
        """
        from latticework.panels.events import event_columns

        month = self.columns["month"].values if "month" in self.columns else None
        wanted = (sources,) if isinstance(sources, str) else tuple(sources)
        made, notes, used = event_columns(self.rows, month, world, by=by, sources=wanted, partial=partial)
        chosen = {"by": by, "sources": list(wanted) or "all", "partial": partial, **_clocks(world)}
        panel = self.with_columns(made, Step("events", chosen, (), notes, used))
        return panel.with_known(*made) if known else panel

    def with_bases(self, world: World) -> Self:
        """Add bases of the first state in the second, by a register and by the ties of a world; of states, those they host."""
        from latticework.panels.hosted import bases

        made, notes, used = bases(self.rows, world)
        return self.with_columns(made, Step("bases", _clocks(world), (), notes, used))

    def with_troops(self, world: World, *, basis: str = "active duty") -> Self:
        """Add troops of the first state in the second from the reports in a world; of states, those they host."""
        from latticework.panels.hosted import troops

        made, notes, used = troops(self.rows, world, basis=basis)
        return self.with_columns(made, Step("troops", {"basis": basis, **_clocks(world)}, (), notes, used))


def _clocks(world: World) -> dict[str, str]:
    return {"as_of": str(world.as_of), "known_by": str(world.known_by)}
