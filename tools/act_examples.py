"""What the network of acts and ties and its teacher are trained on: stretches of texts and marked sentences.

Each has its words for acts, told or not, with their sides, and its words for ties with their parties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from link_examples import Marked, Text, coded, event_cue, ties_told, told_again, untied

from latticework.text.act_network import ACTS, RULES, Place, Word, sort_of, stretches, tie_sort_of
from latticework.text.classes import CLASSES, KINDS
from latticework.text.coder import NONE
from latticework.text.cue_signs import cue_signs
from latticework.text.event_cues import cues
from latticework.text.link_signs import Cue
from latticework.text.links import Rows, candidates, rows
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene
from latticework.text.tie_cues import TieCue, tie_cues
from latticework.text.tie_kinds import kind_signs

UNKNOWN = -100
"""The class of a word that the annotation does not speak of."""


@dataclass(frozen=True)
class Phrase:
    """A phrase or an actor from before, as it is weighed: its place in the stretch (-1: nowhere), what it is by rule, its rows, and its roles."""

    place: int
    rule: int
    rows: Rows
    source: bool
    target: bool


@dataclass(frozen=True)
class Cued:
    """A word that may tell an act: its place in the stretch, what the table says, its sort, its rows, its class, its phrases, and whether it has a target (None: unknown)."""

    place: int
    act: int
    sort: int
    rows: Rows
    told: int
    phrases: tuple[Phrase, ...]
    aimed: bool | None


@dataclass(frozen=True)
class Party:
    """A phrase or an actor from before, as it is weighed for a tie."""

    place: int
    rule: int
    rows: Rows
    party: bool


@dataclass(frozen=True)
class Tied:
    """A word that may tell a tie: its place in the stretch, its sort, the kind of the tables, its rows, the kind told; and that kind's phrases, where one is told."""

    place: int
    sort: int
    label: int
    rows: Rows
    told: int
    phrases: tuple[Party, ...]

    @property
    def kind(self) -> int:
        """The kind for which the phrases are weighed."""
        return self.told if self.phrases else self.label


@dataclass(frozen=True)
class Example:
    """A stretch with its words for acts and ties. `key` is that of the text; empty for a marked sentence."""

    key: str
    forms: tuple[str, ...]
    words: list[Word]
    cues: tuple[Cued, ...]
    ties: tuple[Tied, ...]


PARTS = {"cues": ("told", "none"), "phrases": ("sources", "targets"), "ties": ("kinds",), "parties": ("parties",)}
"""What a teacher says of a stretch, by what it says it of."""


def parts_of(one: Example) -> dict[str, int]:
    """Give how many there are in a stretch of each that a teacher speaks of."""
    phrases, parties = (sum(len(word.phrases) for word in held) for held in (one.cues, one.ties))
    return {"cues": len(one.cues), "phrases": phrases, "ties": len(one.ties), "parties": parties}


Sides = tuple[int, Callable[[int, Codes], tuple[bool, bool]], frozenset[str] | None]
"""What is known of a word: its class, which phrases are source and target, and the names of its targets (None: unknown)."""

Bound = tuple[int, Callable[[int, Codes], bool]]
"""What is known of a word for a tie: its kind, and which phrases are parties."""


def examples(
    key: str, document: list[Scene], known: Callable[[Scene, Cue, Any], Sides], bound: Callable[[Scene, TieCue], Bound]
) -> Iterator[Example]:
    """Give the stretches of a document that have a word for an act or a tie."""
    for stretch in stretches(document):
        acts = [
            _word(scene, place, cue, act, known) for scene, place in stretch.read for cue, act in cues(scene.clause)
        ]
        ties = [
            _tie(scene, place, one, bound)
            for scene, place in stretch.read
            for one in tie_cues(scene.clause)
            if one.cue.sort != "ally"  # whose ally somebody is, and that allies have a pact, is told by rules
        ]
        if acts or ties:
            yield Example(key, stretch.forms, stretch.words, tuple(acts), tuple(ties))


