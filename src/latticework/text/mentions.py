"""Who is meant: from a noun phrase to the actors it stands for.

A phrase stands for a state when its head is a name of the state or a word for one of its organs, people or things
(`roles.csv`) that carries the state's name or adjective. Surnames, "the government" and pronouns are read from what the
document has said before; what stays open is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from latticework.text.arguments import modified, subjects
from latticework.text.clauses import Clause
from latticework.text.lists import table, words
from latticework.text.names import Hit

Codes = tuple[str, ...]


@dataclass
class Memory:
    """What a document has said so far: persons by surname, the latest subjects, the states in order of mention."""

    persons: dict[str, Codes] = field(default_factory=dict)
    heads: dict[str, Codes] = field(default_factory=dict)
    subject: Codes = ()
    subjects: dict[str, tuple[int, Codes]] = field(default_factory=dict)
    """The latest subject of each sort (`one`, a person; `many`; else `body`) with the number of its sentence."""
    sentences: int = 0
    recent: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def saw(self, codes: Codes) -> None:
        """Remember actors as the latest mentioned."""
        for code in codes:
            if code in self.recent:
                self.recent.remove(code)
            self.recent.append(code)
            self.counts[code] = self.counts.get(code, 0) + 1

    def subject_for(self, pronoun: str) -> Codes:
        """The subject that a pronoun stands for: the latest of its sort if it is not far back, else the latest of any."""
        sentence, codes = self.subjects.get(_WANTED.get(pronoun, ""), (-NEAR, ()))
        return codes if self.sentences - sentence <= NEAR and codes else self.subject

    @property
    def pair(self) -> Codes:
        """The two actors mentioned last: what "both sides" stands for; empty when there are not two."""
        states = [code for code in self.recent if not code.startswith("NSA:")] or self.recent
        return tuple(states[-2:]) if len(states) >= 2 else ()


def actors_of(clause: Clause, i: int, memory: Memory, *, deep: bool = True) -> Codes:
    """Give the actors a noun phrase with head `i` stands for; empty when it stands for none known.

    `deep` also reads pronouns and bare words of office ("the government") from the memory.
    """
    hit = clause.hit_at.get(i)
    if hit and hit.name.sort != "surname":
        if hit.name.sort == "capital" and _names_a_thing(clause, i):
            return ()
        if hit.name.sort == "half" and not _of_korea(clause, hit, memory):
            return ()
        own = _own_head(clause, i, memory)
        return own or hit.name.codes
    found = _own_head(clause, i, memory)
    if found:
        return found
    if hit:
        return memory.persons.get(clause.form(i), hit.name.codes)
    if clause.form(i) in memory.persons:
        return memory.persons[clause.form(i)]
    return _from_memory(clause, i, memory) if deep else ()


def _of_korea(clause: Clause, hit: Hit, memory: Memory) -> bool:
    """Whether "the North" may be meant of Korea: one of its states was named, here or before."""
    here = {
        code for other in clause.hits if other is not hit and other.name.sort != "half" for code in other.name.codes
    }
    return bool((here | memory.counts.keys()) & {"PRK", "KOR"})


def _own_head(clause: Clause, i: int, memory: Memory) -> Codes:
    """Read the actors off the modifiers of a head that is a word of office, people or things, or part of a title."""
    role = roles().get(clause.form(i).lower()) or roles().get(clause.lemma(i))
    title = clause.tree.upos[i] == "PROPN"
    if not role and not title:
        return _national(clause, i)
    hit = clause.hit_at.get(i)
    if title and hit and not role and hit.name.sort not in ("surname", "leader"):
        return ()
    for c in clause.children[i]:
        if clause.relation(c) in ("amod", "compound", "nmod", "flat", "appos", "det") and clause.case(c) in (
            "",
            "of",
            "'s",
        ):
            codes = tuple(dict.fromkeys(code for one in clause.conjuncts(c) for code in _state_of(clause, one, memory)))
            if codes:
                return codes  # Moroccan and American troops
    return ()


def _national(clause: Clause, i: int) -> Codes:
    """People and things told by their state's adjective alone: `Dutch instructors`, `Chinese dredgers`."""
    if clause.tree.upos[i] != "NOUN" or clause.lemma(i) in words("abstract"):
        return ()
    for c in clause.children[i]:
        hit = clause.hit_at.get(c)
        if (
            hit
            and clause.relation(c) in ("amod", "compound")
            and hit.name.sort in ("adjective", "state", "half")
            and c < i
        ):
            hits = [clause.hit_at[one] for one in clause.conjuncts(c) if one in clause.hit_at]
            return tuple(dict.fromkeys(code for one in hits for code in one.name.codes))
    return ()


