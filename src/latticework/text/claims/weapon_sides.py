"""Whose a weapon is and whom it reaches, by the part each name has in the sentence: owner, target, launching place, teller, maker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from latticework.model.state import is_state
from latticework.text.claims.scene import Scene
from latticework.text.claims.slots import Named, states_in, telling

_SAYS = r"(?:says?|said|told|claims?|claimed|wrote|writes|boasts?|boasted|assured|explained|reported|reports?|noted|added|warned|warns|estimates?|estimated|reckons?|believes?|argued|argues|maintains?|insists?|insisted|put it|conceded|gloats?|gloated|hears?|jokes?|joked|thinks?|admitted|acknowledged)"
_TAIL = re.compile(
    rf"[,—–-][\"”’]? (?:[\w'’.-]+ ){{0,8}}?{_SAYS}\b[^,;]*|\baccording to [^,;.]*|\b(?:in the (?:view|words|eyes) of) [^,;.]*",
    re.I,
)
_DATELINE = re.compile(r"^[A-Z][A-Z ,.'’-]{2,40}(?:, [A-Z][a-z]+\.? \d+)?(?: \([A-Za-z]+\))? ?[-–—] ")
_LEAD = re.compile(rf"^[\"“]?(?:[\w'’.-]+ ){{1,9}}?(?:{_SAYS})(?: [a-z]+ing)? (?:that )?(?=[\w\"“])", re.I)
_MADE = re.compile(
    r"[- ](?:made|built|supplied|designed|developed|produced|manufactured|donated|delivered|provided|type|style|inspired)\b",
    re.I,
)
_DEEP = re.compile(
    r"\b(?:deep|far|targets?|cit(?:y|ies)|bases?|airfields?|airbases?|ports?|sites?|parts?|points?|anywhere|troops|forces|depots?|capitals?|areas?|land|territory|places|positions|installations|plants|refineries|objectives) (?:(?:with)?in|inside|into|on|across|of|along|around) (?:the |all |most of |much of |parts of |western |eastern |northern |southern |central |mainland )*$|\b(?:into|as far as|as deep as|throughout) (?:the |all of |western |eastern |northern |southern )*$",
    re.I,
)
_ORIGIN = re.compile(
    r"\b(?:from|off|out of|stationed (?:in|at|on)|based (?:in|at|on)|deployed (?:in|to|at|on)|placed (?:in|at|on)|fired (?:from|in|at)|launched (?:from|in)|photographed (?:in|on)|sited (?:in|on)|parked (?:in|on|at)|seen (?:in|on)|moved to|sent to|shipped to|in|at|on|near|over|above) (?:the (?:coast|coasts|shore|shores|edge|border|tip|territory|soil|north|south|east|west|waters) of |the |its |their |his |bases in |sites in |positions in |(?:north|south|east|west)\w*(?: of)? |an? (?:\w+ )?(?:island|base|site|ship|submarine) (?:off|in|near) )*$",
    re.I,
)
_BY = re.compile(r"\b(?:by|of|with) (?:the )?$", re.I)
_ACTS = re.compile(
    r"(?:['’]s? (?:[\w-]+ ){1,4})?,?(?: [a-z]+ly| now| today| at last| already| also| even)* ?(?:can|could|may|might|is (?:now )?able|was able|is (?:now )?capable|are (?:now )?able|has (?:gained |acquired )?the (?:means|reach|range|ability)|have the (?:means|reach|range|ability)|has|have|would be able)\b",
    re.I,
)
_ACTED = re.compile(r"(?: [\w-]+){1,3}(?:,? [^.;:]{0,50}?,?)? (?:can|could|may|might)\b", re.I)
_LETS = re.compile(
    r"\b(?:lets?|letting|allow(?:s|ed|ing)?|enabl(?:e|es|ed|ing)|giv(?:e|es|ing)|gave|would (?:let|allow|enable|give)|hand(?:s|ed)|suppl(?:y|ies|ied) to|sold to|given to) (?:the )?$",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:its|their|his|it|they|our|these|those|both)\b", re.I)
_THE_THING = re.compile(
    r"\b(?:the|this|that|these|those|each|such) (?:[\w-]+ ){0,2}?(?:missiles?|rockets?|drones?|weapons?|guns?|launchers?|bombers?)\b",
    re.I,
)
_LIST = re.compile(
    r"(?:['’]s)?(?:,| and| or| as well as| even| also| much of| most of| all of| parts of| the| both| nor| with it| plus| [a-z]+ern|\s)*"
)


@dataclass(frozen=True)
class Roles:
    """Whose weapon it is, whom it reaches, and from whose land it flies where that is told."""

    owner: str
    targets: tuple[Named, ...]


def roles_of(scene: Scene, weapon: tuple[int, ...], cue: re.Match[str], held: str) -> Roles:
    """Give owner and targets of the weapons told at some characters of the sentence, and a word that tells how far they come.

    `held` is whose they are where no name in the sentence stands on them.
    """
    named = _told_of(scene)
    owner = _owner(scene, named, weapon, cue)
    if owner is None:  # in the words of who tells it: said of the Soviet rockets
        owner = next((one for one in states_in(scene) if any(_on(scene.text, one, at) for at in weapon)), None)
    code = owner.code if owner else held
    rest = [
        one
        for one in named
        if one is not owner and one.code != code and not any(_on(scene.text, one, at) for at in weapon if owner)
    ]
    return Roles(owner.code if owner else "", tuple(_targets(scene, rest, cue)) or _here(scene, code))


def _on(text: str, one: Named, at: int) -> bool:
    if _ORIGIN.search(text[: one.start]):
        return False
    return one.sort == "adjective" and bool(
        re.fullmatch(r"(?: (?!(?:a|an|the)\b)[\w-]+){0,2} ", text[one.end : max(one.end, at)])
    )


def _here(scene: Scene, owner: str) -> tuple[Named, ...]:
    """The place told a sentence before, where this one says `here` or `there`."""
    if not _HERE.search(scene.text) or not scene.before:
        return ()
    codes = [code for code in reversed(scene.memory.recent) if is_state(code) and code != owner]
    found = _HERE.search(scene.text)
    return (Named(*found.span(), codes[0], "here"),) if codes and found else ()


_HERE = re.compile(r"\b(?:here|there(?! (?:is|are|was|were)))\b", re.I)


def _told_of(scene: Scene) -> list[Named]:
    """The states named, without those who tell it and those who only made the weapon."""
    text = scene.text
    tails = [found.span() for found in (*_TAIL.finditer(text), *_DATELINE.finditer(text))]
    lead = _LEAD.match(text)
    if lead:
        tails.append(lead.span())
    told = [one for one in states_in(scene) if not _MADE.match(text[one.end :])]
    kept = [one for one in told if not any(low <= one.start < high for low, high in tails)]
    return kept or told


def _owner(scene: Scene, named: list[Named], weapon: tuple[int, ...], cue: re.Match[str]) -> Named | None:
    text = scene.text
    for one in named:
        if _LETS.search(text[: one.start]) and one.start < cue.end() and not re.match(r"['’]", text[one.end :]):
            return one
    owning = [one for one in named if any(_owns(text, one, at) for at in weapon)]
    if named and named[0].start == 0 and text[named[0].end :].startswith(":"):
        return named[0]  # a headline: N. Korea: new missile puts ...
    if owning:
        return owning[0] if re.match(r"['’]", text[owning[0].end :]) else owning[-1]
    for one in named:
        acts = _ACTED if one.sort == "adjective" else _ACTS
        if acts.match(text[one.end :]) and one.start < cue.start() and not _passive(text, cue):
            return one
    for one in named:
        if _passive(text, cue) and one.start >= cue.end() and _BY.search(text[: one.start]):
            return one
    flown = [
        one
        for one in named
        if any(
            re.fullmatch(r"[\w-]+(?: (?:fired|launched|flown|sent))? from (?:the )?", text[at : one.start])
            for at in weapon
            if at < one.start
        )
    ]
    return flown[0] if flown and len({one.code for one in named}) > 1 else None


def _passive(text: str, cue: re.Match[str]) -> bool:
    """Whether the words say who is reached before who reaches: `can be hit by`, `lies within range of`."""
    return bool(_BEING.search(text[: cue.start()]) or _LYING.search(cue[0]))


_BEING = re.compile(r"\b(?:be|been|being|is|are|was|were)(?: \w+ly| easily| now)? $", re.I)
_LYING = re.compile(r"\b(?:in|within|into|inside|under|beyond|outside|out of|safe from|exposed|vulnerable)\b", re.I)


def _owns(text: str, one: Named, at: int) -> bool:
    """Whether a name stands on the weapon: `Iraq's lengthened Scuds`, `Soviet warheads`, `missiles of Pakistan`."""
    between = text[one.end : max(one.end, at)]
    if _ORIGIN.search(text[: one.start]) and not re.match(r"['’]", between):
        return False
    if one.start > at and re.fullmatch(
        r"[\w.'’-]+(?:[ -][\w-]+)? (?:of|belonging to|owned by) (?:the )?", text[at : one.start]
    ):
        return True
    if one.end > at + 1:
        return False
    if re.fullmatch(r"['’]s?,? ?(?:[\w.'’-]+,? ){0,6}(?:of )?", between) or re.fullmatch(
        r"s?['’] ?(?:[\w.-]+ ){0,5}", between
    ):
        return not re.search(r"\b(?:can|could|is|are|has|have|lies|puts?)\b", between)
    return one.sort in ("adjective", "people", "state", "surname") and bool(
        re.fullmatch(r" ?(?:(?!(?:can|could|to|by|and|is|are|has|with|that|which|from)\b)[\w.-]+ ){0,4}", between)
        or _TO_HAVE.fullmatch(between)
    )


_TO_HAVE = re.compile(
    r" (?:\w+ )?(?:plan|want|mean|intend|hope|seek|decide|agree|pledge|prepare)(?:s|d|ed)? to (?:field|buy|build|deploy|acquire|station|introduce|procure|get|develop|base) (?:(?!(?:can|could|to|by|and|that|which|from|in|on)\b)[\w.-]+ ){0,4}"
)
"""Between a state and the weapons it plans to have."""


def _from_here(text: str, one: Named) -> bool:
    return bool(_ORIGIN.search(text[: one.start])) and not _DEEP.search(text[: one.start])


def _targets(scene: Scene, rest: list[Named], cue: re.Match[str]) -> list[Named]:
    """The names reached: those behind the word that tells it, else those before it; a list of them as a whole."""
    text = scene.text
    land = [one for one in rest if not (one.sort == "adjective" and _FORCES.match(text[one.end :]))]
    rest = land or rest
    free = [one for one in rest if not _from_here(text, one)] or ([*rest] if len(rest) == 1 else [])
    if not free:
        return []
    deep = [one for one in free if _DEEP.search(text[: one.start])]
    behind = [one for one in free if one.start >= cue.start()]
    before = [one for one in free if one.start < cue.start()]
    pool = deep or ((before or behind) if _passive(text, cue) else (behind or before))
    first = pool[-1] if pool is before and not _passive(text, cue) else pool[0]
    out = [first]
    for one in free:
        if one.start > out[-1].start and _LIST.fullmatch(text[out[-1].end : one.start]):
            out.append(one)
    unlike: dict[str, Named] = {}
    for one in out:
        unlike.setdefault(one.code, one)
    return list(unlike.values())


_FORCES = re.compile(r" (?:[\w-]+ )?(?:bases?|troops|forces|ships?|warships|carriers?|fleet|soldiers|navy|army)\b")
"""What a state has that may stand or sail on another's land: whom a weapon reaches only where nothing else is told."""


def held_before(scene: Scene, target: str) -> str:
    """Whose the weapon is by what was told before: the subject of the text, or the state named last that is not the target."""
    codes = [code for code in scene.memory.subject if is_state(code) and code != target]
    codes += [code for code in reversed(scene.memory.recent) if is_state(code) and code != target]
    return codes[0] if codes else ""


def pointed(text: str) -> bool:
    """Whether the sentence points back to a weapon or its owner: `its`, `they`, `the missile`."""
    return bool(_PRONOUN.search(text) or _THE_THING.search(text))


def cue_of(text: str) -> re.Match[str] | None:
    """The words that tell how far a weapon comes; those that name a way of reaching before a bare `range`."""
    found = [*telling("reach far").finditer(text)]
    strong = [
        one
        for one in found
        if not re.fullmatch(
            r"range of|reach|travels?|carry|carries|good for|sufficient|that means|bring|brings|enough to|the legs",
            one[0],
            re.I,
        )
    ]
    return next(iter(strong or found), None)
