"""Ties told in a text: agreements, alliances, exercises, transfers and deployments, with parties, direction and status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from latticework.text.arguments import sides, subjects
from latticework.text.clauses import Clause
from latticework.text.lists import table, words
from latticework.text.mentions import Codes, Memory, actors_of, learn
from latticework.text.modality import modality

DIRECTED = frozenset({"equipment_transfer", "military_aid", "basing", "deployment", "security_guarantee"})
"""Kinds told from giver, guest or guarantor to receiver or host."""

EXERCISES = frozenset({"joint_exercise"})
_STANDING = frozenset({"defence_pact", "strategic_partnership", "defence_cooperation", "security_guarantee", "basing", "deployment", "military_aid", "ceasefire", "grouping_membership"})  # fmt: skip
_AGREEMENT = frozenset(
    {"agreement", "treaty", "pact", "deal", "accord", "memorandum", "document", "protocol", "arrangement"}
)
_BUYING = frozenset(
    {"buy", "purchase", "procure", "acquire", "order", "receive", "import", "get", "obtain", "host", "lease"}
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A link told in a text: kind, parties (giver first where directed), status, and the characters that tell it."""

    kind: str
    parties: Codes
    status: str
    start: int
    end: int
    word: int
    sentence: int
    title: str = ""
    confidence: float = 0.6
    why: tuple[str, ...] = field(default=(), compare=False)


def ties(document: Sequence[Clause]) -> list[Tie]:
    """Read the ties of a document; a tie told twice is kept once, at the mention that says most of its status."""
    memory = Memory()
    found: list[Tie] = []
    for number, clause in enumerate(document):
        found += _by_noun(clause, memory, number)
        found += _by_act(clause, memory, number, found)
        found += _by_forces(clause, memory, number)
        found += _built_together(clause, memory, number)
        found += _allies(clause, memory, number)
        learn(clause, memory)
    return _once(found)


