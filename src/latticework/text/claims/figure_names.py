"""Which of the names around a figure go together: the nearest, those joined to it, and those in an aside."""

from __future__ import annotations

import re

from latticework.text.claims.counted import Figure
from latticework.text.claims.scene import Scene

Name = tuple[int, int, str]

_OWN_FIGURE = re.compile(r" (?:has |have |had )?(?:about |some |around |nearly )?\d")

_ASIDE = re.compile(r", (?!and\b|or\b)[^,;:]{4,100}, (?!and\b|or\b)(?=[a-z])")


def closest(text: str, figure: Figure, names: list[Name]) -> list[Name]:
    """Of several places the first behind the figure with those joined to it, else the last before it."""
    behind, before = [name for name in names if name[0] >= figure.end], [name for name in names if name[0] < figure.end]
    chosen = behind[:1] or before[-1:]
    return with_joined(text, names, chosen)


def with_joined(text: str, names: list[Name], some: list[Name]) -> list[Name]:
    """Some names with those that are joined to them by commas and "and"."""
    out = list(some)
    for name in names:
        if (
            name not in out
            and not _OWN_FIGURE.match(text[name[1] : name[1] + 20])
            and any(re.fullmatch(r"(?:,|,? and|,? or)(?: the)? ", text[one[1] : name[0]]) for one in out)
        ):
            out.append(name)
    return out


def nearest(scene: Scene, figure: Figure, names: list[Name]) -> list[Name]:
    """Of names that are no place: the last before the figure with those joined to it, else the first behind it."""
    before = [name for name in names if name[0] < figure.start]
    chosen = before[-1:] or names[:1]
    if chosen:
        beside = [name for name in names if name != chosen[0] and joined(scene.document.text, name, chosen[0])]
        return [*beside, *chosen] if beside and beside[0][0] < chosen[0][0] else [*chosen, *beside]
    return []


def joined(text: str, one: Name, other: Name) -> bool:
    """Whether two names stand in one list: `the Dutch and the German forces`."""
    first, second = sorted((one, other))
    return bool(
        re.fullmatch(
            r"(?:'s|’s)?(?: forces| troops| air forces?)?,? (?:and|nor|or|as well as)(?: the)? ",
            text[first[1] : second[0]],
        )
    )


def beside_asides(text: str, low: int, figure: Figure, names: list[Name]) -> list[Name]:
    """Names without those in an aside between commas before the figure: `Riyadh, the best customer of American makers, spent`."""
    asides = [(match.start(), match.end()) for match in _ASIDE.finditer(text, low, figure.start)]
    out = [name for name in names if not any(start < name[0] < end for start, end in asides)]
    return out if any(name[0] < figure.start for name in out) else names
