"""The brief before and after: which sentences are other ones, and what in them is only supposed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from latticework.answers.diff import Side
from latticework.answers.why import why
from latticework.model.brief import Brief, Figure, Sentence, Span, Words

MARK = " (supposed)"
"""What follows a figure, day or name that rests on a supposed fact."""
GONE = " (as supposed)"
"""What follows a sentence that is another one because something is supposed to be gone, or others came out differently."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Sentences of one section that are other ones: those that stood, and those that stand now; either may be none."""

    state: str
    section: str
    before: tuple[Sentence, ...]
    after: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Briefs:
    """The brief of a state on both sides, with every supposed figure marked, and where they differ."""

    before: Brief
    after: Brief
    changed: tuple[Rewritten, ...]

    @property
    def kept(self) -> int:
        """How many sentences of the brief as it is stand as they were."""
        return sum(1 for _ in self.before.sentences()) - sum(len(one.before) for one in self.changed)


def briefs(before: Side, after: Side, state: str) -> Briefs:
    """Write the brief of a state on both sides and compare them, section by section."""
    old, new = marked(why(before.world, state, before.ties)), why(after.world, state, after.ties)
    new = marked(new, beside=old)
    return Briefs(old, new, tuple(_rewritten(old, new)))


def marked(brief: Brief, *, beside: Brief | None = None) -> Brief:
    """Give the brief with a mark behind all that rests on a supposed fact; a brief that rests on none is the same.

    A figure is marked always, a day or a name unless the one before it is. A sentence that does not stand in the brief
    `beside` it and rests on no supposed fact rests on what is supposed to be gone: it is marked as a whole.
    """
    stood = None if beside is None else {sentence.text for sentence in beside.sentences()}
    sections = tuple(
        replace(section, sentences=tuple(_gone(_marked(s), stood) for s in section.sentences), sums=tuple(
            replace(made, lines=tuple(map(_marked, made.lines))) for made in section.sums
        ))
        for section in brief.sections
    )  # fmt: skip
    return replace(brief, sections=sections)


def _marked(sentence: Sentence) -> Sentence:
    spans: list[Span] = []
    said = False
    for span in sentence.spans:
        spans.append(span)
        if isinstance(span, Words):
            continue
        rests = any(fact.supposed for fact in span.facts)
        if rests and (not said or isinstance(span, Figure)):
            spans.append(Words(MARK))
        said = rests
    return Sentence(tuple(spans), sentence.also)


def _gone(sentence: Sentence, stood: set[str] | None) -> Sentence:
    if stood is None or sentence.text in stood or MARK in sentence.text:
        return sentence
    last = sentence.spans[-1]
    if isinstance(last, Words) and last.text.endswith((".", ":")):
        ending = Words(f"{last.text[:-1]}{GONE}{last.text[-1]}")
        return Sentence((*sentence.spans[:-1], ending), sentence.also)
    return Sentence((*sentence.spans, Words(GONE)), sentence.also)


def _rewritten(before: Brief, after: Brief) -> Iterator[Rewritten]:
    later = {section.title: section for section in after.sections}
    for section in before.sections:
        old, new = section.sentences, later[section.title].sentences
        match = SequenceMatcher(None, [s.text for s in old], [s.text for s in new], autojunk=False)
        for what, a, b, c, d in match.get_opcodes():
            if what != "equal":
                yield Rewritten(before.state, section.title, old[a:b], new[c:d])
