"""Lemmas of words by rules that were learned with the parser's model."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    "bid": "bid", "bled": "bleed", "dug": "dig", "fell": "fall", "fled": "flee", "forbade": "forbid", "fought": "fight", "froze": "freeze",
    "lent": "lend", "overthrew": "overthrow", "overthrown": "overthrow", "sank": "sink", "shed": "shed", "shot": "shoot", "slain": "slay",
    "slid": "slide", "sunk": "sink", "swore": "swear", "tore": "tear", "torn": "tear",
}  # fmt: skip
"""Past forms that the treebank has seldom or never, so that its rules guess."""
_PAST = frozenset({"VBD", "VBN"})
_ALWAYS_PLURAL = frozenset({"series", "species", "headquarters", "means", "barracks", "news", "politics"})


class Lemmas:
    """Lemmas by rules learned from the treebank: what to cut and add for an ending under a tag, exceptions first."""

    def __init__(self, rules: dict[str, str]) -> None:
        self._rules = {key: (int(cut), add) for key, rule in rules.items() for cut, _, add in (rule.partition(":"),)}

    def __call__(self, form: str, tag: str) -> str:
        """Give the lemma of a form under its Penn tag, in lower case; names are left as they are."""
        return form.lower() if tag == "NNP" else self._lemma(form.lower(), tag)

    @lru_cache(maxsize=100_000)  # noqa: B019 - one instance lives as long as the process
    def _lemma(self, form: str, tag: str) -> str:
        if tag in _PAST and form in _IRREGULAR:
            return _IRREGULAR[form]
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
