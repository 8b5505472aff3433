"""What a network makes of a document: for each word that may tell an act or a tie, what it tells and which phrases are its sides or parties.

It reads the words of several sentences together, so that it sees who was named before; each word with its letters, what the table
of acts says of it, its tag, and its place in the tree. Names of actors are masked: it does not know who is who. A larger network
taught it (`tools/teach_reader.py`), `tools/train_links.py` trains it together with the signs of `links`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

import numpy as np

from latticework.text.acts import acts_in
from latticework.text.classes import CLASSES, KINDS
from latticework.text.clauses import Clause
from latticework.text.link_signs import Cue
from latticework.text.network_layers import Floats, Layers, Layout, Whole, relu, runs
from latticework.text.scenes import Scene
from latticework.text.shapes import view_rows

TOGETHER = 4_000
"""Words of several stretches that are read in one pass, at most."""

AT_ONCE, BEFORE = 300, 120
"""Words of whole sentences that are read together, at most; and how many of sentences before them are looked at again."""

ACTS = ("", *CLASSES)
"""What the table of acts may say of a word; nothing where it does not have it."""

TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj", "dep", "det",
    "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl",
    "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
"""Tags and relations of Universal Dependencies; others count as the last of each."""

SORTS = ("V", "Vp", "NOUN", "ADJ", "other")
"""Sorts of words for acts: verbs, their passives, nouns, adjectives, and what no single word tells."""

TIE_SORTS = ("noun", "member", "act", "built", "ally", "forces", "arms", "hint")
"""Sorts of words for ties, see `tie_cues`."""

RULES = ("before", "source", "target", "other", "away")
"""What a phrase is beside a word: an actor from before, a side by the rules of syntax, another; or one named too far before."""

NEAR, FAR = 8, 12
"""Distances in words that are told apart one by one, and into how many steps all are cut."""

_OUTPUTS = ("cue", "u", "v", "b", "tie_cue", "tie_u", "tie_v", "tie_b")
"""Of each word: what is told by it; what it is as an act and as a side, two roles each; how ready it is for each role; and the same for ties, with one role."""

_OF_TIES = "tie_"

_TABLES = (
    "act", "tag", "relation", "cue_sort", "u_sort", "v_rule", "rule", "step",
    "tie_cue_sort", "tie_cue_kind", "tie_u_sort", "tie_u_kind", "tie_v_rule", "tie_rule", "tie_step",
)  # fmt: skip

_ACT, _TAG, _RELATION = ({one: i for i, one in enumerate(names)} for names in (ACTS, TAGS, RELATIONS))
_OTHER_TAG, _OTHER_RELATION = len(TAGS) - 1, len(RELATIONS) - 1


class Word(NamedTuple):
    """What the network sees of a word: the rows of its views, the numbers of act, tag and relation, and its head (-1: none)."""

    views: tuple[int, ...]
    act: int
    tag: int
    relation: int
    head: int


Phrase = tuple[int, str]
"""Where a phrase stands in its stretch (-1: nowhere), and what it is by `RULES`."""


def words_of(clause: Clause, offset: int = 0) -> list[Word]:
    """Give what is seen of each word of a sentence that begins at a place; of a name only its sort: state, leader, place."""
    acts, tree, forms = acts_in(clause), clause.tree, list(clause.tree.forms)
    for i, hit in clause.hit_at.items():
        forms[i] = f"<{hit.name.sort}>"
    return [
        Word(
            view_rows(form),
            _ACT[acts[i].root] if i in acts else 0,
            _TAG.get(tag, _OTHER_TAG),
            _RELATION.get(relation, _OTHER_RELATION),
            head + offset if head >= 0 else -1,
        )
        for i, (form, tag, relation, head) in enumerate(
            zip(forms, tree.upos, clause.relations, tree.heads, strict=True)
        )
    ]


def windows(sizes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Cut sentences of these sizes into stretches read together: where what is seen begins, what is read begins, and both end."""
    start = 0
    while start < len(sizes):
        first, held = start, 0
        while first and held + sizes[first - 1] <= BEFORE:
            first -= 1
            held += sizes[first]
        end = start + 1
        held += sizes[start]
        while end < len(sizes) and held + sizes[end] <= AT_ONCE:
            held += sizes[end]
            end += 1
        yield first, start, end
        start = end


