"""What the network of acts and its teacher are trained on: stretches of texts and marked sentences with their words for acts, told or not, and sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from link_examples import Marked, Text, coded, event_cue, told_again

from latticework.text.act_network import ACTS, RULES, Place, Word, sort_of, stretches
from latticework.text.classes import CLASSES
from latticework.text.coder import NONE
from latticework.text.cue_signs import cue_signs
from latticework.text.event_cues import cues
from latticework.text.link_signs import Cue
from latticework.text.links import Rows, candidates, rows
from latticework.text.mentions import Codes
from latticework.text.scenes import Scene

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
class Example:
    """A stretch with its words for acts. `key` is that of the text; empty for a marked sentence."""

    key: str
    forms: tuple[str, ...]
    words: list[Word]
    cues: tuple[Cued, ...]


Sides = tuple[int, Callable[[int, Codes], tuple[bool, bool]], bool | None]
"""What is known of a word: its class, which phrases are source and target, and whether it has a target."""


def examples(key: str, document: list[Scene], known: Callable[[Scene, Cue, Any], Sides]) -> Iterator[Example]:
    """Give the stretches of a document that have a word for an act."""
    for stretch in stretches(document):
        found = [
            _word(scene, place, cue, act, known) for scene, place in stretch.read for cue, act in cues(scene.clause)
        ]
        if found:
            yield Example(key, stretch.forms, stretch.words, tuple(found))


def _word(scene: Scene, place: Place, cue: Cue, act: Any, known: Callable[[Scene, Cue, Any], Sides]) -> Cued:
    told, roles, aimed = known(scene, cue, act)
    phrases = []
    for token, codes, on in candidates(scene, cue):
        at, rule = place.phrase(cue, token, codes[0])
        phrases.append(Phrase(at, RULES.index(rule), on, *roles(token, codes)))
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
                return CLASSES.index(event["root"]), lambda _, codes: _roles(event, codes), bool(event["targets"])
            at = scene.clause.tokens[cue.word].start
            untold = not any(low <= at < high for low, high in quotes) and not told_again(text, scene, act)
            return CLASSES.index(NONE) if untold else UNKNOWN, lambda *_: (False, False), None

        yield from examples(text.key, text.walked, known)


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
                one.heads[1] >= 0 if acted else None,
            )

        yield from examples("", [one.scene], known)
