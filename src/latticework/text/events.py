"""Who did what to whom: the acts of a document with their parties, roots, modality and days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from latticework.text.acts import Act, acts_in
from latticework.text.arguments import sides
from latticework.text.clauses import Clause
from latticework.text.coder import NONE, Coder
from latticework.text.lists import words
from latticework.text.mentions import Codes, Memory, actors_of, learn
from latticework.text.modality import modality
from latticework.text.pairs import Pair, Span

MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Roots that bind both sides alike: one event, whoever is named first."""

ALONE = frozenset({"MOBILIZE", "PROTEST", "RETREAT", "REQUEST", "THREATEN", "REJECT"})
"""Roots of acts that are told without a target often enough to be kept without one."""

LEXICON_WEIGHT, SECOND_WEIGHT = 2.2, 1.0
"""What the table of acts adds to the model's log-probability of the root it gives; set on the project's own articles."""

SURE = 0.5
"""Probability below which an act is not told; set on the project's own articles."""


SURE_WITHOUT = 0.75
"""The same for a word that the table of acts does not have."""


@dataclass(frozen=True, slots=True)
class Event:
    """An act of one actor on others: PLOVER root, modality, and the characters that tell it."""

    source: str
    root: str
    targets: Codes
    modality: str
    start: int
    end: int
    word: int
    sentence: int
    confidence: float
    mode: str = ""
    others: Codes = ()
    """Further actors on the source's side."""
    why: tuple[str, ...] = field(default=(), compare=False)
    """The words and rules it was read by."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word for an act with the tokens of one source and one target."""

    word: int
    act: Act | None
    source: int
    target: int
    sources: Codes
    targets: Codes
    mutual: bool


def events(document: Sequence[Clause], coder: Coder) -> list[Event]:
    """Read the events of a document, sentence by sentence; one told twice is kept once, at its fullest mention."""
    memory = Memory()
    found: list[Event] = []
    for number, clause in enumerate(document):
        acts = acts_in(clause)
        candidates = list(_candidates(clause, acts, memory))
        told = list(_typed(clause, candidates, coder, number))
        found += _outermost(clause, told)
        found += _alone(clause, acts, candidates, memory, number, found)
        learn(clause, memory)
    return _once(found)


def _candidates(clause: Clause, acts: dict[int, Act], memory: Memory) -> Iterator[Candidate]:
    for p in range(len(clause)):
        act = acts.get(p)
        verb = clause.tree.upos[p] == "VERB"
        if not verb and (act is None or act.root == NONE or clause.tree.upos[p] not in ("NOUN", "ADJ")):
            continue
        if clause.lemma(p) in words("telling") and (act is None or act.root == NONE):
            continue
        side = sides(clause, p)
        sources = [(i, actors_of(clause, i, memory)) for i in side.sources]
        targets = [(i, actors_of(clause, i, memory)) for i in side.targets]
        mutual = [(i, actors_of(clause, i, memory)) for i in side.mutual]
        yield from _pairs(clause, p, act, sources, targets, mutual=False)
        if len({code for _, codes in mutual for code in codes}) > 1 or any(len(codes) > 1 for _, codes in mutual):
            yield from _between(p, act, mutual)


def _pairs(
    clause: Clause,
    p: int,
    act: Act | None,
    sources: list[tuple[int, Codes]],
    targets: list[tuple[int, Codes]],
    *,
    mutual: bool,
) -> Iterator[Candidate]:
    acting = {code for _, givers in sources for code in givers}
    for s, givers in sources:
        for t, takers in targets:
            if clause.tree.upos[t] == "PRON" and acting & set(takers):
                continue  # its own
            others = tuple(code for code in takers if code not in givers)
            if givers and others and s != t:
                yield Candidate(p, act, s, t, givers, others, mutual)


def _between(p: int, act: Act | None, mutual: list[tuple[int, Codes]]) -> Iterator[Candidate]:
    """Parties joined by and, or told as "the two countries": the first is the source, the others are targets."""
    named = [(i, codes) for i, codes in mutual if codes]
    (first, codes), *rest = named
    if len(codes) > 1 and not rest:
        yield Candidate(p, act, first, first, codes[:1], codes[1:], True)
    for i, others in rest:
        yield Candidate(p, act, first, i, codes[:1], tuple(code for code in others if code != codes[0]), True)


