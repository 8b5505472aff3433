"""A sentence with its tokens, tree and names, and the walks over the tree that the readers share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from latticework.text.names import Hit
from latticework.text.parser import Tree
from latticework.text.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NAME_PARTS = frozenset({"flat", "compound", "nmod:desc", "goeswith", "nummod", "flat:foreign"})


@lru_cache(maxsize=200)
def _plain(relation: str) -> str:
    return relation.partition(":")[0]


@dataclass(eq=False)
class Clause:
    """One parsed sentence of a document. Tokens are numbered from 0; heads are numbers, -1 for the root."""

    tokens: list[Token]
    tree: Tree
    hits: list[Hit] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def start(self) -> int:
        """The first character of the sentence in the document."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The character after the last of the sentence."""
        return self.tokens[-1].end

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that hang from each token, in order."""
        out: list[list[int]] = [[] for _ in self.tokens]
        for i, head in enumerate(self.tree.heads):
            if head >= 0:
                out[head].append(i)
        return out

    @cached_property
    def hit_at(self) -> dict[int, Hit]:
        """The name each token belongs to."""
        return {i: hit for hit in self.hits for i in range(hit.start, hit.end)}

    @cached_property
    def relations(self) -> tuple[str, ...]:
        """The relation of each token to its head, without its subtype."""
        return tuple(_plain(relation) for relation in self.tree.relations)

    def relation(self, i: int) -> str:
        """The relation of a token to its head, without its subtype."""
        return self.relations[i]

    def has(self, i: int, *relations: str) -> list[int]:
        """The children of a token with one of these relations (with or without subtype)."""
        plain, whole = self.relations, self.tree.relations
        return [c for c in self.children[i] if plain[c] in relations or whole[c] in relations]

    def case(self, i: int) -> str:
        """The preposition of a token, in lower case; several are joined ("because of"); empty when it has none."""
        return self._cases.get(i, "")

    @cached_property
    def _cases(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for c, relation in enumerate(self.relations):
            head = self.tree.heads[c]
            if relation == "case" and c < head:
                found[head] = f"{found[head]} {self.tree.lemmas[c]}" if head in found else self.tree.lemmas[c]
        return found

    def path_up(self, i: int) -> list[int]:
        """The tokens from one up to the root, itself first."""
        out = [i]
        while (head := self.tree.heads[out[-1]]) >= 0 and len(out) <= len(self.tokens):
            out.append(head)
        return out

    def path(self, a: int, b: int) -> tuple[list[int], int, list[int]]:
        """The way from one token to another: up to the shared ancestor, that ancestor, and down to the other."""
        up, other = self.path_up(a), self.path_up(b)
        below = set(other)
        shared = next(node for node in up if node in below)
        return up[: up.index(shared)], shared, other[: other.index(shared)][::-1]

    def head_of(self, start: int, end: int) -> int:
        """The token of a stretch (tokens `start` to `end`) whose head lies outside; the last noun when there are several."""
        outside = [i for i in range(start, end) if not start <= self.tree.heads[i] < end]
        nouns = [i for i in outside if self.tree.upos[i] in NOUNS]
        return (nouns or outside or [start])[0]

    def name_head(self, i: int) -> int:
        """Climb from a part of a name to the head of the noun phrase that the name is."""
        while self.relation(i) in ("flat", "goeswith") and self.tree.heads[i] >= 0:
            i = self.tree.heads[i]
        return i

    def subtree(self, i: int, *, depth: int = 12) -> Iterator[int]:
        """A token and all below it."""
        yield i
        if depth:
            for child in self.children[i]:
                yield from self.subtree(child, depth=depth - 1)

    def conjuncts(self, i: int) -> list[int]:
        """A token and those joined to it by and/or."""
        out = [i]
        for c in self.children[i]:
            if self.relation(c) == "conj":
                out += self.conjuncts(c)
        return out

    def form(self, i: int) -> str:
        """The form of a token."""
        return self.tree.forms[i]

    def lemma(self, i: int) -> str:
        """The lemma of a token."""
        return self.tree.lemmas[i]