def _by_noun(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
    """Nouns that name a tie: `a reciprocal access agreement with Britain`."""
    for first, last, kind in tie_nouns(clause):
        parties, how = _parties(clause, last, first, kind, memory)
        if len(parties) == 1 and (kind in _AGREED or clause.lemma(last) in _AGREEMENT) and _governed(clause, last):
            parties, how = (*parties, *_partner(parties, memory)), "partner understood"
        if len(parties) < 2:
            continue
        status = _status(clause, last, kind)
        start, end = clause.tokens[first].start, clause.tokens[last].end
        low, high = _stretch(clause, last, start, end)
        yield Tie(
            kind, parties, status, low, high, last, number, _title(clause, first, last), 0.6, (clause.form(last), how)
        )


_AGREED = frozenset({"reciprocal_access", "acquisition_cross_servicing", "information_security", "defence_pact", "ceasefire", "boundary_agreement", "strategic_partnership", "military_aid", "joint_exercise"})  # fmt: skip


def _governed(clause: Clause, noun: int) -> bool:
    head = clause.tree.heads[noun]
    return head >= 0 and clause.lemma(head) in _steps()


def _partner(parties: Codes, memory: Memory) -> Codes:
    """The other side when a sentence names one: the state last told of beside these."""
    others = [code for code in reversed(memory.recent) if code not in parties and ":" not in code]
    return tuple(others[:1])


def tie_nouns(clause: Clause) -> Iterator[tuple[int, int, str]]:
    """Give the first and last token and the kind of each name of a tie, longest first, none inside another.

    Hyphens do not matter. A bare `agreement` or `pact` has the kind of the words that hang from it.
    """
    kept = [i for i in range(len(clause)) if clause.form(i) != "-"]
    taken, index = -1, _nouns()
    for at, i in enumerate(kept):
        if i <= taken:
            continue
        for phrase, kind in index.get(clause.lemma(i), index.get(clause.form(i).lower(), ())):
            held = kept[at : at + len(phrase)]
            run = zip(held, phrase, strict=False)
            if len(held) == len(phrase) and all(word in (clause.lemma(j), clause.form(j).lower()) for j, word in run):
                if clause.tree.upos[held[-1]] in ("NOUN", "PROPN", "VERB", "NUM", "SYM"):
                    yield i, held[-1], kind
                    taken = held[-1]
                break
        else:
            if clause.lemma(i) in _AGREEMENT and clause.tree.upos[i] in ("NOUN", "PROPN"):
                yield i, i, _kind_of(clause, i)
                taken = i


def _kind_of(clause: Clause, noun: int) -> str:
    """The kind of an agreement by the words in its phrase; `other_agreement` when none tells."""
    near = {clause.lemma(j) for j in clause.subtree(noun, depth=4)} | {
        clause.lemma(j) for j in range(max(0, noun - 4), noun)
    }
    for row in table("tie_words.csv"):
        if row["word"] in near:
            return row["kind"]
    return "other_agreement"


def _parties(clause: Clause, noun: int, first: int, kind: str, memory: Memory) -> tuple[Codes, str]:
    """The parties of a tie's name: in its own phrase, else those of the verb that governs it."""
    own: list[str] = []
    for i in range(max(0, first - 6), noun + 1):  # U.S.-Japan alliance; not the U.S. of a U.S.-brokered one
        if i in clause.hit_at and _leads_to(clause, i, noun) and not _brokered(clause, i):
            own += clause.hit_at[i].name.codes
    side = sides(clause, noun)
    inside = [code for i in (*side.mutual, *side.sources) for code in actors_of(clause, i, memory)]
    reached = [code for i in side.targets for code in actors_of(clause, i, memory)]
    governor = clause.tree.heads[noun]
    above: list[str] = []
    if governor >= 0 and clause.tree.upos[governor] in ("VERB", "AUX"):
        over = sides(clause, governor)
        partners = [i for i in over.targets if clause.case(i) in ("with", "between", "to", "from", "alongside")]
        above = [code for i in (*over.sources, *partners) if i != noun for code in actors_of(clause, i, memory)]
    elif governor >= 0 and clause.relation(noun) in ("nmod", "obl"):
        grand = clause.tree.heads[governor]
        over = sides(clause, grand) if grand >= 0 and clause.tree.upos[grand] == "VERB" else sides(clause, governor)
        above = [code for i in (*over.sources, *over.targets, *over.mutual) for code in actors_of(clause, i, memory)]
    parties = list(dict.fromkeys((*own, *inside, *reached)))
    how = "in its phrase"
    if len(parties) < 2 or (kind not in DIRECTED and not side.mutual and len(own) < 2 and len(reached) < 2):
        parties = list(dict.fromkeys((*above, *parties)))
        how = "by its verb"
    parties = [
        code
        for code in parties
        if not code.startswith("NSA:") or kind in ("ceasefire", "equipment_transfer", "military_aid")
    ]
    if kind in DIRECTED and len(parties) == 2:
        return _directed(clause, noun, tuple(parties), reached), how
    return tuple(parties[:8]), how


def _brokered(clause: Clause, i: int) -> bool:
    end = clause.hit_at[i].end
    return end + 1 < len(clause) and clause.form(end) == "-" and clause.form(end + 1).lower() in words("brokering")


def _leads_to(clause: Clause, i: int, noun: int) -> bool:
    """Whether a name hangs, link by link, from the noun inside its phrase."""
    return noun in clause.path_up(i)[1:5]


def _directed(clause: Clause, noun: int, parties: Codes, reached: list[str]) -> Codes:
    """Put the giver first: whoever is reached by to/for/in is the receiver; who buys receives."""
    governor = clause.tree.heads[noun]
    buys = governor >= 0 and clause.lemma(governor) in _BUYING
    receivers = [code for code in reached if code in parties]
    if receivers and receivers[0] == parties[0] and not buys:
        return parties[1], parties[0]
    from_ = [c for c in clause.children[noun] if clause.case(c) == "from"]
    if (buys or from_) and parties:
        return parties[1], parties[0]
    return parties


def _by_act(clause: Clause, memory: Memory, number: int, before: list[Tie]) -> Iterator[Tie]:
    """Verbs that make a tie with their object: `sold missiles to`, `handed boats to`, `bought jets from`."""
    for p, lemma in enumerate(clause.tree.lemmas):
        for kind, wanted in _acts().get(lemma, ()) if clause.tree.upos[p] == "VERB" else ():
            objects = [
                o
                for c in (*clause.has(p, "obj", "nsubj:pass"), *_after_particle(clause, p))
                for o in clause.conjuncts(c)
            ]
            things = [o for o in objects if _is_thing(clause, o, wanted)]
            if not things:
                continue
            side = sides(clause, p)
            givers = [code for i in side.sources for code in actors_of(clause, i, memory)]
            takers = _receivers(clause, p, things, memory) or _same_receiver(kind, givers, before)
            parties = tuple(dict.fromkeys((*givers[:1], *(code for code in takers if code not in givers))))
            if len(parties) < 2:
                continue
            if lemma in _BUYING:
                parties = (*parties[1:], parties[0])
            told = {"planned": "announced", "hypothetical": "proposed", "denied": "proposed"}
            status = told.get(modality(clause, p), _steps().get(lemma, "in_force"))
            low, high = _stretch(clause, p, clause.tokens[p].start, clause.tokens[things[-1]].end)
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


def _by_forces(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
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


def _built_together(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
    """Arms developed or built by several states: `Japan, Britain and Italy will jointly develop a fighter`."""
    for p, lemma in enumerate(clause.tree.lemmas):
        if lemma not in ("develop", "build", "produce", "design", "manufacture") or clause.tree.upos[p] != "VERB":
            continue
        if not any(_is_thing(clause, o, "arms") for o in clause.has(p, "obj", "nsubj:pass")):
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
            low, high = _stretch(clause, p, clause.tokens[p].start, clause.tokens[p].end)
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


def _is_thing(clause: Clause, o: int, wanted: str) -> bool:
    names = words("arms_things") if wanted == "arms" else words("force_things")
    return clause.lemma(o) in names or any(clause.lemma(c) in names for c in clause.has(o, "nmod", "compound", "appos"))


def _receivers(clause: Clause, p: int, things: list[int], memory: Memory) -> list[str]:
    cases = {"to", "in", "into", "for", "on", "with", "at", "across", "near", "from", "towards", "toward"}
    heads = [c for c in clause.has(p, "obl", "iobj") if clause.case(c) in cases or clause.relation(c) == "iobj"]
    heads += [c for o in things for c in clause.has(o, "nmod") if clause.case(c) in cases - {"of"}]
    heads += [c for o in things for c in clause.has(o, "nmod:unmarked")]
    heads += [o for o in clause.has(p, "obj") if o not in things]
    return [code for h in heads for a in clause.conjuncts(h) for code in actors_of(clause, a, memory)]


def _allies(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
    """An alliance named through the word ally: `its ally Japan`, `Poland, a NATO ally`."""
    for i, lemma in enumerate(clause.tree.lemmas):
        if lemma != "ally" or clause.tree.upos[i] not in ("NOUN", "PROPN"):
            continue
        if any(
            clause.lemma(c) in ("former", "close", "political", "coalition", "regional", "old", "one-time", "longtime")
            and clause.lemma(c) in ("former", "political", "coalition")
            for c in clause.children[i]
        ):
            continue
        owners = [
            code
            for c in clause.children[i]
            if clause.tree.relations[c] in ("nmod:poss", "amod", "compound") or clause.case(c) == "of"
            for code in actors_of(clause, c, memory)
        ]
        named = [
            code
            for c in clause.has(i, "appos", "flat")
            for a in clause.conjuncts(c)
            for code in actors_of(clause, a, memory)
        ]
        if (
            clause.relation(i) in ("appos", "conj")
            or clause.relation(i) == "compound"
            or (clause.relation(i) == "nmod" and not clause.case(i))
        ):
            named += list(actors_of(clause, clause.tree.heads[i], memory))
        for s in clause.has(i, "nsubj"):
            named += list(actors_of(clause, s, memory))
        parties = tuple(dict.fromkeys((*owners[:1], *(code for code in named if code not in owners))))
        if len(parties) >= 2 and not any(code.startswith("NSA:") for code in parties):
            start, end = _stretch(clause, i, clause.tokens[i].start, clause.tokens[i].end)
            yield Tie("defence_pact", parties[:4], "in_force", start, end, i, number, "", 0.55, ("ally",))


def _status(clause: Clause, noun: int, kind: str) -> str:
    """The step of the life cycle that the words around a tie's name tell, as of the day of the text."""
    verbs = _governing(clause, noun)
    for v in verbs:
        step = _steps().get(clause.lemma(v))
        told = modality(clause, v)
        if step is None:
            continue
        if step == "in_force" and clause.lemma(v) in ("enter", "take", "come") and not _into_force(clause, v):
            continue
        if told == "planned":
            return "announced" if step in ("signed", "in_force", "announced") else step
        if told == "hypothetical":
            return "proposed" if step not in ("negotiating",) else step
        if told == "denied":
            return "proposed" if step in ("signed", "announced", "in_force") else "in_force"
        return step
    for c in clause.children[noun]:
        if clause.lemma(c) in (
            "propose",
            "planned",
            "possible",
            "future",
            "potential",
            "proposed",
            "prospective",
            "draft",
        ):
            return "proposed"
        if clause.lemma(c) in ("sign", "signed", "new", "recent") and clause.relation(c) in ("amod", "acl"):
            return (
                "signed"
                if clause.lemma(c) in ("sign", "signed")
                else ("signed" if clause.lemma(noun) in _AGREEMENT else "in_force")
            )
    if kind in _STANDING or kind in EXERCISES:
        return "in_force"
    return "signed" if clause.lemma(noun) in _AGREEMENT else "in_force"


def _governing(clause: Clause, noun: int) -> list[int]:
    """The words that say what becomes of a tie, nearest first: participles on it, nouns above (signing, talks), verbs."""
    own = [c for c in clause.children[noun] if clause.relation(c) == "acl" and clause.tree.upos[c] == "VERB"]
    above = []
    for node in clause.path_up(noun)[1:4]:
        above.append(node)
        above += [c for c in clause.has(node, "xcomp") if c != noun]
    return own + above


def _into_force(clause: Clause, v: int) -> bool:
    near = {clause.lemma(i) for i in list(clause.subtree(v, depth=2))}
    return bool(near & {"force", "effect"})


def _title(clause: Clause, first: int, last: int) -> str:
    """The name of the tie as written, when it is written as a name."""
    forms = clause.tree.forms[first : last + 1]
    return " ".join(forms).replace(" - ", "-") if any(form[:1].isupper() for form in forms) else ""


def _stretch(clause: Clause, p: int, start: int, end: int) -> tuple[int, int]:
    """The characters of a tie: its words with the subject and the objects of the verb that tells it."""
    head = p if clause.tree.upos[p] == "VERB" else clause.tree.heads[p]
    nodes = [p]
    if head >= 0 and clause.tree.upos[head] == "VERB":
        nodes += [head, *list(subjects(clause, head))[:2]]
    nodes += [c for c in clause.children[p] if clause.relation(c) in ("nmod", "obl", "obj")]
    return (
        min(start, *(clause.tokens[i].start for i in nodes)),
        max(end, *(clause.tokens[i].end for i in nodes)),
    )


def _once(found: list[Tie]) -> list[Tie]:
    order = {"in_force": 0, "proposed": 1, "announced": 2, "negotiating": 3, "signed": 4, "suspended": 5, "ended": 6}
    kept: dict[tuple[object, ...], Tie] = {}
    for tie in found:
        parties = tie.parties if tie.kind in DIRECTED else tuple(sorted(tie.parties))
        key = (tie.kind, parties)
        old = kept.get(key)
        if old is None or (order[tie.status] > order[old.status] and tie.kind not in EXERCISES):
            kept[key] = tie
    return sorted(kept.values(), key=lambda tie: (tie.start, tie.end))


@cache
def _nouns() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in table("ties.csv"):
        phrase = tuple(word for word in row["phrase"].split() if word != "-")
        found[phrase[0]].append((phrase, row["kind"]))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def _steps() -> dict[str, str]:
    return {row["lemma"]: row["status"] for row in table("tie_verbs.csv")}


@cache
def _acts() -> dict[str, tuple[tuple[str, str], ...]]:
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table("tie_acts.csv"):
        found[row["lemma"]].append((row["kind"], row["object"]))
    return {lemma: tuple(rows) for lemma, rows in found.items()}