def sort_of(cue: Cue) -> int:
    """Give the number of the sort of a word for an act."""
    return SORTS.index(cue.sort) if cue.sort in SORTS else len(SORTS) - 1


def tie_sort_of(cue: Cue) -> tuple[int, int]:
    """Give the numbers of the sort and the kind of a word for a tie."""
    return TIE_SORTS.index(cue.sort), KINDS.index(cue.label)


def step_of(phrase: int, word: int) -> int:
    """Give how far a phrase stands from a word, in steps that grow with the distance."""
    apart = phrase - word
    if abs(apart) >= NEAR:
        apart = (NEAR + int(log2(abs(apart) / NEAR))) * (1 if apart > 0 else -1)
    return max(-FAR, min(FAR, apart)) + FAR


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in the words that are read together, and where in them actors named before it stand last."""

    offset: int
    named: dict[str, int]

    def phrase(self, cue: Cue, token: int, code: str) -> Phrase:
        """Give the place of a phrase of the sentence, or of an actor from before (token -1), and what it is beside a word."""
        if token < 0:
            place = self.named.get(code, -1)
            return place, "before" if place >= 0 else "away"
        sides = cue.sides
        rule = "source" if token in sides.sources else "target" if token in sides.targets else "other"
        return self.offset + token, rule


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences that are read together: their words with heads in the numbers of the stretch, and those of them that are read for acts."""

    words: list[Word]
    read: list[tuple[Scene, Place]]
    forms: tuple[str, ...]
    """The words as they are written, which only a teacher sees."""


