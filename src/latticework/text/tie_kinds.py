"""What kind of tie a word tells, if any: the table's word for it, weights of what stands around it, and the network."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.text.act_network import Seen
from latticework.text.classes import KINDS
from latticework.text.coder import NONE
from latticework.text.cue_signs import plain
from latticework.text.links import Weights, kind_logits, softmax
from latticework.text.tie_cues import TieCue
from latticework.text.word_groups import groups

UNTOLD = 0.8
"""Probability that a word tells no tie from which its parties are not looked for; below it the judge weighs the doubt."""

RIVAL = 0.25
"""Probability from which a second kind is weighed for a word."""

DEPTH = 3
"""Words under the cue in the tree that are seen, in steps."""


def kinds_of(one: TieCue, seen: Seen, weights: Weights | None = None) -> tuple[list[tuple[str, float]], float]:
    """Give the likeliest kind of a cue with its probability, a rival where there is one, and the probability of none.

    The list is empty where the cue most likely tells no tie.
    """
    shares = softmax(kind_logits(kind_signs(one), weights) + seen.kinds(one.cue))
    none = float(shares[KINDS.index(NONE)])
    ranked = sorted(
        ((float(share), kind) for kind, share in zip(KINDS, shares, strict=True) if kind != NONE), reverse=True
    )
    if none > UNTOLD:
        return [], none
    return [(kind, share) for n, (share, kind) in enumerate(ranked[:2]) if n == 0 or share > RIVAL], none


def kind_signs(one: TieCue) -> Iterator[str]:
    """Give the signs of a word for a tie; names of actors count as one word."""
    cue = one.cue
    clause, word = cue.clause, cue.word
    yield from (f"kind {cue.label}", f"kind {cue.label} {cue.sort}", f"sort {cue.sort}", f"word {cue.phrase}")
    yield f"word {cue.phrase} {cue.label}"
    for step in (-2, -1, 1, 2):
        if 0 <= word + step < len(clause):
            yield f"near {step} {plain(clause, word + step)}"
    for c in clause.children[word]:
        yield from (
            f"has {clause.relation(c)} {plain(clause, c)}",
            f"has {clause.relation(c)} {clause.case(c)} {cue.sort}",
        )
    for c in clause.subtree(word, depth=DEPTH):
        if c != word and clause.tree.upos[c] in ("NOUN", "ADJ", "VERB", "PROPN"):
            yield from (
                f"in {plain(clause, c)}",
                f"in {plain(clause, c)} {cue.sort}",
                f"in ~{groups(plain(clause, c))[0]}",
            )
    node = word
    for step in range(1, 4):
        node = clause.tree.heads[node]
        if node < 0:
            yield f"top {step} {cue.sort}"
            break
        over = plain(clause, node)
        yield from (f"above {over}", f"above {step} {over} {cue.label}", f"above {step} ~{groups(over)[1]}")
    yield from (f"of {clause.relation(word)} {cue.sort}", f"case {clause.case(word)} {cue.sort}")
