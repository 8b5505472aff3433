"""Texts that speak of sport or trade alone give nothing; texts on security are kept, short ones too."""

from __future__ import annotations

import pytest

from latticework.text.document import make_document
from latticework.text.scope import JUDGED, Weighed, in_scope, silence
from latticework.text.sentences import clauses

RAILWAY = (
    "The deputy prime minister received in Astana a delegation of railway officials from Uzbekistan and Azerbaijan. The three countries "
    "considered the traffic of containers on the line to the Caspian, opened in 2015. It was noted that tariffs had been lowered by a "
    "tenth and that a train now waits seven hours at the frontier. The Uzbek side proposed that fruit be carried at night. A working "
    "group is to examine the timetable in the spring. In the evening the guests heard a concert of folk songs and were given carpets."
)
DRILL = (
    "Japan and the Philippines held a joint naval exercise in the South China Sea on Sunday, the third this year. Two destroyers and a "
    "patrol ship took part. China, which claims most of the sea, sent a frigate to watch and accused Manila of stirring up trouble. The "
    "defence ministers of both countries met in Tokyo last week and agreed to begin talks on an agreement that would let their forces "
    "visit each other. The United States, an ally of both, welcomed the plan."
)


@pytest.mark.parametrize(
    ("text", "wanted"), [(RAILWAY, False), (DRILL, True), ("Turkey bombed Syria.", True), ("", False)]
)
def test_only_texts_on_security_or_diplomacy_are_read(text: str, wanted: bool) -> None:
    (parsed,) = clauses([make_document(text, key="t")]) if text else ([],)
    assert in_scope(parsed) is wanted


def test_the_names_of_states_do_not_matter() -> None:
    swapped = DRILL.replace("Japan", "Peru").replace("Philippines", "Gambia").replace("China", "Chile")
    one, other = (clauses([make_document(text, key="t")])[0] for text in (DRILL, swapped))
    assert Weighed.of(one).length in JUDGED
    assert silence(one, Weighed.of(one)) < 0.2
    assert silence(other, Weighed.of(other)) < 0.2
