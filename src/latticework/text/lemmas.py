"""Lemmas of words: irregular forms by a table, regular ones by what is known to be a word, the rest by rules learned from the treebank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from latticework.text.lists import table
from latticework.text.word_groups import known

_PAST = frozenset({"VBD", "VBN"})
_BARE = frozenset({"VB", "VBP"})
_MUTE = re.compile(r"(?:[^aeioul]l|[cvu]|dg|[^s]s|[^z]z)e$")
"""Ends of verbs that English does not write without their last letter: recycle, evince, argue."""
_ALWAYS_PLURAL = frozenset({"series", "species", "headquarters", "means", "barracks", "news", "politics"})


class Lemmas:
    """Lemmas by a table of irregular forms, by known verbs, and by rules of endings.

    `rules` says for an ending under a Penn tag what to cut and add, whole forms first; `verbs` are the verbs of the treebank, to which
    those of the tables of acts and ties are added. Rules alone guess wrong where a verb is not in the treebank: "bombed" was "bombe".
    """

    def __init__(self, rules: dict[str, str], verbs: Iterable[str] = ()) -> None:
        self._rules = {key: (int(cut), add) for key, rule in rules.items() for cut, _, add in (rule.partition(":"),)}
        self._verbs = frozenset((*verbs, *_verbs_of_tables()))
        self._irregular = {(row["form"], row["tag"]): row["lemma"] for row in table("irregular.csv")}

    def __call__(self, form: str, tag: str) -> str:
        """Give the lemma of a form under its Penn tag, in lower case; names are left as they are."""
        return form.lower() if tag == "NNP" else self._lemma(form.lower(), tag)

    @lru_cache(maxsize=100_000)  # noqa: B019 - one instance lives as long as the process
    def _lemma(self, form: str, tag: str) -> str:
        if f"{tag} {form}" not in self._rules:
            found = self._listed(form, tag) or next(self._regular(form, tag), "")
            if found:
                return found
        guess = self._by_ending(form, tag)
        if known(guess):
            return guess
        return next((verb for verb in _regular_of(form, tag) if known(verb) or _MUTE.search(verb)), guess)

    def _listed(self, form: str, tag: str) -> str:
        if tag in _PAST or (tag in _BARE and form not in self._verbs):  # a past form that the tagger took for another
            return self._irregular.get((form, "VBD")) or self._irregular.get((form, "VBN"), "")
        return self._irregular.get((form, tag), "")

    def _regular(self, form: str, tag: str) -> Iterator[str]:
        """Give what the form may be a regular form of, the likeliest first, where that is known to be a word."""
        if tag == "NNS":
            yield from (noun for noun in _singulars(form) if known(noun))
            return
        yield from (verb for verb in _regular_of(form, tag) if verb in self._verbs)

    def _by_ending(self, form: str, tag: str) -> str:
        rule = self._rules.get(f"{tag} {form}")
        for size in range(min(len(form), 6), -1, -1) if rule is None and form.isalpha() else ():
            rule = self._rules.get(f"{tag} -{form[len(form) - size :]}")
            if rule is not None:
                break
        if tag == "NNS" and (rule is None or rule == (0, "")) and form.endswith("s") and form not in _ALWAYS_PLURAL:
            return form[:-1]  # the treebank keeps troops and talks, tables of words have one form for all
        if rule is None or rule[0] >= len(form) + (rule[1] != ""):
            return form
        return form[: len(form) - rule[0]] + rule[1]


def _verbs_of_tables() -> Iterator[str]:
    """Give the verbs that the tables of acts and ties name."""
    yield from (row["phrase"].partition(" ")[0] for row in table("acts.csv") if row["pos"] == "v")
    yield from (row["lemma"] for row in table("tie_verbs.csv"))


def _regular_of(form: str, tag: str) -> Iterator[str]:
    """Give the verbs that a form under a tag may be a regular form of; none where it has not the ending of the tag."""
    ending = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}.get(tag, "")
    if ending and form.endswith(ending) and form.isalpha():
        yield from _bare(form, ending)


def _bare(form: str, ending: str) -> Iterator[str]:
    """Give the verbs that a regular form may be of: `planned` of plan, `fired` of fire, `denied` of deny."""
    stem = form[: -len(ending)]
    if ending == "s":
        if form.endswith("ies"):
            yield form[:-3] + "y"
        yield stem
        if form.endswith("es"):
            yield form[:-2]
        return
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
    if ending == "ing" and stem.endswith("y"):
        yield stem[:-1] + "ie"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem
        yield stem[:-1]
        return
    if not stem.endswith("y"):
        yield stem + "e"
    yield stem
    if stem.endswith("ck"):
        yield stem[:-1]


def _singulars(form: str) -> Iterator[str]:
    """Give the nouns that endings other than a plain -s may be of: `supplies` of supply, `clashes` of clash, `embargoes` of embargo."""
    if form.endswith(("ies", "sses", "shes", "ches", "xes", "zzes", "oes")) and len(form) > 4:
        yield form[:-1]  # movies, shoes
        yield form[:-3] + "y" if form.endswith("ies") else form[:-2]
