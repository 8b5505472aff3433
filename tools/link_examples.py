"""What the linking model is trained on: marked sentences of the corpus and annotated texts, as rows of signs with their roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

from latticework.text.acts import acts_in
from latticework.text.coder import NONE
from latticework.text.document import Document
from latticework.text.event_cues import cues
from latticework.text.event_shapes import span
from latticework.text.inputs import documents
from latticework.text.marked import marked_scene, pairs_of
from latticework.text.pairs import Pair, predicate
from latticework.text.scenes import Scene, scenes
from latticework.text.scope import in_scope
from latticework.text.sentences import clauses
from latticework.text.tie_cues import TieCue, tie_cues

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
SAME_KIND = {"joint_programme": "joint_development", "status_of_forces": "reciprocal_access"}
INSIDE = ("_wide", "_wire")
"""Sentences of which half are on actors inside one state, by the end of their file's name."""
NEWS = ("s", "t")
"""Texts as newspapers, agencies and ministries print them, by the first letter of their names. The others tell an act in every second line, which no
real text does."""
FOLDS = 3
"""Parts of the texts of news by which what is read is measured, each read by models that did not see it."""
NEAR = 40
"""Characters around a quote of a tie in which its cue may stand."""

Gold = dict[str, Any]


def coded(code: str) -> str:
    """Write an actor as annotated texts do."""
    return code.replace(" ", "-")


@dataclass(frozen=True)
class Text:
    """A written text with its annotation and its scenes; none when it is out of scope."""

    key: str
    text: str
    gold: Gold
    walked: list[Scene]


def texts(folders: Iterable[Path], score: ModuleType) -> list[Text]:
    """Parse the annotated texts of folders."""
    paths = {path.stem: path for folder in folders for path in sorted(folder.glob("*.json"))}
    read = [one for one in documents([str(path) for path in paths.values()]) if isinstance(one, Document)]
    return [
        Text(one.key, one.text, score.read(paths[one.key]), scenes(parsed) if in_scope(parsed) else [])
        for one, parsed in zip(read, clauses(read), strict=True)
    ]


def part_of(name: str) -> int:
    """Give the part that a text or a sentence belongs to, by its name: it stays where others come in."""
    return crc32(name.encode()) % FOLDS


def folds(written: list[Text]) -> list[list[Text]]:
    """Cut the texts of news into parts, always the same."""
    news = [text for text in written if text.key.startswith(NEWS)]
    return [[text for text in news if part_of(text.key) == part] for part in range(FOLDS)]


@dataclass(frozen=True)
class Marked:
    """A marked sentence as the judges see it: its scene, the word and root of its act, its tie, and the actors marked."""

    scene: Scene
    word: int
    root: str
    kind: str
    source: frozenset[str]
    target: frozenset[str]
    heads: tuple[int, int]
    """The tokens of source and target; -1 where one is not marked."""
    pair: Pair
    inside: bool
    """Whether the actors are of one state: such a sentence teaches what is told, and not who is linked to whom between states."""
    part: int
    """Its part of the corpus."""