def _names_a_thing(clause: Clause, i: int) -> bool:
    """Whether a capital only names something else: the Minsk agreements, the Washington Declaration."""
    head = clause.tree.heads[i]
    named = head > i and (clause.form(head)[:1].isupper() or clause.lemma(head) in words("named_things"))
    return (
        named
        and clause.relation(i) in ("compound", "nmod")
        and not clause.case(i)
        and not roles().get(clause.lemma(head))
    )


def _state_of(clause: Clause, i: int, memory: Memory, depth: int = 3) -> Codes:
    hit = clause.hit_at.get(i)
    if hit:
        return hit.name.codes
    if clause.form(i) in memory.persons and clause.tree.upos[i] == "PROPN":
        return memory.persons[clause.form(i)]
    if clause.form(i).lower() in _OWNERS:
        return _antecedent(clause, i, memory)
    if clause.form(i).lower() in words("backed"):
        return ()  # Rwanda-backed rebels are not Rwanda
    if depth:
        for c in clause.children[i]:
            if clause.relation(c) in ("amod", "compound", "nmod", "flat", "appos") and clause.case(c) in (
                "",
                "of",
                "'s",
            ):
                codes = _state_of(clause, c, memory, depth - 1)
                if codes:
                    return codes
    return ()


def _from_memory(clause: Clause, i: int, memory: Memory) -> Codes:
    form = clause.form(i).lower()
    if form in _PRONOUNS:
        return _antecedent(clause, i, memory)
    if clause.lemma(i) in memory.heads and any(
        clause.form(c).lower() in ("the", "its", "their", "this") for c in clause.children[i]
    ):
        return memory.heads[clause.lemma(i)]
    determined = any(
        clause.form(c).lower() in ("the", "both", "two", "its", "their", "his") for c in clause.children[i]
    )
    if form in words("pair_heads") and any(clause.form(c).lower() in ("two", "both") for c in clause.children[i]):
        return _pair(clause, i, memory)
    if form == "both" or (form == "sides" and determined):
        return _pair(clause, i, memory)
    if determined and roles().get(form) == "organ" and form in words("salient_heads"):
        states = [code for code in memory.recent if ":" not in code]
        return (max(states, key=lambda code: memory.counts[code]),) if states else ()
    return ()


NEAR = 3
"""Sentences back to which "they" looks for several and "he" for a person."""
_PERSON = frozenset({"he", "she", "his", "her", "him"})
_MANY = frozenset({"they", "their", "them"})
_ONE = _PERSON | {"it", "its"}
_WANTED = dict.fromkeys(_PERSON, "one") | dict.fromkeys(_MANY, "many")
_OWNERS = frozenset({"its", "his", "her", "their"})
_RELATIVE = frozenset({"who", "whom", "which"})
_PRONOUNS = _ONE | _MANY | _RELATIVE


def _antecedent(clause: Clause, i: int, memory: Memory) -> Codes:
    """Whom a pronoun stands for: a subject before it in its sentence, nearest in the tree first, else the document's latest.

    One that speaks of a single thing stands for no list: `France and India train with its forces`.
    """
    pronoun = clause.form(i).lower()
    if pronoun in _RELATIVE:
        nouns = [noun for noun in modified(clause, i) if noun != i]
        return (
            tuple(dict.fromkeys(c for n in nouns for c in actors_of(clause, n, memory, deep=False))) or memory.subject
        )
    single = pronoun in _ONE
    own = clause.tree.heads[i] if clause.relation(i) in ("obj", "iobj", "obl") else -1
    for s in _subjects_before(clause, i):
        if own >= 0 and clause.tree.heads[s] == own:
            continue  # France condemned it: not France
        if pronoun in _MANY and _sort(clause, s, memory) == "one":
            continue
        codes = tuple(dict.fromkeys(c for a in clause.conjuncts(s) for c in actors_of(clause, a, memory, deep=False)))
        if codes and not (single and len(codes) > 1 and len(list(clause.conjuncts(s))) > 1):
            return codes
    return memory.subject_for(pronoun)


