"""The evidence of one fact: what it says, where it was read, and what other sources say of the same."""

from __future__ import annotations

from dataclasses import dataclass

from latticework.answers.references import source_of
from latticework.atlas import Atlas
from latticework.doors.render import safe
from latticework.errors import AmbiguousName, NameNotFound
from latticework.model.fact import Fact
from latticework.model.grouping import name_of
from latticework.model.kind import find_kind
from latticework.model.period import iso, next_start
from latticework.model.source import Source
from latticework.model.unit import say

MOST = 60
"""So many rival values or steps are shown."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact with its source, its rivals (same kind, parties and day) and the steps of its tie."""

    fact: Fact
    source: Source
    rivals: tuple[tuple[Fact, Source], ...]
    steps: tuple[Fact, ...]


def evidence(atlas: Atlas, name: str, known_by: str) -> Evidence:
    """Find a fact by the beginning of its id, and what stands beside it. Raises NameNotFound and AmbiguousName."""
    found = atlas.facts(ids=[name], limit=5) if len(name) >= 6 and all(ch in "0123456789abcdef" for ch in name) else []
    if not found:
        raise NameNotFound("fact", name, ())
    if len(found) > 1:
        raise AmbiguousName("fact", name, (fact.id for fact in found))
    fact, sources = found[0], atlas.sources()
    beside = [
        other
        for other in atlas.facts([fact.kind], parties=fact.about.parties, known_by=known_by)
        if other.id != fact.id and other.about == fact.about
    ]
    tie = fact.detail.get("tie")
    steps = [other for other in beside if tie and other.detail.get("tie") == tie]
    rivals = [other for other in beside if other not in steps and other.day == fact.day and other.value is not None]
    return Evidence(
        fact,
        source_of(fact, sources),
        tuple((other, source_of(other, sources)) for other in rivals[:MOST]),
        tuple(sorted((*steps, fact), key=lambda f: (f.day, f.id))[:MOST]) if steps else (),
    )


def who(fact: Fact) -> str:
    """Say whom a fact is about: givers, and to whom where it has a direction."""
    givers = ", ".join(map(name_of, fact.about.givers))
    return f"{givers} → {', '.join(map(name_of, fact.about.receivers))}" if fact.about.directed else givers


def value(fact: Fact) -> str:
    """Say a fact's value in its unit; empty when it has none."""
    if fact.value is None:
        return ""
    return say(fact.value, fact.unit)


def when(fact: Fact) -> str:
    """Say a fact's period, no more precisely than it is known: a whole year, month or day by its name."""
    start, end = iso(fact.day, fact.period.precision), fact.period.end
    if end is None:
        return f"{start}, until a later step" if fact.status else f"from {start}"
    if end == next_start(fact.day, fact.period.precision):
        return start
    return f"{start} until before {end.isoformat()}"


def card(one: Evidence) -> list[tuple[str, str, str]]:
    """Lay out a fact's fields: name, text, and an address where the text is one."""
    fact = one.fact
    exact = f"{fact.value:,.15g}" if fact.value is not None else ""
    rows = [
        ("kind", f"{find_kind(fact.kind).label}: {find_kind(fact.kind).says}", ""),
        ("about", who(fact), ""),
        ("when", when(fact), ""),
        ("value", value(fact), ""),
        ("exactly", f"{exact} {fact.unit}".strip(), ""),
        ("basis", fact.basis if fact.basis != fact.unit else "", ""),
        ("status", fact.status.replace("_", " "), ""),
        *((key.replace("_", " "), text, safe.link(text)) for key, text in sorted(fact.detail.items())),
        ("public since", fact.known_from.isoformat(), ""),
        ("read by", fact.read_by, ""),
        ("id", fact.id, ""),
    ]
    return [row for row in rows if row[1]]


def place(one: Evidence) -> list[tuple[str, str, str]]:
    """Lay out where a fact was read."""
    fact, source = one.fact, one.source
    rows = [
        ("source", f"{source.publisher}: {source.title}", ""),
        ("release", fact.citation.release, ""),
        ("place", fact.citation.locator, safe.link(fact.citation.locator)),
        ("address", source.address if source.address not in fact.citation.locator else "", safe.link(source.address)),
        ("licence", source.licence, ""),
        ("cite as", source.citation, ""),
    ]
    return [row for row in rows if row[1]]
