"""Ties told by their name: agreements, alliances, exercises, aid; whose they are and which step they have reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from latticework.text.arguments import sides
from latticework.text.clauses import Clause
from latticework.text.lists import table, words
from latticework.text.mentions import Codes, Memory, actors_of
from latticework.text.modality import modality
from latticework.text.tie_shapes import AGREEMENT, BUYING, DIRECTED, EXERCISES, Tie, steps, stretch

_STANDING = frozenset({"defence_pact", "strategic_partnership", "defence_cooperation", "security_guarantee", "basing", "deployment", "military_aid", "ceasefire", "grouping_membership"})  # fmt: skip


_AGREED = frozenset({"reciprocal_access", "acquisition_cross_servicing", "information_security", "defence_pact", "ceasefire", "boundary_agreement", "strategic_partnership", "military_aid", "joint_exercise"})  # fmt: skip


def by_noun(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
    """Nouns that name a tie: `a reciprocal access agreement with Britain`."""
    for first, last, kind in tie_nouns(clause):
        parties, how = _parties(clause, last, first, kind, memory)
        if len(parties) == 1 and (kind in _AGREED or clause.lemma(last) in AGREEMENT) and _governed(clause, last):
            parties, how = (*parties, *_partner(parties, memory)), "partner understood"
        if len(parties) < 2:
            continue
        status = _status(clause, last, kind)
        start, end = clause.tokens[first].start, clause.tokens[last].end
        low, high = stretch(clause, last, start, end)
        yield Tie(
            kind, parties, status, low, high, last, number, _title(clause, first, last), 0.6, (clause.form(last), how)
        )


def _governed(clause: Clause, noun: int) -> bool:
    head = clause.tree.heads[noun]
    return head >= 0 and clause.lemma(head) in steps()


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
            if clause.lemma(i) in AGREEMENT and clause.tree.upos[i] in ("NOUN", "PROPN"):
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
    buys = governor >= 0 and clause.lemma(governor) in BUYING
    receivers = [code for code in reached if code in parties]
    if receivers and receivers[0] == parties[0] and not buys:
        return parties[1], parties[0]
    from_ = [c for c in clause.children[noun] if clause.case(c) == "from"]
    if (buys or from_) and parties:
        return parties[1], parties[0]
    return parties


_NO_ALLIES = frozenset({"former", "political", "coalition"})
"""Words that make an ally one of another sort."""
_OWNS = frozenset({"nmod:poss", "amod", "compound"})


def by_ally(clause: Clause, memory: Memory, number: int) -> Iterator[Tie]:
    """An alliance named through the word ally: `its ally Japan`, `Poland, a NATO ally`."""
    for i, lemma in enumerate(clause.tree.lemmas):
        if lemma != "ally" or clause.tree.upos[i] not in ("NOUN", "PROPN"):
            continue
        if any(clause.lemma(c) in _NO_ALLIES for c in clause.children[i]):
            continue
        beside = (
            clause.tree.heads[i]
            if clause.relation(i) in ("appos", "conj", "compound", "nmod") and not clause.case(i)
            else -1
        )
        owned = [c for c in clause.children[i] if clause.tree.relations[c] in _OWNS or clause.case(c) == "of"]
        owned += [c for c in clause.has(beside, "nmod:poss") if c < i] if beside >= 0 else []
        owners = [code for c in owned for code in actors_of(clause, c, memory)]
        after = [a for c in clause.has(i, "appos", "flat") for a in clause.conjuncts(c)]
        named = [code for a in (*after, *([beside] if beside >= 0 else ())) for code in actors_of(clause, a, memory)]
        follows = i + 2 if i + 1 < len(clause) and clause.form(i + 1).lower() == "the" else i + 1
        if follows in clause.hit_at:  # its ally Japan: whatever the tree makes of it
            named += clause.hit_at[follows].name.codes
        for s in clause.has(i, "nsubj"):
            named += list(actors_of(clause, s, memory))
        parties = tuple(dict.fromkeys((*owners[:1], *(code for code in named if code not in owners))))
        if len(parties) >= 2 and not any(code.startswith("NSA:") for code in parties):
            start, end = stretch(clause, i, clause.tokens[i].start, clause.tokens[i].end)
            yield Tie("defence_pact", parties[:4], "in_force", start, end, i, number, "", 0.55, ("ally",))


def _status(clause: Clause, noun: int, kind: str) -> str:
    """The step of the life cycle that the words around a tie's name tell, as of the day of the text."""
    verbs = _governing(clause, noun)
    for v in verbs:
        step = steps().get(clause.lemma(v))
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
                else ("signed" if clause.lemma(noun) in AGREEMENT else "in_force")
            )
    if kind in _STANDING or kind in EXERCISES:
        return "in_force"
    return "signed" if clause.lemma(noun) in AGREEMENT else "in_force"


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


@cache
def _nouns() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in table("ties.csv"):
        phrase = tuple(word for word in row["phrase"].split() if word != "-")
        found[phrase[0]].append((phrase, row["kind"]))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
