"""Whose a counted thing is, and where it is: from the names around a figure, their prepositions and what was said before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from latticework.model.state import is_state
from latticework.text.claims.counted import Figure, parted
from latticework.text.claims.day import then
from latticework.text.claims.figure_names import Name, beside_asides, closest, joined, nearest, with_joined
from latticework.text.claims.scene import Scene
from latticework.text.claims.statement import statement
from latticework.text.claims.tellers import tellers

_IN = re.compile(
    r"\b(?:in|on|inside|outside|across|within|throughout|around|near|off|beside|into|out of|to|at|over)(?: (?!of\b|is\b|are\b|was\b|and\b)(?-i:[a-z][\w-]*|[A-Z]\w*['’]s)){0,3}(?: (?:regions?|soil|territory|province|parts|waters|coast|shores?) of(?: the)?)? $",
    re.I,
)
_NOT_IN = re.compile(
    r"\b(?:in service|in the (?:army|navy|air force|forces|ranks|arsenal|depots|uniform|hands|fleet|inventory|possession)|at the disposal|on the books|according to|thanks to|up to|compared to|in response to|back to|signed in|made in|says? to|told) (?:of (?:the )?)?$",
    re.I,
)
_FORCE_WORD = re.compile(
    r"^(?:'s|’s)? (?:own )?(?:regular )?(?:army|navy|air force|armed forces|forces|military|service|arsenal|stock\w*|fleet|depots|inventory|hangars|colou?rs|uniform|command|possession|hands|marines|troops|soldiers)\b",
    re.I,
)
_OF = re.compile(r"^(?:[^.;,:]{0,12}?) ?\bof (?:the )?$", re.I)
_BY = re.compile(r"\bby (?:the )?(?:\w+ )?$", re.I)
_SIGNED_AT = re.compile(
    r"\b(?:signed|meeting|summit|conference|speaking|gathered|presented|published|printed|talks) (?:on \w+ )?(?:in|at) $",
    re.I,
)
_PUT_BY = re.compile(
    r"\b(?:put|puts|estimated|reckoned|counted|given|placed|quoted|assessed|judged|believed|said|according|called|made|built|supplied|sold)\b(?:[^.;:,]|,(?=\d)){0,30} by (?:the |[a-z]+ )?$",
    re.I,
)
_HOSTS = re.compile(
    r"\b(?:hosts?|host|hosted|hous(?:e|es|ed|ing)|home to|is where|let|admitt?s?|welcomed|gave|granted|receives?|on its soil|opened|opens|offered|offers|lends?|lent|leases?|leased|makes available|made available|allow(?:s|ed)?|calls?)\b",
    re.I,
)
_WE = re.compile(r"\b(?:we|our|ours|us)\b", re.I)
_THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|be|would|should))", re.I)
_THEY = re.compile(
    r"\b(?:its|their|it|they|his|her|the (?:kingdom|country|regime|government|state|republic|island|army|navy|ministry|emirate|sultanate|nation|junta)|the two)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sides:
    """Whose a counted thing is and where: the first of each is the one meant; `sure` when words beside the figure say whose."""

    owners: tuple[str, ...]
    places: tuple[str, ...]
    sure: bool = True

    @property
    def owner(self) -> str:
        """Whose it is; empty when not known."""
        return self.owners[0] if self.owners else ""

    @property
    def place(self) -> str:
        """Where it is; empty when it is not told."""
        return self.places[0] if self.places else ""


def sides_of(scene: Scene, figure: Figure) -> Sides:
    """Find owner and place of a figure: names beside it first, then the rest of its part, its sentence, and what came before."""
    telling = tellers(scene)
    low, high = (place + scene.clause.start for place in parted(scene, figure.start, figure.end))
    names = [
        (scene.clause.tokens[i].start, scene.clause.tokens[scene.clause.hit_at[i].end - 1].end, code)
        for i, code in scene.named
        if i not in telling
    ]
    here = [name for name in names if low <= name[0] < high]
    if not here:
        here = names
    end = statement(scene, figure.start, figure.end)[1] + scene.clause.start
    here = [name for name in here if name[0] < end] or ([] if _THEY.search(text_before(scene, low, figure)) else here)
    beside = [name for name in here if figure.start <= name[0] < figure.end] or [
        name
        for name in here
        if 0 <= name[0] - figure.end < _NEXT and _OF.match(scene.document.text[figure.end : name[0]])
    ]
    text = scene.document.text
    here = [name for name in here if not _SIGNED_AT.search(_lead(scene, low, name[0]))] or here
    agent = with_joined(
        text,
        here,
        [
            name
            for name in here
            if _BY.search(_lead(scene, low, name[0])) and not _PUT_BY.search(_lead(scene, low, name[0]))
        ],
    )
    inside = with_joined(
        text, here, [name for name in here if name not in beside and name not in agent and _is_place(scene, low, name)]
    )
    fellows = with_joined(
        text, here, [name for name in here if name not in beside and _WITH.search(_lead(scene, low, name[0]))]
    )
    others = [name for name in here if name not in (*beside, *agent, *inside, *fellows)]
    others = [name for name in others if not _PUT_BY.search(_lead(scene, low, name[0]))] or others
    others = beside_asides(text, low, figure, others)
    armed = [name for name in others if _FORCE_WORD.match(text[name[1] : name[1] + 30])]
    if len(armed) == 1:
        armed = [name for name in others if name in armed or joined(text, name, armed[0])]
    owners = beside or agent or nearest(scene, figure, armed or others)
    hosts = _hosts(scene, low, high, [name for name in (*others, *beside) if name in here])
    if hosts and not inside:
        owners = [name for name in (beside or others) if name[2] != hosts[0]] or owners
    inside = closest(text, figure, inside)
    places = list(dict.fromkeys([name[2] for name in inside if not owners or name[2] != owners[0][2]] or hosts))
    if figure.concept in ("agreements", "exercises", "patrols"):
        owners = [*owners, *fellows]
    part = scene.document.text[low:high]
    found = [name[2] for name in owners]
    sure = bool(beside) or (len({name[2] for name in others}) <= 1 and bool(owners))
    if not found:
        earlier = [name[2] for name in names if name[0] < low and is_state(name[2]) and name[2] not in places]
        if earlier and _THEY.search(part) and not _WE.search(part):
            found, sure = earlier[:1], False  # Greece is armed like a big state: its army keeps 1,200 tanks
        else:
            found, sure = _unnamed(scene, part, telling, [name[2] for name in names], places)
    if not places and (not figure.beside or scene.document.text[low - 1 : low] == ":"):
        places = [
            name[2]
            for name in names
            if name[0] < low and _is_place(scene, scene.clause.start, name) and name[2] not in found
        ][-1:]
    if not places and _THERE.search(part):
        before = [name[2] for name in names if name[2] not in found and is_state(name[2])]
        places = [code for code in [*before, *reversed(scene.memory.recent)] if code not in found and is_state(code)][
            :1
        ]
    if not places and found and _LAND.search(part):
        before = [code for code in (*scene.memory.subject, *reversed(scene.memory.recent)) if is_state(code)]
        places = [code for code in before[:1] if code not in found]
    day = scene.document.published
    found, places = [then(code, day) for code in found], [then(code, day) for code in places]
    return Sides(tuple(dict.fromkeys(found)), tuple(code for code in places if code not in found[:1]), sure)


_LAND = re.compile(
    r"\b(?:in|on|across|inside) the (?:country|kingdom|republic|emirate|sultanate|island|territory)\b(?! (?:of|that|which|where)\b)",
    re.I,
)


def text_before(scene: Scene, low: int, figure: Figure) -> str:
    """The words of the part of the sentence before a figure."""
    return scene.document.text[low : figure.start]


_NEXT = 30
_WITH = re.compile(
    r"\b(?:with|against|from|than|between|unlike|for|despite|sold to|bought by) (?:the )?(?:\w+ and )?$", re.I
)


def _hosts(scene: Scene, low: int, high: int, names: list[Name]) -> list[str]:
    """The host where the verb says so: `Kyrgyzstan hosts`, `Manila has let Washington into`, `Japan is where`."""
    match = _HOSTS.search(scene.document.text, low, high)
    before = [name[2] for name in names if match and name[0] < match.start() and is_state(name[2])]
    after = {name[2] for name in names if match and name[0] > match.start()} - set(before[-1:])
    return before[-1:] if after else []


def _lead(scene: Scene, low: int, place: int) -> str:
    return scene.document.text[max(low if place >= low else scene.clause.start, place - 60) : place]


def _is_place(scene: Scene, low: int, name: Name) -> bool:
    """Whether a name follows a word of place, and is no owner of forces behind it: `in Latvia`, not `in the Dutch army`."""
    text = scene.document.text
    lead = _lead(scene, low, name[0])
    if _FORCE_WORD.match(text[name[1] : name[1] + 30]) or _NOT_IN.search(lead):
        return False
    return bool(_IN.search(lead))


def _unnamed(scene: Scene, part: str, telling: set[int], named: list[str], places: list[str]) -> tuple[list[str], bool]:
    """Whose it is where no name says so: the speaker's, what a pronoun or a bare word of office stands for, what was last spoken of."""
    spoken = [code for i, code in scene.named if i in telling and is_state(code)]
    if _WE.search(part) and spoken:
        return spoken[:1], False
    if named:
        rest = [code for code in named if code not in places]
        if rest:
            return (rest[:1], False) if len(set(rest)) == 1 else ([], False)
    recent = [code for code in scene.memory.subject if code not in places] or [
        code for code in reversed(scene.memory.recent) if code not in places
    ][:1]
    if _THEY.search(part) and recent:
        return recent[:1], False
    if len(set(spoken)) == 1 and (not recent or recent[0] in spoken):
        return spoken[:1], False
    return recent[:1] if len({*scene.memory.recent}) == 1 else [], False
