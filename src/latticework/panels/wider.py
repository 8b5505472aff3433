"""The additions beyond the classic panel: agreements, arms, sanctions, exercises, votes, troops, weapons, reach of power."""

from __future__ import annotations

from typing import Self

from latticework.panels.core import Core, Step, lost_note


class Wider(Core):
    """A panel to which security ties and standing can be added, one call each."""

    __slots__ = ()

    def with_agreements(self) -> Self:
        """Add defence cooperation agreements of the pair signed and standing in the year (1980-2010)."""
        from latticework.panels import security

        return self.with_columns(
            security.agreements(self._two("agreements"), self.tables), Step("agreements", {}, ("dcad",))
        )

    def with_arms(self) -> Self:
        """Add arms ordered by the second state from the first, in SIPRI's trend indicator (1950-2018)."""
        from latticework.panels import security

        return self.with_columns(security.arms(self._two("arms"), self.tables), Step("arms", {}, ("arms_orders",)))

    def with_sanctions(self) -> Self:
        """Add sanctions threatened or imposed by the first state on the second (1945-2005)."""
        from latticework.panels import security

        made, lost = security.sanctions(self._two("sanctions"), self.tables)
        return self.with_columns(made, Step("sanctions", {}, ("ties_sanctions",), lost_note(lost, "ties_sanctions")))

    def with_exercises(self) -> Self:
        """Add in how many multinational exercises of the year both took part (1980-2010)."""
        from latticework.panels import security

        return self.with_columns(
            security.exercises(self._two("exercises"), self.tables), Step("exercises", {}, ("exercises",))
        )

    def with_ideal_points(self) -> Self:
        """Add each state's ideal point in the UN General Assembly, and of pairs the distance (1946-2023)."""
        from latticework.panels import security

        return self.with_columns(
            security.ideal_points(self.rows, self.tables), Step("ideal points", {}, ("ideal_points",))
        )

    def with_us_troops(self) -> Self:
        """Add active-duty US personnel in each state (1950-2025)."""
        from latticework.panels import security

        return self.with_columns(security.us_troops(self.rows, self.tables), Step("US troops", {}, ("us_troops",)))

    def with_nuclear(self) -> Self:
        """Add each state's nuclear status: 0 none, 1 considers, 2 pursues, 3 possesses (1938-2022)."""
        from latticework.panels import security

        made, notes = security.nuclear(self.rows, self.tables)
        return self.with_columns(made, Step("nuclear", {}, ("nuclear",), notes))

    def with_strength(self) -> Self:
        """Add each state's CINC as far as it reaches the other's capital (loss of strength)."""
        from latticework.panels import power

        made = power.strength(self._two("strength over distance"), self.tables)
        told = {"miles_a_day": power.MILES_A_DAY}
        return self.with_columns(made, Step("strength", told, ("cow_nmc", "cow_capitals")))

    def with_concentration(self) -> Self:
        """Add how concentrated capability is in the system of the year."""
        from latticework.panels import power

        return self.with_columns(power.concentration(self.rows, self.tables), Step("concentration", {}, ("cow_nmc",)))

    def with_regions(self) -> Self:
        """Add each state's home region, and of pairs whether it is the same."""
        from latticework.panels import power

        return self.with_columns(power.regions(self.rows), Step("regions", {"by": "ranges of state codes"}))
