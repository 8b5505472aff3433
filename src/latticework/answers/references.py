"""References: the numbered list of places behind a brief, short enough to read, complete enough to follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from latticework.model.fact import Fact
from latticework.model.source import Source


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered place: rows of one kind of one release of a dataset, or one page."""

    number: int
    source: Source
    release: str
    kind: str
    locator: str
    facts: tuple[Fact, ...]


def references(facts: Iterable[Fact], sources: Mapping[str, Source]) -> list[Reference]:
    """Number the places of some facts in order of first use; rows of one dataset, release and kind share a number."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_place(fact, sources), []).append(fact)
    return [
        Reference(
            number=number,
            source=source_of(found[0], sources),
            release=found[0].citation.release,
            kind=found[0].kind,
            locator=found[0].citation.locator,
            facts=tuple(found),
        )
        for number, found in enumerate(groups.values(), start=1)
    ]


def numbers_of(facts: Iterable[Fact], listed: Iterable[Reference]) -> list[int]:
    """Give the reference numbers some facts have, ascending, each once."""
    by_id = {fact.id: reference.number for reference in listed for fact in reference.facts}
    return sorted({by_id[fact.id] for fact in facts if fact.id in by_id})


def ranges(numbers: Iterable[int]) -> str:
    """Write ascending numbers with runs drawn together: 1-3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def source_of(fact: Fact, sources: Mapping[str, Source]) -> Source:
    """Give the source of a fact; one that is in no table speaks with its key."""
    key = fact.citation.source
    return sources.get(key) or Source(key, key, key, fact.citation.locator.split(" ")[0])


def _place(fact: Fact, sources: Mapping[str, Source]) -> tuple[str, ...]:
    if source_of(fact, sources).kind == "dataset":
        return (fact.citation.source, fact.citation.release if fact.kind != "troops_hosted" else "", fact.kind)
    return (fact.citation.source, fact.citation.locator)
