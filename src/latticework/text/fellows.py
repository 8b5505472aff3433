"""Who stands in one list: `Britain, Italy and Japan`, by the tree and by the commas and "and" between the names."""

from __future__ import annotations

from itertools import pairwise

from latticework.text.scenes import Scene

_BETWEEN = frozenset({",", "and", "or", "&", "the", "as", "well", "both"})
_ENDS = frozenset({"and", "or", "&"})


def fellows(scene: Scene, token: int) -> list[int]:
    """Give the phrases that stand in one list with a phrase, itself among them, in the order of the sentence."""
    clause = scene.clause
    while clause.relation(token) == "conj" and clause.tree.heads[token] in scene.phrases:
        token = clause.tree.heads[token]
    found = {j for j in clause.conjuncts(token) if j in scene.phrases} | {token}
    for run in _runs(scene):
        if found & set(run):
            found |= set(run)
    return sorted(found)


def _runs(scene: Scene) -> list[list[int]]:
    """Find runs of names with nothing but commas, articles and "and" between them; a run needs an "and" or "or"."""
    names = sorted(i for i in scene.phrases if i in scene.clause.hit_at)
    runs, ended = [names[:1]], False
    for one, other in pairwise(names):
        between = [scene.clause.form(i).lower() for i in range(_end(scene, one), _start(scene, other))]
        if between and not ended and set(between) <= _BETWEEN:
            runs[-1].append(other)
            ended = bool(_ENDS & set(between))
        else:
            if not ended:
                runs.pop()
            runs.append([other])
            ended = False
    return [run for run in (runs if ended else runs[:-1]) if len(run) > 1]


def _start(scene: Scene, token: int) -> int:
    return scene.clause.hit_at[token].start


def _end(scene: Scene, token: int) -> int:
    return scene.clause.hit_at[token].end
