"""Drafts of ties: each word that names or makes a tie with the parties linked to it, before it is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from latticework.text.links import Weights
from latticework.text.scenes import Scene
from latticework.text.tie_cues import TieCue, cues_of
from latticework.text.tie_direction import directed
from latticework.text.tie_kinds import kinds_of
from latticework.text.tie_nouns import title
from latticework.text.tie_parties import choices
from latticework.text.tie_shapes import DIRECTED, Tie, stretch
from latticework.text.tie_signs import signs_of_others, signs_of_parties, signs_of_word
from latticework.text.tie_status import status
from latticework.text.together import Together

MOST = 8
"""Parties kept of one tie."""

Words = set[tuple[int, int]]
"""Words of a document, by sentence and token."""


@dataclass(frozen=True, slots=True)
class TieDraft:
    """A tie that may be told, with the signs the judge weighs."""

    tie: Tie
    signs: tuple[str, ...]
    group: int = 0
    """Which of the ties of one word this may be; drafts of one group are choices."""


def tie_drafts(document: Sequence[Scene], weights: Weights | None = None) -> Iterator[TieDraft]:
    """Give the drafts of a document in order; a cue without two parties gives none."""
    together, found = Together.of(document), list[TieDraft]()
    for scene, told in cues_of(document):
        kinds, none = ([(told.cue.label, 1.0)], 0.0) if told.cue.sort == "ally" else kinds_of(told, weights)
        for kind, share in kinds:
            one = told if kind == told.cue.label else told.of(kind)
            found += _told(scene, one, (share, none), told.cue.label, together, weights)
    return _with_others(found)


def _told(
    scene: Scene, one: TieCue, shares: tuple[float, float], label: str, together: Together, weights: Weights | None
) -> Iterator[TieDraft]:
    """Give the drafts of a word told as one kind, for each choice of parties; `label` is the kind the tables give the word."""
    clause, cue = scene.clause, one.cue
    step, named = status(clause, cue.word, cue.label, cue.sort), title(clause, one.first, cue.word)
    start, end = stretch(clause, cue.word, clause.tokens[one.first].start, clause.tokens[cue.word].end)
    shared = tuple(signs_of_word(scene, one, step, named, shares, label))
    for choice in choices(scene, one, weights):
        number, _, chosen, _ = choice
        codes = tuple(dict.fromkeys(code for side in chosen for code in side.codes))[:MOST]
        parties = directed(scene, cue, one.things, codes) if cue.label in DIRECTED else codes
        how = "party understood" if any(side.token < 0 for side in chosen) else "parties named"
        tie = Tie(
            cue.label, parties, step, start, end, cue.word, scene.number, named, 0.0, (clause.form(cue.word), how)
        )  # fmt: skip
        yield TieDraft(tie, (*shared, *signs_of_parties(tie, cue.sort, choice, shares[0], together)), number)


def _with_others(found: list[TieDraft]) -> Iterator[TieDraft]:
    """Add what the judge sees of the other words of the document that may tell the same tie, or one of the same parties."""
    alike, between = defaultdict[tuple[str, frozenset[str]], Words](set), defaultdict[frozenset[str], Words](set)
    for draft in found:
        parties, word = frozenset(draft.tie.parties), (draft.tie.sentence, draft.tie.word)
        alike[draft.tie.kind, parties].add(word)
        between[parties].add(word)
    for draft in found:
        parties = frozenset(draft.tie.parties)
        same, shared = len(alike[draft.tie.kind, parties]), len(between[parties])
        yield replace(draft, signs=(*draft.signs, *signs_of_others(draft.tie, same, shared)))
