"""The additions of the classic panel: alliances, power, place, disputes, regimes, trade and likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import numpy as np

from latticework.errors import UsageError
from latticework.panels.column import Column, known, unknown_of
from latticework.panels.core import Core, Step, ends_note, lost_note
from latticework.panels.labels import label_of

if TYPE_CHECKING:
    from latticework.panels.similarity import Choice


class Classic(Core):
    """A panel to which the datasets of conflict research can be added, one call each."""

    __slots__ = ()

    def with_alliances(self) -> Self:
        """Add ATOP's five pledges of the first state to the second, and whether there was any (1815-2018).

        In panels without direction a pledge counts in whichever direction it was made.
        """
        from latticework.panels.ties import alliances

        made, lost = alliances(self._two("alliances"), self.tables)
        return self.with_columns(made, Step("alliances", datasets=("atop",), notes=lost_note(lost, "atop")))

    def with_capabilities(self, *, release: str = "7.0") -> Self:
        """Add the six National Material Capabilities and CINC of each state, release "7.0" (to 2022) or "6.0" (to 2016)."""
        name = {"7.0": "cow_nmc", "6.0": "cow_nmc_6"}.get(release)
        if name is None:
            raise UsageError(f"there is no release {release!r} of the capabilities", next_step="choose 7.0 or 6.0")
        return self._states("capabilities", name, release=release)

    def with_contiguity(self, *, when: str = "first", carry_forward: bool = False) -> Self:
        """Add direct contiguity: conttype of pairs, land and sea neighbours of states. Unknown after 2016.

        `when` says which of two values of a year counts ("first" or "last"); `carry_forward` keeps the state of 2016.
        """
        from latticework.panels import geography

        chosen = {"when": when, "carry_forward": carry_forward}
        add = geography.contiguity if self.pairs else geography.neighbours
        made = add(self.rows, self.tables, when=when, carry_forward=carry_forward)
        return self.with_columns(
            made, Step("contiguity", chosen, ("cow_contiguity",), ends_note(carry_forward, 2016, self.rows))
        )

    def with_majors(self, *, release: str = "2024", carry_forward: bool = False) -> Self:
        """Add whether each state was a major power in the year, by the list of "2024" or of "2016"."""
        from latticework.panels import geography

        name = "cow_majors" if release == "2024" else f"cow_majors_{release}"
        made = geography.majors(self.rows, self.tables, release=release, carry_forward=carry_forward)
        chosen = {"release": release, "carry_forward": carry_forward}
        return self.with_columns(
            made, Step("majors", chosen, (name,), ends_note(carry_forward, int(release), self.rows))
        )

    def with_distance(
        self, *, capitals: bool = True, borders: bool = False, when: str = "first", carry_forward: bool = False,
        fill_part_years: bool = False,
    ) -> Self:  # fmt: skip
        """Add the distance between capitals in km, and with `borders` the least distance between borders (1886-2019).

        For states it is the distance to the nearest. See `geography` for `when`, `carry_forward`, `fill_part_years`.
        """
        from latticework.panels import geography

        panel = self
        if capitals:
            name = "gw_capitals" if self.rows.system.name == "gw" else "cow_capitals"
            made = geography.capital_distance(self.rows, self.tables, when=when, carry_forward=carry_forward)
            chosen = {"when": when, "carry_forward": carry_forward}
            notes = ends_note(carry_forward, 2024, self.rows)
            panel = panel.with_columns(made, Step("capital distance", chosen, (name,), notes))
        if borders:
            made, lost = geography.minimum_distance(self.rows, self.tables, fill_part_years=fill_part_years)
            step = Step(
                "border distance",
                {"fill_part_years": fill_part_years},
                ("cow_mindist",),
                lost_note(lost, "cow_mindist"),
            )
            panel = panel.with_columns(made, step)
        return panel

    def with_relevance(self) -> Self:
        """Add prd: 1 if the pair is contiguous or has a major power, 0 if surely neither, unknown otherwise.

        Needs contiguity and majors. Where contiguity is unknown a pair with a major power is still 1. Lemke and Reed 2001.
        """
        contiguous = self._has("conttype").values
        major = [self._has(f"cowmaj{side}").values for side in "12"]
        yes = (contiguous >= 1) | (major[0] == 1) | (major[1] == 1)
        surely = yes | (known(contiguous) & known(major[0]) & known(major[1]))
        values = np.where(surely, yes, unknown_of(np.dtype(np.int8))).astype(np.int8)
        note = ("unknown where contiguity is unknown and neither is a major power",) if not surely.all() else ()
        return self.with_columns({"prd": Column(values, label_of("prd"))}, Step("relevance", notes=note))

    def with_disputes(self, *sources: str, initiator: str = "sidea-all-joiners", known_leaders: bool = False) -> Self:
        """Add the dispute of each pair and year: "cow" (MID 5.0, to 2014, unless said) and/or "gml" (to 2010).

        The details of "gml" begin with gml_ when both are added. For states only "gml": whether in, began, initiated;
        `known_leaders` is for states (see `conflict.state_disputes`). For leaders and pairs of leaders "gml" by leader, 1870-2010.
        """
        from latticework.panels import conflict

        leaders = [self.columns[name] for name in ("obsid", "obsid1", "obsid2") if name in self.columns]
        if leaders:
            made = conflict.leader_disputes(leaders, self.rows.year, self.tables, initiator=initiator)
            return self.with_columns(made, Step("disputes", {"initiator": initiator}, ("gml_leader_disputes",)))
        if not self.pairs:
            chosen = {"initiator": initiator, "known_leaders": known_leaders}
            made = conflict.state_disputes(self.rows, self.tables, initiator=initiator, known_leaders=known_leaders)
            return self.with_columns(made, Step("disputes", chosen, ("gml_participants",)))
        panel = self
        for source in sources or ("cow",):
            made, lost = conflict.disputes(self.rows, self.tables, source, initiator=initiator)
            if source == "gml" and "dispnum" in panel.columns:
                made = {name if name.startswith("gml") else f"gml_{name}": column for name, column in made.items()}
            name = conflict.DISPUTES[source]
            panel = panel.with_columns(made, Step("disputes", {"initiator": initiator}, (name,), lost_note(lost, name)))
        return panel

    def with_wars(self) -> Self:
        """Add the inter-state war of each pair and year (1816-2007); names shared with disputes begin with war_."""
        from latticework.panels import conflict

        made, lost = conflict.wars(self._two("wars"), self.tables)
        named = {f"war_{name}" if name.startswith("side") else name: column for name, column in made.items()}
        return self.with_columns(named, Step("wars", {}, ("cow_wars",), lost_note(lost, "cow_wars")))

    def with_rivalries(self) -> Self:
        """Add strategic rivalries: of the pair by type, or how many of each type a state had (to 2020)."""
        from latticework.panels import conflict

        return self.with_columns(conflict.rivalries(self.rows, self.tables), Step("rivalries", {}, ("tss_rivalries",)))

    def with_spells(self, *, event: str = "ongoing", gaps: str = "calendar", successive: str = "events") -> Self:
        """Add the years of peace before each row, for each kind of dispute or war the panel has.

        `event` is "ongoing" or "onset"; for `gaps` and `successive` see `conflict.spells`.
        """
        from latticework.panels import conflict

        made = {}
        group = self._units()
        year = self.rows.year
        for stem in ("cowmid", "gmlmid", "cowinter"):
            if f"{stem}{event}" in self.columns:
                marks = self.columns[f"{stem}{event}"]
                values = conflict.spells_in_order(group, year, marks.values, gaps=gaps, successive=successive)
                made[f"{stem}spell"] = Column(values, label_of(f"{stem}spell"), marks.dataset)
        if not made:
            raise UsageError(
                f"there is no {event} dispute or war to count from", next_step="add with_disputes() before"
            )
        return self.with_columns(made, Step("spells", {"event": event, "gaps": gaps, "successive": successive}))

    def with_democracy(self) -> Self:
        """Add extended UDS, Polity and V-Dem polyarchy of each state."""
        return self._states("democracy", self._own("democracy"))

    def with_gdp(self) -> Self:
        """Add GDP per head, GDP and population of each state with standard deviations (1816-2019)."""
        return self._states("gdp", self._own("gdp"))

    def with_trade(self) -> Self:
        """Add trade in million current US dollars (1870-2014): flows of pairs, imports and exports of states."""
        return self._either("trade", "cow_trade_pairs", "cow_trade_states")

    def with_organizations(self) -> Self:
        """Add intergovernmental organizations (1816-2014): joint full memberships of pairs, memberships of states."""
        return self._either("organizations", "cow_igo_pairs", "cow_igo_states")

    def with_leaders(self) -> Self:
        """Add changes of leaders in the year, and who led on its first and last day (Archigos, 1870-2015)."""
        return self._states("leaders", "archigos_years")

    def with_fractionalization(self) -> Self:
        """Add ethnic and religious fractionalization and polarization of each state (1945-2013)."""
        return self._states("fractionalization", "creg")

    def with_terrain(self) -> Self:
        """Add the ruggedness and the mountains of each state."""
        return self._states("terrain", "rugged")

    def with_territorial_threat(self) -> Self:
        """Add latent external territorial threat of each state (1816-2010)."""
        return self._states("territorial threat", "terrthreat")

    def with_onsets(self) -> Self:
        """Add onsets of intra-state conflict (UCDP, 1946-2017; unknown outside, not zero)."""
        return self._states("onsets", "ucdp_onsets")

    def with_codes(self) -> Self:
        """Add each state's code of the other system (gwcode or ccode) in the year."""
        return self._states("codes", "cow_to_gw" if self.rows.system.name == "cow" else "gw_to_cow")

    def with_similarity(self, choice: Choice | None = None) -> Self:
        """Add how alike the alliance portfolios of the two states are, computed from the ties: S, kappa, pi, tau-b.

        `choice` says which measures, valued or binary ties, and weights; see `similarity.Choice`.
        """
        from latticework.panels.similarity import Choice, similarity

        chosen = choice or Choice()
        made = similarity(self._two("similarity"), self.tables, chosen)
        return self.with_columns(made, Step("similarity", chosen.told(), ("atop",)))
