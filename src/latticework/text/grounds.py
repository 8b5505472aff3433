"""Why each fact of a text was read: its sentence with tags and tree, who is named, the word, the sides, what the judge weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from latticework.text.classes import CLASSES
from latticework.text.clauses import Clause
from latticework.text.coder import Coder
from latticework.text.event_cues import UNWORDED
from latticework.text.event_drafts import Draft, drafts
from latticework.text.event_shapes import Event, span
from latticework.text.events import SURE, SURE_UNLISTED
from latticework.text.links import Side, judged, shipped, weighed
from latticework.text.read import Read
from latticework.text.scenes import Scene, scenes
from latticework.text.tie_drafts import TieDraft, tie_drafts
from latticework.text.tie_shapes import Tie
from latticework.text.ties import SURE as SURE_TIE
from latticework.text.ties import SURE_HINTED, confidence
from latticework.text.times import TimeMention

AnyDraft = TypeVar("AnyDraft", Draft, TieDraft)

WEIGHED = 8
"""Signs that are shown of those a judge weighed."""

SHOWN = 0.02
"""Probability from which a root or a kind that was not chosen is shown."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing a fact was read by: which part of the reading, what was found there, and its probability or weight where it has one."""

    part: str
    what: str
    sure: float | None = None


def grounds(read: Read, coder: Coder) -> Iterator[tuple[Ground, ...]]:
    """Give the grounds of each fact of a document: its acts, then its ties, figures and namings, each in the order of `read`."""
    walked = scenes(read.clauses)
    seen = shipped().network(walked) if read.events or read.ties else []
    events = list(drafts(walked, seen, coder)) if read.events else []
    ties = list(tie_drafts(walked, seen)) if read.ties else []
    for event, time in zip(read.events, read.event_times, strict=True):
        scene = walked[event.sentence]
        yield (*_of_sentence(scene), *_of_event(scene, event, events), *_of_time(read, time))
    for tie, time in zip(read.ties, read.tie_times, strict=True):
        scene = walked[tie.sentence]
        yield (*_of_sentence(scene), *_of_tie(scene, tie, ties), *_of_time(read, time))
    for figure in read.figures:
        yield (*_of_sentence(walked[figure.sentence]), Ground("amount", figure.what), *_of_time(read, figure.time))
    for naming in read.namings:
        yield tuple(_of_sentence(walked[naming.sentence]))


def _of_sentence(scene: Scene) -> Iterator[Ground]:
    """The tokens with tag, relation and head, and the actors that its phrases stand for."""
    clause = scene.clause
    yield Ground("tokens", " ".join(_token(clause, i) for i in range(len(clause))))
    for head, codes in sorted(scene.phrases.items()):
        yield Ground("mention", f"{_phrase(clause, head)} = {';'.join(codes)} ({_sort(clause, head)})")
    for actor in scene.before:
        yield Ground("named before", f"{actor.code} ({' '.join(actor.signs) or 'mentioned'})")


def _token(clause: Clause, i: int) -> str:
    head = clause.tree.heads[i]
    over = clause.form(head) if head >= 0 else ""
    return f"{clause.form(i)}/{clause.tree.upos[i]}/{clause.tree.relations[i]}{'>' if over else ''}{over}"


def _phrase(clause: Clause, head: int) -> str:
    low, high = span(clause, head)
    return " ".join(clause.form(i) for i in range(low, high))


def _sort(clause: Clause, head: int) -> str:
    hit = clause.hit_at.get(head)
    return hit.name.sort if hit else "pronoun" if clause.tree.upos[head] == "PRON" else "by its owner, or said before"


def _of_event(scene: Scene, event: Event, found: Sequence[Draft]) -> Iterator[Ground]:
    of_word = [d for d in found if (d.event.sentence, d.event.word) == (event.sentence, event.word)]
    rivals = _ranked(of_word, _act_judged)
    draft = next((d for _, d in rivals if (d.event.source, d.event.root) == (event.source, event.root)), None)
    if draft is None:  # a coder whose answers change
        yield Ground("judged", "the coder, asked again, tells it otherwise", event.confidence)
        return
    one = draft.linked
    yield Ground("word", f"{scene.clause.form(event.word)}: {_entry(draft)}")
    shares = sorted(zip(CLASSES, one.shares.tolist(), strict=True), key=lambda share: -share[1])
    yield from (Ground("root", root, share) for root, share in shares if share >= SHOWN or root == event.root)
    yield from _of_sides(scene, "source", one.sources)
    yield from _of_sides(scene, "target", one.targets)
    yield Ground("modality", event.modality)
    yield from _of_judgement(draft, "event", SURE if draft.listed else SURE_UNLISTED)
    others = [(p, d.event) for p, d in rivals if d is not draft]
    yield from (Ground("or else", f"{e.source} {e.root} {';'.join(e.targets) or 'nobody named'}", p) for p, e in others)


def _act_judged(draft: Draft) -> float:
    return judged(draft.signs, "event")


def _ranked(found: Iterable[AnyDraft], sure: Callable[[AnyDraft], float]) -> list[tuple[float, AnyDraft]]:
    """Give drafts with what the judge makes of each, the surest first."""
    return sorted(((sure(draft), draft) for draft in found), key=lambda one: -one[0])


def _of_judgement(draft: Draft | TieDraft, judge: str, least: float) -> Iterator[Ground]:
    sure = confidence(draft) if isinstance(draft, TieDraft) else _act_judged(draft)
    yield Ground("judged", f"told from {least}", sure)
    yield from (Ground("sign", sign, weight) for sign, weight in weighed(draft.signs, judge)[:WEIGHED])


def _entry(draft: Draft) -> str:
    act = draft.linked.act
    if act is None:
        return "a verb that no table has"
    where = "how the words stand tells" if act in UNWORDED else "the table of acts has"
    return f'{where} "{act.phrase}" as {act.root}'


def _of_sides(scene: Scene, part: str, held: Iterable[Side]) -> Iterator[Ground]:
    for side in held:
        where = _phrase(scene.clause, side.token) if side.token >= 0 else "not named here"
        yield Ground(part, f"{where} = {';'.join(side.codes)}", side.sure)


def _of_tie(scene: Scene, tie: Tie, found: Sequence[TieDraft]) -> Iterator[Ground]:
    rivals = _ranked((d for d in found if (d.tie.sentence, d.tie.word) == (tie.sentence, tie.word)), confidence)
    draft = next(d for _, d in rivals if d.tie.kind == tie.kind and set(d.tie.parties) == set(tie.parties))
    cue = draft.cue
    yield Ground("word", f'{scene.clause.form(tie.word)}: {cue.sort} of {cue.label}, "{cue.phrase}"')
    yield from (Ground("kind", kind, share) for kind, share in draft.kinds)
    yield from _of_sides(scene, "party", draft.sides)
    yield Ground("status", tie.status)
    yield from _of_judgement(draft, "tie", SURE_TIE if tie.plain else SURE_HINTED)
    others = [(p, d.tie) for p, d in rivals if d is not draft]
    yield from (Ground("or else", f"{other.kind} {';'.join(other.parties)}", p) for p, other in others)


def _of_time(read: Read, time: TimeMention | None) -> Iterator[Ground]:
    if time is not None:
        days = " or ".join(dict.fromkeys(filter(None, (time.written(), time.written(True)))))
        yield Ground("time", f"{read.document.quote(time.start, time.end)} = {days or 'unknown'}")
