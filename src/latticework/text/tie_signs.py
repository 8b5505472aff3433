"""What the judge of ties sees of a draft: the word, the kind, who the parties are and how they were chosen, the rest of the document."""

from __future__ import annotations

from collections.abc import Iterator

from latticework.text.link_signs import ORGANISATIONS
from latticework.text.links import tenth
from latticework.text.scenes import Scene
from latticework.text.tie_cues import TieCue
from latticework.text.tie_parties import Choice
from latticework.text.tie_shapes import Tie
from latticework.text.together import Together


def signs_of_word(
    scene: Scene, one: TieCue, step: str, named: str, shares: tuple[float, float], label: str
) -> Iterator[str]:
    """Give the signs of a word told as a kind, whoever the parties are; `shares` are the probabilities of the kind and of none."""
    cue = one.cue
    clause, kind, sort = scene.clause, cue.label, cue.sort
    governor = clause.lemma(cue.governor) if cue.governor >= 0 else "-"
    yield from (
        "bias",
        f"kind {kind} {sort}",
        f"sort {sort}",
        f"word {cue.phrase} {sort}",
        f"named {'y' if named else 'n'}",
    )
    yield from (f"step {step} {sort}", f"relation {clause.relation(cue.word)} {sort}", f"governor {governor}")
    yield f"sentence {min(scene.number, 4)}"
    yield from (f"sure {tenth(shares[0])}", f"none {tenth(shares[1])}")
    yield from (f"table {kind == label} {kind}", f"again {kind == one.earlier} {sort}")


def signs_of_parties(tie: Tie, sort: str, choice: Choice, share: float, together: Together) -> Iterator[str]:
    """Give the signs of the parties: how sure and how many they are, how many unsaid, who is left out, how the document speaks of them."""
    _, how, chosen, out = choice
    kind, ranked = tie.kind, sorted((side.sure for side in chosen), reverse=True)
    first, second, least = tenth(ranked[0]), tenth(ranked[1]) if len(ranked) > 1 else 0, tenth(ranked[-1])
    many, unsaid, left = min(len(tie.parties), 5), min(sum(side.token < 0 for side in chosen), 3), tenth(out)
    yield from (f"least {least}", f"most {first}", f"next {second}", f"least {least} {kind}")
    yield from (
        f"parties {many} {sort}",
        f"parties {many} {kind}",
        f"unsaid {unsaid} {sort}",
        f"unsaid {unsaid} {kind}",
    )
    yield from (f"choice {how}", f"choice {how} {sort}")
    yield from (f"left {left}", f"left {left // 2} {least // 2}", f"left {left} {how}")
    whole, part = tenth(_whole(ranked, share)), tenth(share) // 2
    yield from (f"whole {whole}", f"whole {whole} {sort}", f"whole {whole} {kind}")
    yield from (f"both {part} {least // 2}", f"both {part} {least // 2} {sort}")
    bodies = sum(code in ORGANISATIONS for code in tie.parties)
    armed = any(code.startswith("NSA:") for code in tie.parties)
    ends = tie.parties[0], tie.parties[-1]
    met, most = min(3, together.two[frozenset(ends)]), sum(code in together.most for code in ends)
    yield from (f"bodies {bodies} {kind}", f"armed {armed} {kind}", f"most {most}", f"most {most} {kind}")
    yield from (f"met {met}", f"met {met} {sort}", f"met {met} {kind}")


def _whole(ranked: list[float], share: float) -> float:
    """How sure the kind and the three likeliest parties are together."""
    out = share
    for sure in ranked[:3]:
        out *= sure
    return float(out**0.5)


def signs_of_others(tie: Tie, same: int, shared: int) -> Iterator[str]:
    """Give the signs of the words of the document that may tell the same tie, and of those that may tell one of the same parties."""
    yield from (f"same {min(same, 4)}", f"same {min(same, 4)} {tie.kind}")
    yield from (f"shared {min(shared, 6)}", f"shared {min(shared, 6)} {min(same, 3)}")