def _typed(clause: Clause, candidates: list[Candidate], coder: Coder, number: int) -> Iterator[Event]:
    """Type each candidate; keep the likeliest target phrase of a word for each pair of actors."""
    real = [c for c in candidates if c.targets]
    scores = coder.scores([Pair(clause, _span(clause, c.source), _span(clause, c.target)) for c in real])
    for c, row in zip(real, scores, strict=True):
        root, sure = _decide(c, row, coder.roots)
        plain = c.act is not None and c.act.root != NONE
        if root == NONE or sure < (SURE if plain else SURE_WITHOUT) or (c.mutual and root not in MUTUAL):
            continue
        start, end = _words(clause, c.word, (c.source, c.target))
        yield Event(
            source=c.sources[0], root=root, targets=c.targets, modality=modality(clause, c.word), start=start, end=end,
            word=c.word, sentence=number, confidence=float(sure), mode=c.act.mode if c.act else "", others=c.sources[1:],
            why=(clause.form(c.word), c.act.phrase if c.act else "", "mutual" if c.mutual else "acts on"),
        )  # fmt: skip


_HOLDS = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "ACCUSE"})


def _outermost(clause: Clause, told: list[Event]) -> Iterator[Event]:
    """Leave out what is only the content or the purpose of another act told of the same sentence.

    `called on Turkey to halt drilling` is one request; `met to discuss aid` is one meeting.
    """
    by_word = {event.word: event for event in told}
    for event in told:
        if not _is_content(clause, event, by_word):
            yield event


def _is_content(clause: Clause, event: Event, by_word: dict[int, Event]) -> bool:
    """Whether an act is what another act of the sentence asks, refuses, threatens or is done for."""
    node = event.word
    for _ in range(4):
        head, relation = clause.tree.heads[node], clause.relation(node)
        if head < 0 or relation not in _LINKS:
            return False
        over = by_word.get(head)
        if over is not None:
            asked = over.root == "REQUEST" if relation == "ccomp" else relation in _CONTENT
            to = relation in _PURPOSE and any(clause.form(c).lower() == "to" for c in clause.has(node, "mark"))
            if (over.root in _HOLDS and asked) or to:
                return event.modality != "happened" or event.source == over.source
        node = head
    return False


_LINKS = frozenset({"xcomp", "ccomp", "advcl", "obj", "obl", "nmod", "acl", "conj"})
_CONTENT = frozenset({"xcomp", "obj", "obl", "nmod"})
_PURPOSE = frozenset({"advcl", "acl", "xcomp"})


def _decide(c: Candidate, row: NDArray[np.float64], roots: tuple[str, ...]) -> tuple[str, float]:
    """Join the model's probabilities with what the table of acts says of the word."""
    logits = np.log(row + 1e-9)
    if c.act:
        for root, weight in ((c.act.root, LEXICON_WEIGHT), (c.act.second, SECOND_WEIGHT)):
            if root in roots and root != NONE:
                logits[roots.index(root)] += weight
    logits -= logits.max()
    raised = np.exp(logits)
    raised /= raised.sum()
    best = int(raised.argmax())
    return roots[best], float(raised[best])


def _alone(
    clause: Clause, acts: dict[int, Act], candidates: list[Candidate], memory: Memory, number: int, before: list[Event]
) -> Iterator[Event]:
    """Acts told without a target: an answer goes to whoever acted on the source last, others are kept when plain."""
    told = {c.word for c in candidates}
    for p, act in acts.items():
        if p in told or act.root == NONE or clause.tree.upos[p] not in ("VERB", "NOUN"):
            continue
        alone = act.root in ALONE and bool(act.mode)
        for s in sides(clause, p).sources[:1]:
            codes = actors_of(clause, s, memory)
            targets = _understood(clause, p, act, codes, before)
            if codes and (targets or alone):
                start, end = _words(clause, p, (s,))
                yield Event(
                    codes[0], act.root, targets, modality(clause, p), start, end, p, number, 0.5, act.mode, codes[1:],
                    (clause.form(p), act.phrase, "target understood" if targets else "no target"),
                )  # fmt: skip


ANSWERS = frozenset({"REJECT", "AGREE", "SUPPORT", "ACCUSE", "CONCEDE", "THREATEN", "REQUEST"})
"""Roots of acts that may answer what another said or did."""