def _tie(scene: Scene, place: Place, one: TieCue, bound: Callable[[Scene, TieCue], Bound]) -> Tied:
    told, party = bound(scene, one)
    phrases = []
    if told not in (UNKNOWN, KINDS.index(NONE)):
        cue = one.of(KINDS[told]).cue
        for token, codes, on in candidates(scene, cue):
            at, rule = place.phrase(cue, token, codes[0])
            phrases.append(Party(at, RULES.index(rule), on, party(token, codes)))
    return Tied(place.offset + one.cue.word, *tie_sort_of(one.cue), rows(kind_signs(one)), told, tuple(phrases))


def _word(scene: Scene, place: Place, cue: Cue, act: Any, known: Callable[[Scene, Cue, Any], Sides]) -> Cued:
    told, roles, targets = known(scene, cue, act)
    phrases, acting = list[Phrase](), set[str]()
    for token, codes, on in candidates(scene, cue):
        at, rule = place.phrase(cue, token, codes[0])
        phrases.append(Phrase(at, RULES.index(rule), on, *roles(token, codes)))
        acting |= {coded(code) for code in codes} if phrases[-1].source else set()
    aimed = any(one.target for one in phrases) or (None if targets is None or targets - acting else False)
    number = ACTS.index(act.root) if act else 0
    return Cued(place.offset + cue.word, number, sort_of(cue), rows(cue_signs(cue, act)), told, tuple(phrases), aimed)  # fmt: skip


def of_texts(written: Iterable[Text]) -> Iterator[Example]:
    """Give the stretches of annotated texts: the word inside a quote that tells its root, with the parties named; words outside all quotes tell none."""
    for text in written:
        quotes = [(start, start + len(event["quote"])) for event in text.gold["events"] for start in [text.text.find(event["quote"])]]  # fmt: skip
        told = {(found[0].number, found[1].word): event for event in text.gold["events"] for found in [event_cue(text, event)] if found}  # fmt: skip

        def known(scene: Scene, cue: Cue, act: Any, text: Text = text, quotes: Any = quotes, told: Any = told) -> Sides:
            event = told.get((scene.number, cue.word))
            if event:
                return CLASSES.index(event["root"]), lambda _, codes: _roles(event, codes), frozenset(event["targets"])
            at = scene.clause.tokens[cue.word].start
            untold = not any(low <= at < high for low, high in quotes) and not told_again(text, scene, act)
            return CLASSES.index(NONE) if untold else UNKNOWN, lambda *_: (False, False), None

        bound = ties_told(text)

        def tied(scene: Scene, one: TieCue, text: Text = text, bound: Any = bound) -> Bound:
            tie = bound.get((scene.number, one.cue.word))
            told = KINDS.index(tie["kind"]) if tie else KINDS.index(NONE) if untied(text, scene, one) else UNKNOWN
            return told, lambda _, codes: bool(tie) and bool(set(tie["parties"]) & {coded(code) for code in codes})

        yield from examples(text.key, text.walked, known, tied)


def _roles(event: dict[str, Any], codes: Codes) -> tuple[bool, bool]:
    own = {coded(code) for code in codes}
    sources, targets = {event["source"], *(event.get("source_alt") or ())}, set(event["targets"])
    main = event["source"] in own
    return main or bool(sources & own and not targets & own), bool(targets & own) and not main


def of_marked(marked: Iterable[Marked]) -> Iterator[Example]:
    """Give marked sentences: their own word with its root and the marked phrases; of other words nothing is known."""
    for one in marked:

        def known(_: Scene, cue: Cue, __: Any, one: Marked = one) -> Sides:
            told = CLASSES.index(one.root) if cue.word == one.word else UNKNOWN
            acted = cue.word == one.word and one.root != NONE
            return (
                told,
                lambda token, _: (acted and token == one.heads[0], acted and token == one.heads[1]),
                frozenset(("marked",) if one.heads[1] >= 0 else ()) if acted else None,
            )

        telling = next((told.cue.word for told in tie_cues(one.scene.clause) if told.cue.label == one.kind), -1)

        def tied(_: Scene, told: TieCue, one: Marked = one, telling: int = telling) -> Bound:
            own = one.kind and min(one.heads) >= 0 and told.cue.word == telling
            return KINDS.index(one.kind) if own else UNKNOWN, lambda token, _: token in one.heads

        yield from examples("", [one.scene], known, tied)
