"""The panel: rows of states or pairs in time, and the columns added to them one call after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from latticework.errors import NameNotFound, UsageError
from latticework.panels.column import Array, Column, known, unknown_of
from latticework.panels.join import pair_columns, state_columns
from latticework.panels.labels import label_of
from latticework.panels.rows import Rows
from latticework.panels.system import FIRST_YEAR
from latticework.panels.tables import Tables

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from latticework.panels.similarity import Choice
    from latticework.views.world import World


@dataclass(frozen=True, slots=True)
class Step:
    """One call that made or changed a panel: its verb, what was chosen, the datasets read, what a reader should know."""

    verb: str
    chosen: Mapping[str, Any] = field(default_factory=dict)
    datasets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """A table of states or pairs in time, ordered by the states' codes and then by time. Never changed, only added to.

    Each `with_...` gives a new panel with more columns and the same rows. Unknown is never zero: outside the years a
    dataset covers a value is unknown (null in every export), and nothing is filled in unless a call says so. The header
    tells every choice, release and citation.
    """

    unit: str
    rows: Rows
    tables: Tables
    columns: Mapping[str, Column]
    steps: tuple[Step, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"Panel({self.unit}, {len(self):,} rows, {len(self.columns)} columns, system {self.rows.system.name})"

    @property
    def pairs(self) -> bool:
        """Whether each row is about two states."""
        return len(self.rows.sides) == 2

    # -- columns ------------------------------------------------------------------------------------------------

    def with_columns(self, columns: Mapping[str, Column], step: Step) -> Panel:
        """Add columns; raises UsageError when one is there already or has another number of rows."""
        twice = [name for name in columns if name in self.columns]
        if twice:
            raise UsageError(f"the panel has the column {twice[0]} already", next_step="rename or drop one of the two")
        for name, column in columns.items():
            assert len(column.values) == len(self.rows), name
        return replace(self, columns={**self.columns, **columns}, steps=(*self.steps, step))

    def with_alliances(self) -> Panel:
        """Add ATOP's five pledges of the first state to the second, and whether there was any (1815-2018).

        In panels without direction a pledge counts in whichever direction it was made.
        """
        from latticework.panels.ties import alliances

        made, lost = alliances(self._two("alliances"), self.tables)
        return self.with_columns(made, Step("alliances", datasets=("atop",), notes=_lost(lost, "atop")))

    def with_capabilities(self, *, release: str = "7.0") -> Panel:
        """Add the six National Material Capabilities and CINC of each state, release "7.0" (to 2022) or "6.0" (to 2016)."""
        name = {"7.0": "cow_nmc", "6.0": "cow_nmc_6"}.get(release)
        if name is None:
            raise UsageError(f"there is no release {release!r} of the capabilities", next_step="choose 7.0 or 6.0")
        return self._states("capabilities", name, release=release)

    def with_contiguity(self, *, when: str = "first", carry_forward: bool = False) -> Panel:
        """Add direct contiguity: conttype of pairs, land and sea neighbours of states. Unknown after 2016.

        `when` says which of two values of a year counts ("first" or "last"); `carry_forward` keeps the state of 2016.
        """
        from latticework.panels import geography

        chosen = {"when": when, "carry_forward": carry_forward}
        add = geography.contiguity if self.pairs else geography.neighbours
        made = add(self.rows, self.tables, when=when, carry_forward=carry_forward)
        return self.with_columns(
            made, Step("contiguity", chosen, ("cow_contiguity",), _ends(carry_forward, 2016, self.rows))
        )

    def with_majors(self, *, release: str = "2024", carry_forward: bool = False) -> Panel:
        """Add whether each state was a major power in the year, by the list of "2024" or of "2016"."""
        from latticework.panels import geography

        name = "cow_majors" if release == "2024" else f"cow_majors_{release}"
        made = geography.majors(self.rows, self.tables, release=release, carry_forward=carry_forward)
        chosen = {"release": release, "carry_forward": carry_forward}
        return self.with_columns(made, Step("majors", chosen, (name,), _ends(carry_forward, int(release), self.rows)))

    def with_distance(
        self, *, capitals: bool = True, borders: bool = False, when: str = "first", carry_forward: bool = False,
        fill_part_years: bool = False,
    ) -> Panel:  # fmt: skip
        """Add the distance between capitals in km, and with `borders` the least distance between borders (1886-2019).

        For states it is the distance to the nearest. See `geography` for `when`, `carry_forward`, `fill_part_years`.
        """
        from latticework.panels import geography

        panel = self
        if capitals:
            name = "gw_capitals" if self.rows.system.name == "gw" else "cow_capitals"
            made = geography.capital_distance(self.rows, self.tables, when=when, carry_forward=carry_forward)
            chosen = {"when": when, "carry_forward": carry_forward}
            notes = _ends(carry_forward, 2024, self.rows)
            panel = panel.with_columns(made, Step("capital distance", chosen, (name,), notes))
        if borders:
            made, lost = geography.minimum_distance(self.rows, self.tables, fill_part_years=fill_part_years)
            step = Step(
                "border distance", {"fill_part_years": fill_part_years}, ("cow_mindist",), _lost(lost, "cow_mindist")
            )
            panel = panel.with_columns(made, step)
        return panel

    def with_similarity(self, choice: Choice | None = None) -> Panel:
        """Add how alike the alliance portfolios of the two states are, computed from the ties: S, kappa, pi, tau-b.

        `choice` says which measures, valued or binary ties, and weights; see `similarity.Choice`.
        """
        from latticework.panels.similarity import Choice, similarity

        chosen = choice or Choice()
        made = similarity(self._two("similarity"), self.tables, chosen)
        return self.with_columns(made, Step("similarity", chosen.told(), ("atop",)))

    def with_disputes(self, *sources: str, initiator: str = "sidea-all-joiners", known_leaders: bool = False) -> Panel:
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
            panel = panel.with_columns(made, Step("disputes", {"initiator": initiator}, (name,), _lost(lost, name)))
        return panel

    def with_wars(self) -> Panel:
        """Add the inter-state war of each pair and year (1816-2007); names shared with disputes begin with war_."""
        from latticework.panels import conflict

        made, lost = conflict.wars(self._two("wars"), self.tables)
        named = {f"war_{name}" if name.startswith("side") else name: column for name, column in made.items()}
        return self.with_columns(named, Step("wars", {}, ("cow_wars",), _lost(lost, "cow_wars")))

    def with_rivalries(self) -> Panel:
        """Add strategic rivalries: of the pair by type, or how many of each type a state had (to 2020)."""
        from latticework.panels import conflict

        return self.with_columns(conflict.rivalries(self.rows, self.tables), Step("rivalries", {}, ("tss_rivalries",)))

    def with_spells(self, *, event: str = "ongoing", gaps: str = "calendar", successive: str = "events") -> Panel:
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

    def with_democracy(self) -> Panel:
        """Add extended UDS, Polity and V-Dem polyarchy of each state."""
        return self._states("democracy", self._own("democracy"))

    def with_gdp(self) -> Panel:
        """Add GDP per head, GDP and population of each state with standard deviations (1816-2019)."""
        return self._states("gdp", self._own("gdp"))

    def with_trade(self) -> Panel:
        """Add trade in million current US dollars (1870-2014): flows of pairs, imports and exports of states."""
        return self._either("trade", "cow_trade_pairs", "cow_trade_states")

    def with_organizations(self) -> Panel:
        """Add intergovernmental organizations (1816-2014): joint full memberships of pairs, memberships of states."""
        return self._either("organizations", "cow_igo_pairs", "cow_igo_states")

    def with_leaders(self) -> Panel:
        """Add changes of leaders in the year, and who led on its first and last day (Archigos, 1870-2015)."""
        return self._states("leaders", "archigos_years")

    def with_fractionalization(self) -> Panel:
        """Add ethnic and religious fractionalization and polarization of each state (1945-2013)."""
        return self._states("fractionalization", "creg")

    def with_terrain(self) -> Panel:
        """Add the ruggedness and the mountains of each state."""
        return self._states("terrain", "rugged")

    def with_territorial_threat(self) -> Panel:
        """Add latent external territorial threat of each state (1816-2010)."""
        return self._states("territorial threat", "terrthreat")

    def with_onsets(self) -> Panel:
        """Add onsets of intra-state conflict (UCDP, 1946-2017; unknown outside, not zero)."""
        return self._states("onsets", "ucdp_onsets")

    def with_agreements(self) -> Panel:
        """Add defence cooperation agreements of the pair signed and standing in the year (1980-2010)."""
        from latticework.panels import security

        return self.with_columns(
            security.agreements(self._two("agreements"), self.tables), Step("agreements", {}, ("dcad",))
        )

    def with_arms(self) -> Panel:
        """Add arms ordered by the second state from the first, in SIPRI's trend indicator (1950-2018)."""
        from latticework.panels import security

        return self.with_columns(security.arms(self._two("arms"), self.tables), Step("arms", {}, ("arms_orders",)))

    def with_sanctions(self) -> Panel:
        """Add sanctions threatened or imposed by the first state on the second (1945-2005)."""
        from latticework.panels import security

        made, lost = security.sanctions(self._two("sanctions"), self.tables)
        return self.with_columns(made, Step("sanctions", {}, ("ties_sanctions",), _lost(lost, "ties_sanctions")))

    def with_exercises(self) -> Panel:
        """Add in how many multinational exercises of the year both took part (1980-2010)."""
        from latticework.panels import security

        return self.with_columns(
            security.exercises(self._two("exercises"), self.tables), Step("exercises", {}, ("exercises",))
        )

    def with_ideal_points(self) -> Panel:
        """Add each state's ideal point in the UN General Assembly, and of pairs the distance (1946-2023)."""
        from latticework.panels import security

        return self.with_columns(
            security.ideal_points(self.rows, self.tables), Step("ideal points", {}, ("ideal_points",))
        )

    def with_us_troops(self) -> Panel:
        """Add active-duty US personnel in each state (1950-2025)."""
        from latticework.panels import security

        return self.with_columns(security.us_troops(self.rows, self.tables), Step("US troops", {}, ("us_troops",)))

    def with_nuclear(self) -> Panel:
        """Add each state's nuclear status: 0 none, 1 considers, 2 pursues, 3 possesses (1938-2022)."""
        from latticework.panels import security

        made, notes = security.nuclear(self.rows, self.tables)
        return self.with_columns(made, Step("nuclear", {}, ("nuclear",), notes))

    def with_strength(self) -> Panel:
        """Add each state's CINC as far as it reaches the other's capital (loss of strength)."""
        from latticework.panels import power

        made = power.strength(self._two("strength over distance"), self.tables)
        told = {"miles_a_day": power.MILES_A_DAY}
        return self.with_columns(made, Step("strength", told, ("cow_nmc", "cow_capitals")))

    def with_concentration(self) -> Panel:
        """Add how concentrated capability is in the system of the year."""
        from latticework.panels import power

        return self.with_columns(power.concentration(self.rows, self.tables), Step("concentration", {}, ("cow_nmc",)))

    def with_regions(self) -> Panel:
        """Add each state's home region, and of pairs whether it is the same."""
        from latticework.panels import power

        return self.with_columns(power.regions(self.rows), Step("regions", {"by": "ranges of state codes"}))

    def with_codes(self) -> Panel:
        """Add each state's code of the other system (gwcode or ccode) in the year."""
        return self._states("codes", "cow_to_gw" if self.rows.system.name == "cow" else "gw_to_cow")

    def with_relevance(self) -> Panel:
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

    def with_ties(self, world: World, kinds: Sequence[str] | None = None) -> Panel:
        """Add, for each kind of tie in a world, how far the pair's tie of that kind had come by the end of the year.

        See `stored.tie_columns` for the steps of the life cycle and what is unknown.
        """
        from latticework.panels.stored import tie_columns

        made, notes = tie_columns(self._two("ties"), world, kinds)
        chosen = {"kinds": sorted(kinds) if kinds else "all", "known_by": str(world.known_by)}
        return self.with_columns(made, Step("ties", chosen, (), notes))

    def with_known(self, *names: str) -> Panel:
        """Add a twin `NAME_known` (1 known, 0 unknown) for the named columns, or for all but the keys."""
        for name in names:
            self._has(name)
        chosen = names or tuple(name for name in self.columns if name not in self.keys)
        twins = {f"{n}_known": Column(self.columns[n].known.astype(np.int8), f"1 if {n} is known") for n in chosen}
        return self.with_columns(twins, Step("known", {"columns": list(names) or "all"}))

    # -- rows ---------------------------------------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that say which row it is."""
        key = self.rows.system.key
        states = [key] if len(self.rows.sides) == 1 else [f"{key}{i + 1}" for i in range(len(self.rows.sides))]
        return tuple(
            name for name in (*states, "obsid", "obsid1", "obsid2", "year", "month", "date") if name in self.columns
        )

    def where(self, chosen: Array, because: str = "") -> Panel:
        """Keep the rows marked true; `because` is told in the header."""
        if chosen.dtype != np.bool_ or len(chosen) != len(self):
            raise UsageError(
                "rows are chosen by one truth value a row", next_step="give a boolean array as long as the panel"
            )
        columns = {name: column.take(chosen) for name, column in self.columns.items()}
        step = Step("rows", {"because": because, "kept": int(chosen.sum()), "of": len(self)})
        return replace(self, rows=self.rows.take(chosen), columns=columns, steps=(*self.steps, step))

    def relevant(self) -> Panel:
        """Keep the politically relevant pairs, adding `prd` first if it is not there."""
        panel = self if "prd" in self.columns else self.with_relevance()
        return panel.where(panel.columns["prd"].values == 1, "politically relevant pairs")

    def select(self, *names: str) -> Panel:
        """Keep only these columns, the keys always."""
        for name in names:
            self._has(name)
        kept = {name: column for name, column in self.columns.items() if name in self.keys or name in names}
        return replace(self, columns=kept)

    # -- out ----------------------------------------------------------------------------------------------------

    def frame(self) -> pl.DataFrame:
        """Give the panel as a Polars frame; raises UsageError when Polars is not installed."""
        from latticework.panels.frames import polars_frame

        return polars_frame(self.columns)

    def arrow(self) -> Any:
        """Give the panel as an Arrow table, labels in the fields' metadata."""
        from latticework.panels.frames import arrow_table

        return arrow_table(self.columns)

    def pandas(self) -> pd.DataFrame:
        """Give the panel as a pandas frame with nullable columns."""
        from latticework.panels.frames import pandas_frame

        return pandas_frame(self.columns)

    def header(self) -> dict[str, Any]:
        """Give what the panel is: unit, rows, every choice in order, each dataset's release and citation, each column."""
        from latticework.panels.header import header

        return header(self)

    def write(self, path: Path | str) -> Path:
        """Write the panel by the ending of the path, with its header beside it. See `export.write`."""
        from latticework.panels.export import write

        return write(self, Path(path))

    # -- inside -------------------------------------------------------------------------------------------------

    def _states(self, verb: str, name: str, **chosen: Any) -> Panel:
        return self.with_columns(state_columns(self.rows, self.tables, name), Step(verb, chosen, (name,)))

    def _either(self, verb: str, pairs: str, states: str) -> Panel:
        if not self.pairs:
            return self._states(verb, states)
        made, lost = pair_columns(self.rows, self.tables, pairs)
        return self.with_columns(made, Step(verb, {}, (pairs,), _lost(lost, pairs)))

    def _units(self) -> Array:
        """Give a number for each row that says which state, pair or leader it is about; alike rows stand together."""
        if {"month", "date"} & set(self.columns):
            raise UsageError("spells are counted in years", next_step="make state-years, dyad-years or leader-years")
        if "obsid" in self.columns:
            return self.columns["obsid"].values
        if "obsid1" in self.columns:
            return (self.columns["obsid1"].values.astype(np.int64) << 20) | self.columns["obsid2"].values
        return self.rows.keys >> 8 if self.pairs else self.rows.sides[0]

    def _own(self, name: str) -> str:
        return f"{self.rows.system.name}_{name}"

    def _two(self, what: str) -> Rows:
        if not self.pairs:
            raise UsageError(f"{what} are about two states", next_step="make dyad-years: panel.dyad_years(...)")
        return self.rows

    def _has(self, name: str) -> Column:
        if name not in self.columns:
            raise NameNotFound("column of this panel", name, self.columns)
        return self.columns[name]


def _lost(lost: int, name: str) -> tuple[str, ...]:
    return (f"{lost:,} rows of {name} belong to no row of this panel",) if lost else ()


def _ends(carried: bool, year: int, rows: Rows) -> tuple[str, ...]:
    if not len(rows) or int(rows.year.max()) + FIRST_YEAR <= year:
        return ()
    return (f"carried forward after {year}" if carried else f"unknown after {year}",)