def stretches(document: Sequence[Scene]) -> Iterator[Stretch]:
    """Cut a document into stretches; each of its sentences is read in one."""
    last: dict[str, tuple[int, int]] = {}
    for first, start, end in windows([len(scene.clause) for scene in document]):
        words, offsets = list[Word](), list[int]()
        for scene in document[first:end]:
            offsets.append(len(words))
            words += words_of(scene.clause, offsets[-1])
        read = list[tuple[Scene, Place]]()
        for number in range(start, end):
            scene = document[number]
            named = {code: offsets[i - first] + token for code, (i, token) in last.items() if i >= first}
            read.append((scene, Place(offsets[number - first], named)))
            last |= {code: (number, token) for token, codes in scene.phrases.items() for code in codes}
        yield Stretch(words, read, tuple(form for scene in document[first:end] for form in scene.clause.tree.forms))


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network holds of one sentence: rows of the words of its stretch."""

    network: ActNetwork
    rows: Floats
    place: Place

    def told(self, cue: Cue) -> tuple[Floats, float]:
        """Give the logits of what a word tells, in the order of `CLASSES`, and of its having no target."""
        return self.network.told(self.rows[self.place.offset + cue.word], sort_of(cue))

    def sides(self, cue: Cue, phrases: Sequence[tuple[int, str]]) -> Floats:
        """Give for each phrase, by token and actor, the logits of its being source and target."""
        found = [self.place.phrase(cue, token, code) for token, code in phrases]
        return self.network.sides(self.rows, self.place.offset + cue.word, sort_of(cue), found)

    def kinds(self, cue: Cue) -> Floats:
        """Give the logits of the kinds of tie that a word may tell, in the order of `KINDS`."""
        return self.network.kinds(self.rows[self.place.offset + cue.word], tie_sort_of(cue))

    def parties(self, cue: Cue, phrases: Sequence[tuple[int, str]]) -> Floats:
        """Give for each phrase, by token and actor, the logit of its being a party of the tie."""
        found = [self.place.phrase(cue, token, code) for token, code in phrases]
        return self.network.parties(self.rows, self.place.offset + cue.word, tie_sort_of(cue), found)


class ActNetwork(Layers):
    """The forward pass over the words of a document, and what is made of pairs of them."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        super().__init__(weights, _OUTPUTS, _TABLES)

    def __call__(self, document: Sequence[Scene]) -> list[Seen]:
        """Read the sentences of a document."""
        return self.each([document])[0]

    def each(self, documents: Sequence[Sequence[Scene]]) -> list[list[Seen]]:
        """Read several documents, each by itself: many small ones take less time together."""
        cut = [(number, stretch) for number, document in enumerate(documents) for stretch in stretches(document)]
        rows = dict[int, Floats]()
        for some in runs([len(stretch.words) for _, stretch in cut], TOGETHER):
            rows |= zip(some, self._read([cut[i][1].words for i in some]), strict=True)
        out: list[list[Seen]] = [[] for _ in documents]
        for i, (number, stretch) in enumerate(cut):
            out[number] += [Seen(self, rows[i], place) for _, place in stretch.read]
        return out

    def _read(self, batch: Sequence[Sequence[Word]]) -> list[Floats]:
        """Give the rows of stretches of which those of one length stand together."""
        layout = Layout.of([len(words) for words in batch])
        views, *numbers, heads = zip(*(word for words in batch for word in words), strict=True)
        rows = np.array(views)
        x = self._views[0][rows[:, 0]]
        for i, view in enumerate(self._views[1:], 1):
            x += view[rows[:, i]]
        for name, number in zip(("act", "tag", "relation"), numbers, strict=True):
            x += self._tables[name][list(number)]
        x = self.norm("norm", x)
        first = np.repeat(layout.starts, layout.ends - layout.starts + 1)
        head = np.array(heads)
        up: Whole = np.where(head < 0, np.arange(len(head)), head + first)
        for i in range(self._convs):
            x = self.mixed(f"convs.{i}.norm", x, self.linear(f"convs.{i}.mix", self.beside(x, layout, x[up])))
        for i in range(self._blocks):
            x = self.block(f"blocks.{i}", x, layout.groups)
        return np.split(self.linear("outputs", x), layout.starts[1:])

    def told(self, row: Floats, sort: int) -> tuple[Floats, float]:
        """Give the logits of what the word of a row tells, and of its having no target."""
        hidden = relu(row[None, self._parts["cue"]] + self._tables["cue_sort"][sort])
        return self.linear("root", hidden)[0], float(self.linear("none", hidden)[0, 0])

    def sides(self, rows: Floats, word: int, sort: int, phrases: Sequence[Phrase]) -> Floats:
        """Give for each phrase the logits of its being source and target of the act of a word."""
        u = rows[word, self._parts["u"]] + self._tables["u_sort"][sort]
        return self._beside(rows, word, u.reshape(2, -1), phrases, "")

    def kinds(self, row: Floats, sort: tuple[int, int]) -> Floats:
        """Give the logits of the kinds of tie that the word of a row may tell."""
        tables = self._tables
        hidden = row[None, self._parts["tie_cue"]] + tables["tie_cue_sort"][sort[0]] + tables["tie_cue_kind"][sort[1]]
        out: Floats = self.linear("kind", relu(hidden))[0]
        return out

    def parties(self, rows: Floats, word: int, sort: tuple[int, int], phrases: Sequence[Phrase]) -> Floats:
        """Give for each phrase the logit of its being a party of the tie of a word."""
        u = rows[word, self._parts["tie_u"]] + self._tables["tie_u_sort"][sort[0]] + self._tables["tie_u_kind"][sort[1]]
        return self._beside(rows, word, u[None], phrases, _OF_TIES)[:, 0]

    def _beside(self, rows: Floats, word: int, u: Floats, phrases: Sequence[Phrase], of: str) -> Floats:
        """Give for each phrase and role of a word how well they go together."""
        parts, tables = self._parts, self._tables
        places = [place for place, _ in phrases]
        rules = [RULES.index(rule) for _, rule in phrases]
        v, ready = rows[places, parts[f"{of}v"]], rows[places, parts[f"{of}b"]]
        away = np.array([place < 0 for place in places])
        if away.any():
            v[away], ready[away] = (self._w["outputs.bias"][parts[f"{of}{name}"]] for name in "vb")
        v += tables[f"{of}v_rule"][rules]
        out: Floats = np.einsum("rk,nrk->nr", u, v.reshape(len(v), *u.shape)) / np.float32(u.shape[1] ** 0.5)
        out += ready + tables[f"{of}rule"][rules]
        out += tables[f"{of}step"][[step_of(place, word) if place >= 0 else FAR for place in places]]
        return out