def sentences() -> list[Marked]:
    """Give the marked sentences of the corpus."""
    lines = [
        (path.stem.endswith(INSIDE), line.split("\t"))
        for path in sorted(CORPUS.glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    found = []
    for (inside, (root, _, tie, marked)), pair in zip(lines, pairs_of([line[3] for _, line in lines]), strict=True):
        source, target = pair.heads
        heads = source if "<s>" in marked else -1, target if "<t>" in marked else -1
        scene = marked_scene(pair, [i for i in heads if i >= 0])
        word = predicate(pair, acts_in(pair.clause), frozenset({root}))
        kind = tie.partition(":")[0]
        sides = tuple(frozenset(scene.phrases.get(head, ())) for head in heads)
        found.append(Marked(scene, word, root, SAME_KIND.get(kind, kind), sides[0], sides[1], heads, pair, inside, part_of(marked)))  # fmt: skip
    return found


def ties_told(text: Text) -> dict[tuple[int, int], Gold]:
    """Give the annotated ties of a text by the sentence and the word that tells each."""
    found = {}
    for tie in text.gold["ties"]:
        cue = _tie_cue(text, tie)
        if cue:
            found[cue[0].number, cue[1].cue.word] = tie
    return found


def untied(text: Text, scene: Scene, one: TieCue) -> bool:
    """Whether a word that may tell a tie stands away from all quotes of ties."""
    at = scene.clause.tokens[one.cue.word].start
    spans = [
        (start, start + len(tie["quote"])) for tie in text.gold["ties"] for start in [text.text.find(tie["quote"])]
    ]
    return not any(low - NEAR <= at < high + NEAR for low, high in spans)


def told_again(text: Text, scene: Scene, act: Any) -> bool:
    """Whether a word outside all quotes may tell an event that is annotated at a fuller mention: its root, between actors named here."""
    here = {coded(code) for codes in scene.phrases.values() for code in codes}
    return act is not None and any(
        {act.root, act.second} & {event["root"], *(event.get("root_alt") or ())}
        and event["source"] in here
        and (not event["targets"] or here & set(event["targets"]))
        for event in text.gold["events"]
    )


def _tie_cue(text: Text, tie: Gold) -> tuple[Scene, TieCue] | None:
    """Find the word that tells a tie: in its quote or near it, of its kind by the tables if there is one."""
    start = text.text.find(tie["quote"])
    end, kinds = start + len(tie["quote"]), {tie["kind"], *(tie.get("kind_alt") or ())}
    best: tuple[float, Scene, TieCue] | None = None
    for scene in text.walked:
        if scene.clause.end <= start or scene.clause.start >= end:
            continue
        for one in tie_cues(scene.clause):
            token = scene.clause.tokens[one.cue.word]
            inside = token.start >= start and token.end <= end
            if not inside and not (one.cue.label in kinds and token.start >= start - NEAR and token.end <= end + NEAR):
                continue
            fit = 2.0 * (one.cue.label in kinds) + inside + 0.5 * (one.cue.sort in ("noun", "act"))
            if best is None or fit > best[0]:
                best = fit, scene, one
    return best[1:] if best else None


def event_cue(text: Text, event: Gold) -> tuple[Scene, Any, Any] | None:
    """Find the word that tells an event: in its quote, of its root by the table if there is one; of another root where it stands alone."""
    start = text.text.find(event["quote"])
    end, roots = start + len(event["quote"]), {event["root"], *(event.get("root_alt") or ())}
    best: tuple[float, Scene, Any, Any] | None = None
    others = list[tuple[Scene, Any, Any]]()
    for scene in text.walked:
        if scene.clause.end <= start or scene.clause.start >= end:
            continue
        for cue, act in cues(scene.clause):
            token = scene.clause.tokens[cue.word]
            if token.start < start or token.end > end:
                continue
            if act and act.root in roots:
                fit = 2.0
            elif act and act.second in roots:
                fit = 1.5
            elif act is None or act.root == NONE:
                fit = 0.5
            else:
                others.append((scene, cue, act))
                continue
            fit += (
                0.2 * (cue.ruled(scene)[0] == "y")
                + 0.1 * (cue.sort in ("V", "Vp"))
                + 0.1 * (scene.clause.tree.heads[cue.word] < 0)
            )
            if best is None or fit > best[0]:
                best = fit, scene, cue, act
    return best[1:] if best else _highest(others)


def _highest(found: list[tuple[Scene, Any, Any]]) -> tuple[Scene, Any, Any] | None:
    """Give the word that all others of a quote hang from; none where there is no such one."""
    for scene, cue, act in found:
        if all(other is scene and cue.word in scene.clause.path_up(one.word) for other, one, _ in found):
            return scene, cue, act
    return None


def pairs_in(text: Text) -> Iterator[tuple[str, Pair]]:
    """Give the pairs of actors of an annotated text with the root that passes between them, or NONE where no event has the two.

    Events with other acceptable roots are left out; so is what its own sentence does not name.
    """
    between = set[frozenset[str]]()
    for event in text.gold["events"]:
        sources, targets = (
            {event["source"], *(event.get("source_alt") or ())},
            {*event["targets"], *(event.get("targets_alt") or ())},
        )
        between |= {frozenset((one, other)) for one in sources | targets for other in sources | targets}
        found = None if event.get("root_alt") else event_cue(text, event)
        if found:
            scene, cue, _ = found
            source, target = (
                _nearest(scene, cue.word, {codes}) for codes in (event["source"], (event["targets"] or [""])[0])
            )
            if source >= 0 and target >= 0 and source != target:
                yield event["root"], Pair(scene.clause, span(scene.clause, source), span(scene.clause, target))
    for scene in text.walked:
        apart = [
            (one, other)
            for one, first in scene.phrases.items()
            for other, second in scene.phrases.items()
            if one != other
            and not any(frozenset((coded(a), coded(b))) in between for a in first for b in second)
            and not set(first) & set(second)
        ]
        for one, other in apart[scene.number % max(1, len(apart)) :][:1]:
            yield NONE, Pair(scene.clause, span(scene.clause, one), span(scene.clause, other))


def _nearest(scene: Scene, word: int, codes: set[str]) -> int:
    """The phrase nearest to a word that stands for one of these actors; -1 when none does."""
    found = [(abs(i - word), i) for i, named in scene.phrases.items() if codes & {coded(code) for code in named}]
    return min(found)[1] if found else -1