def _understood(clause: Clause, p: int, act: Act, codes: Codes, before: list[Event]) -> Codes:
    """The target a sentence leaves unsaid: whoever acted on the source last, or was its other side last."""
    if clause.tree.upos[p] != "VERB" or clause.has(p, "nsubj:pass") or not codes:
        return ()
    for event in reversed(before[-6:]):
        parties = {event.source, *event.targets}
        if event.source not in codes and set(event.targets) & set(codes) and act.root in ANSWERS:
            return (event.source,)
        if set(codes) & parties and event.sentence >= before[-1].sentence - 1:
            return tuple(code for code in (event.source, *event.targets) if code not in codes)[:2]
    return ()


def _span(clause: Clause, head: int) -> Span:
    """The tokens of the noun phrase of a head that stand together: its name, or itself with what is before it."""
    low = high = head
    for c in clause.children[head]:
        if clause.relation(c) in ("compound", "amod", "flat", "det") or (
            clause.tree.relations[c] == "nmod:poss" and c in clause.hit_at
        ):
            low, high = min(low, c), max(high, c)
    hit = clause.hit_at.get(head)
    if hit:
        low, high = min(low, hit.start), max(high, hit.end - 1)
    return low, high + 1


def _words(clause: Clause, p: int, heads: tuple[int, ...]) -> tuple[int, int]:
    """The characters from the first to the last of the act's word and its parties, with the word's objects."""
    nodes = [p, *heads, *clause.has(p, "obj", "compound", "xcomp")]
    spans = [_span(clause, i) for i in nodes]
    low, high = min(s for s, _ in spans), max(e for _, e in spans)
    return clause.tokens[low].start, clause.tokens[high - 1].end


def _once(found: list[Event]) -> list[Event]:
    """Join what one word tells of one source, then drop what says the same as another event of the document."""
    joined: dict[tuple[int, int, str, str], Event] = {}
    for event in found:
        key = (event.sentence, event.word, event.source, event.root)
        old = joined.get(key)
        if old is None:
            joined[key] = event
        else:
            targets = tuple(dict.fromkeys((*old.targets, *event.targets)))
            best = max(old, event, key=lambda e: e.confidence)
            joined[key] = replace(best, targets=targets, start=min(old.start, event.start), end=max(old.end, event.end))
    joined = _joint(joined)
    kept: dict[tuple[object, ...], Event] = {}
    aimed = {(event.source, event.root) for event in joined.values() if event.targets}
    for event in joined.values():
        if not event.targets and (event.source, event.root) in aimed:
            continue
        side = (event.source,) if event.root not in MUTUAL else ()
        parties = frozenset(event.targets) if side else frozenset((event.source, *event.targets))
        key2 = (side, event.root, parties, event.modality)
        if key2 not in kept or event.confidence > kept[key2].confidence + 0.3:
            kept.setdefault(key2, event)
    return sorted(kept.values(), key=lambda e: (e.start, e.end))


def _joint(found: dict[tuple[int, int, str, str], Event]) -> dict[tuple[int, int, str, str], Event]:
    """Make one event of what several parties do together: the first is the source, the others stand beside it."""
    by_act: dict[tuple[int, int, str], list[Event]] = {}
    for event in found.values():
        by_act.setdefault((event.sentence, event.word, event.root), []).append(event)
    out: dict[tuple[int, int, str, str], Event] = {}
    for (sentence, word, root), events_ in by_act.items():
        first = min(events_, key=lambda event: event.start)
        if root not in MUTUAL:
            sources = dict.fromkeys(
                code for event in events_ for code in (event.source, *event.others) if code != first.source
            )
            targets = dict.fromkeys(code for event in events_ for code in event.targets)
            aims = tuple(code for code in targets if code != first.source and code not in sources) or first.targets
            out[sentence, word, first.source, root] = replace(first, targets=aims, others=tuple(sources))
            continue
        if len(events_) == 1:
            out[sentence, word, first.source, root] = first
            continue
        parties = dict.fromkeys(
            code for event in events_ for code in (event.source, *event.targets) if code != first.source
        )
        low, high = min(event.start for event in events_), max(event.end for event in events_)
        out[sentence, word, first.source, root] = replace(first, targets=tuple(parties), start=low, end=high)
    return out