def _sort(clause: Clause, i: int, memory: Memory) -> str:
    """What a subject is: `one` person, `many`, or a `body` (a state, a ministry)."""
    if len(clause.conjuncts(i)) > 1 or clause.tree.xpos[i] in ("NNS", "NNPS"):
        return "many"
    hit = clause.hit_at.get(i)
    named = hit.name.sort in ("leader", "surname") if hit else clause.form(i) in memory.persons
    return "one" if named or clause.lemma(i) in words("persons") else "body"


def _subjects_before(clause: Clause, i: int) -> Iterator[int]:
    """Give the subjects before a token: of what it hangs from, upwards, adjectives and nouns that are said of something too."""
    for node in clause.path_up(i)[1:]:
        said = clause.tree.upos[node] in ("VERB", "AUX") or clause.has(node, "cop")
        for s in list(subjects(clause, node))[:1] if said else ():
            if s < i and clause.tree.upos[s] != "PRON" and i not in list(clause.subtree(s, depth=6)):
                yield s


def _pair(clause: Clause, i: int, memory: Memory) -> Codes:
    """The two actors that "both sides" means: the last two named before it in the sentence, else in the document."""
    named = dict.fromkeys(code for hit in clause.hits if hit.end <= i for code in hit.name.codes)
    states = [code for code in named if not code.startswith("NSA:")] or list(named)
    return tuple(states[-2:]) if len(states) >= 2 else memory.pair


def learn(clause: Clause, memory: Memory) -> None:
    """Remember whose persons the sentence names, who its subject is, and which states it mentions."""
    for i, tag in enumerate(clause.tree.upos):
        if (
            tag == "PROPN"
            and i not in clause.hit_at
            and clause.relation(i) in ("flat", "appos", "nsubj", "obj", "obl", "nmod", "conj", "compound", "root")
        ):
            _learn_person(clause, i, memory)
    for i, lemma in enumerate(clause.tree.lemmas):
        if lemma in roles() and clause.tree.upos[i] in ("NOUN", "PROPN"):
            codes = _own_head(clause, i, memory)
            if len(codes) == 1:
                memory.heads[lemma] = codes
    for hit in clause.hits:
        memory.saw(hit.name.codes)
        if hit.name.sort in ("surname", "leader"):
            memory.persons.setdefault(clause.form(hit.end - 1), hit.name.codes)
    root = next((i for i, head in enumerate(clause.tree.heads) if head < 0), None)
    if root is not None:
        for c in clause.has(root, "nsubj"):
            codes = tuple(dict.fromkeys(code for a in clause.conjuncts(c) for code in actors_of(clause, a, memory)))
            if codes:
                memory.subject = codes
                memory.subjects[_sort(clause, c, memory)] = memory.sentences, codes
    memory.sentences += 1


def _learn_person(clause: Clause, i: int, memory: Memory) -> None:
    """A capitalised name in one phrase with a word of office and a state ("Chinese spokesman Wang Wenbin")."""
    head = clause.name_head(i)
    around = {head, *clause.path_up(head)[:2], *clause.has(head, "appos", "flat", "compound")}
    for j in sorted(around):
        if roles().get(clause.form(j).lower()) == "organ" or roles().get(clause.lemma(j)) == "organ":
            codes = _state_of(clause, j, memory) or _state_of(clause, head, memory)
            if codes and all(":" not in code for code in codes):
                last = max([i, *clause.has(head, "flat")])
                if not roles().get(clause.form(last).lower()) and last not in clause.hit_at:
                    memory.persons.setdefault(clause.form(last), codes)
            return


@cache
def roles() -> dict[str, str]:
    """Words that stand for an actor when they carry its name: organ, thing (of a state), group (of people)."""
    return {row["noun"]: row["role"] for row in table("roles.csv")}
