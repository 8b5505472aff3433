"""One conclusion of one side, and what is asked of every side alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from latticework.model.fact import Fact
from latticework.model.reading import Reading, Unknown


@dataclass(frozen=True, slots=True)
class Names:
    """A conclusion that is a list of names: which states, weapons or groups, and the facts that say so."""

    names: tuple[str, ...]
    facts: tuple[Fact, ...] = ()


Key = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Stand:
    """One conclusion of one side."""

    what: str
    about: tuple[str, ...]
    unit: str
    found: Reading | Unknown | Names

    @property
    def key(self) -> Key:
        """What makes it the same conclusion on both sides."""
        return self.what, self.about, self.unit


DEPTH = "depth"
"""The family of conclusions about the depth of ties, which rests on facts that name both states, and on memberships."""


@dataclass(frozen=True)
class Scope:
    """What is asked on every side alike: the states, the network they are seen in, its hub, and against whom each is weighed:
    its `rivals` are ranked as threats with a score above zero, its `candidates` are ranked at all.

    `touched` are the kinds of facts the changes touch on either side. With `partners`, pairs are asked about with these only,
    and with `pairs`, the depth of no other tie.
    """

    states: tuple[str, ...]
    network: tuple[str, ...]
    hub: str
    rivals: Mapping[str, tuple[str, ...]]
    candidates: Mapping[str, tuple[str, ...]]
    touched: frozenset[str] = frozenset()
    partners: frozenset[str] | None = None
    pairs: frozenset[frozenset[str]] | None = None

    def others(self, state: str) -> tuple[str, ...]:
        """The other states of the network, or those of them that are asked about."""
        return tuple(s for s in self.network if s != state and (self.partners is None or s in self.partners))

    def deepened(self, state: str) -> tuple[str, ...]:
        """The others with which the depth of the state's tie is asked for."""
        return tuple(s for s in self.others(state) if self.pairs is None or frozenset((state, s)) in self.pairs)

    def asks(self, family: str, about: tuple[str, ...]) -> bool:
        """Whether a conclusion of a family about some states is asked for at all."""
        if family == DEPTH and self.pairs is not None and frozenset(about) not in self.pairs:
            return False
        return self.partners is None or all(code in self.partners or code in self.states for code in about)
