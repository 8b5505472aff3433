"""The verbs of texts as rows: read a text into facts, check its claims."""

from __future__ import annotations

from latticework.doors.http.option import Option, Verb
from latticework.doors.sheets import texts

TEXT = Option(
    "text", "The text itself, plain or HTML.", "words",
    "SEOUL, Oct 4 2022 - North Korea fired a ballistic missile over Japan on Tuesday. China spends more than four times as much as Japan on its military.",
    required=True,
)  # fmt: skip
_PUBLISHED = Option(
    "published", "When the text was published. Default: its metadata, else its dateline.", "day", "2022-10-04"
)

ROWS = (
    Verb(
        "check", "Every checkable claim of a text with its verdicts: supported, contradicted, depends, not checkable.",
        (TEXT, _PUBLISHED), lambda ask, o: texts.check(ask, o["text"], o["published"]), gives="checked",
    ),
    Verb(
        "read", "A text as events, ties, figures and named threats, each under its words.",
        (TEXT, _PUBLISHED, Option("explain", "Show why each fact was read: tokens, mentions, word, sides, and what was weighed.", "flag", default=False)),
        lambda ask, o: texts.read(ask, o["text"], o["published"], explain=o["explain"]),
    ),
)  # fmt: skip
"""One row a verb."""
