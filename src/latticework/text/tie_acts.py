"""Ties told by what is done: arms sold and sent, forces in another state, weapons built together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from latticework.text.arguments import sides, subjects
from latticework.text.clauses import Clause
from latticework.text.lists import table, words
from latticework.text.mentions import Codes, Memory, actors_of
from latticework.text.modality import modality
from latticework.text.tie_shapes import BUYING, DIRECTED, Tie, steps, stretch


def by_act(clause: Clause, memory: Memory, number: int, before: list[Tie]) -> Iterator[Tie]:
    """Verbs that make a tie with their object: `sold missiles to`, `handed boats to`, `bought jets from`."""
    for p, lemma in enumerate(clause.tree.lemmas):
        for kind, wanted in _acts().get(lemma, ()) if clause.tree.upos[p] == "VERB" else ():
            objects = [
                o
                for c in (*clause.has(p, "obj", "nsubj:pass"), *_after_particle(clause, p))
                for o in clause.conjuncts(c)
            ]
            things = [o for o in objects if is_thing(clause, o, wanted)]
            if not things:
                continue
            side = sides(clause, p)
            givers = [code for i in side.sources for code in actors_of(clause, i, memory)]
            takers = _receivers(clause, p, things, memory) or _same_receiver(kind, givers, before)
            parties = tuple(dict.fromkeys((*givers[:1], *(code for code in takers if code not in givers))))
            if len(parties) < 2:
                continue
            if lemma in BUYING:
                parties = (*parties[1:], parties[0])
            told = {"planned": "announced", "hypothetical": "proposed", "denied": "proposed"}
            status = told.get(modality(clause, p), steps().get(lemma, "in_force"))
            low, high = stretch(clause, p, clause.tokens[p].start, clause.tokens[things[-1]].end)
            yield Tie(kind, parties[:4], status, low, high, p, number, "", 0.6, (lemma, clause.form(things[0])))
            break


def _after_particle(clause: Clause, p: int) -> list[int]:
    """The object of a verb with a particle that was read as a preposition: `hand over 20 vehicles`."""
    return [c for c in clause.has(p, "obl") if clause.case(c) in ("over", "up", "out", "off", "back")]


def _same_receiver(kind: str, givers: list[str], before: list[Tie]) -> list[str]:
    """Whoever received from anyone in the tie of this kind told last, when the sentence leaves the receiver unsaid."""
    for tie in reversed(before[-4:]):
        if tie.kind in DIRECTED and kind in DIRECTED and tie.parties[-1] not in givers:
            return [tie.parties[-1]]
    return []


def by_forces(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
    """Forces of one state in another: `U.S. troops in Japan`, `France keeps soldiers in Chad`, `French forces left Mali`."""
    for i, lemma in enumerate(clause.tree.lemmas):
        if lemma not in words("force_things") or clause.tree.upos[i] not in ("NOUN", "PROPN"):
            continue
        top = i
        while clause.relation(top) in ("nmod", "conj") and clause.tree.upos[clause.tree.heads[top]] in ("NOUN", "NUM"):
            top = clause.tree.heads[top]
        verb = clause.tree.heads[top]
        governed = verb >= 0 and clause.tree.upos[verb] in ("VERB", "AUX")
        owners = list(actors_of(clause, i, memory, deep=False))
        if not owners and governed and clause.lemma(verb) in words("keeping_forces") | words("sending_forces"):
            owners = [code for s in sides(clause, verb).sources for code in actors_of(clause, s, memory)]
        hosts = [
            code
            for c in clause.has(i, "nmod")
            if clause.case(c) in ("in", "to", "on", "at")
            for code in _place(clause, c, memory)
        ]
        status = "in_force"
        if governed:
            leaving = clause.lemma(verb) in words("leaving") and (
                clause.relation(top) == "nsubj" or clause.lemma(verb) in ("withdraw", "remove", "pull", "evacuate")
            )
            reached = [
                c
                for c in clause.has(verb, "obl", "obj")
                if c != top
                and clause.case(c) in ("in", "to", "into", "from", "on", "at", "across", "")
                and (clause.case(c) or leaving)
            ]
            hosts += [code for c in reached for code in _place(clause, c, memory)]
            told = modality(clause, verb)
            if leaving:
                status = {"happened": "ended", "planned": "in_force", "denied": "in_force"}.get(told, "in_force")
            else:
                status = {"planned": "announced", "hypothetical": "proposed", "denied": "proposed"}.get(
                    told, "in_force"
                )
                if clause.lemma(verb) in ("offer", "propose"):
                    status = "proposed"
                elif clause.lemma(verb) in ("pledge", "promise", "approve", "order", "announce"):
                    status = "announced"
            if clause.lemma(verb) in ("host", "house") and clause.relation(top) == "obj":
                hosts += [code for s in subjects(clause, verb) for code in actors_of(clause, s, memory)]
        hosts = [code for code in hosts if code not in owners and not code.startswith("NSA:")]
        if owners and hosts and not owners[0].startswith("NSA:"):
            nodes = [i, verb] if governed else [i]
            low, high = min(clause.tokens[n].start for n in nodes), max(clause.tokens[n].end for n in nodes)
            yield Tie(
                "deployment",
                (owners[0], hosts[0]),
                status,
                low,
                high,
                i,
                number,
                "",
                0.55,
                (lemma, clause.lemma(verb) if governed else ""),
            )


def built_together(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
    """Arms developed or built by several states: `Japan, Britain and Italy will jointly develop a fighter`."""
    for p, lemma in enumerate(clause.tree.lemmas):
        if lemma not in ("develop", "build", "produce", "design", "manufacture") or clause.tree.upos[p] != "VERB":
            continue
        if not any(is_thing(clause, o, "arms") for o in clause.has(p, "obj", "nsubj:pass")):
            continue
        side = sides(clause, p)
        partners = [i for i in side.targets if clause.case(i) in ("with", "alongside")]
        parties = tuple(
            dict.fromkeys(code for i in (*side.sources, *partners) for code in actors_of(clause, i, memory))
        )
        if len(parties) > 1:
            status = {"planned": "announced", "hypothetical": "announced", "denied": "proposed"}.get(
                modality(clause, p), "in_force"
            )
            low, high = stretch(clause, p, clause.tokens[p].start, clause.tokens[p].end)
            yield Tie("joint_development", parties, status, low, high, p, number, "", 0.6, (lemma,))


def _place(clause: Clause, i: int, memory: Memory) -> Codes:
    """The state a place is in: a name of a state or a place, or `the country`."""
    hit = clause.hit_at.get(i)
    if hit and hit.name.sort in ("state", "capital", "place", "region", "half", "adjective"):
        return hit.name.codes
    if clause.lemma(i) in ("country", "island", "kingdom", "republic", "nation"):
        return actors_of(clause, i, memory)
    return tuple(
        code
        for c in clause.has(i, "nmod", "compound", "amod")
        if c in clause.hit_at
        for code in clause.hit_at[c].name.codes
    )


def is_thing(clause: Clause, o: int, wanted: str) -> bool:
    """Whether a noun, or what stands with it, is a word for arms or for forces."""
    names = words("arms_things") if wanted == "arms" else words("force_things")
    return clause.lemma(o) in names or any(clause.lemma(c) in names for c in clause.has(o, "nmod", "compound", "appos"))


def _receivers(clause: Clause, p: int, things: list[int], memory: Memory) -> list[str]:
    cases = {"to", "in", "into", "for", "on", "with", "at", "across", "near", "from", "towards", "toward"}
    heads = [c for c in clause.has(p, "obl", "iobj") if clause.case(c) in cases or clause.relation(c) == "iobj"]
    heads += [c for o in things for c in clause.has(o, "nmod") if clause.case(c) in cases - {"of"}]
    heads += [c for o in things for c in clause.has(o, "nmod:unmarked")]
    heads += [o for o in clause.has(p, "obj") if o not in things]
    return [code for h in heads for a in clause.conjuncts(h) for code in actors_of(clause, a, memory)]


@cache
def _acts() -> dict[str, tuple[tuple[str, str], ...]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table("tie_acts.csv"):
        found[row["lemma"]].append((row["kind"], row["object"]))
    return {lemma: tuple(rows) for lemma, rows in found.items()}
