"""The verbs as one table: HTTP, its OpenAPI page, the pages and the tools are drawn from it.

A new verb is one row: an entry of a `ROWS` here or in a file of its own, with the options of the command line and the
function that lays out its answer.
"""

from __future__ import annotations

from dataclasses import replace

from latticework.doors.http import verbs_core, verbs_partners, verbs_system, verbs_texts, verbs_whatif
from latticework.doors.verbs_chart import PICTURES

VERBS = {
    verb.name: replace(verb, pictures=tuple(PICTURES.get(verb.name, ())))
    for verb in (*verbs_core.ROWS, *verbs_system.ROWS, *verbs_partners.ROWS, *verbs_texts.ROWS, *verbs_whatif.ROWS)
}
"""Every verb that reads, by name; one with pictures in `PICTURES` has their suffixes, too."""
