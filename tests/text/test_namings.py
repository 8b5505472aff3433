"""Who names whom as a threat: in one sentence, and down a list told over several."""

from __future__ import annotations

from collections.abc import Callable

from latticework.text.read import Read

Reading = Callable[[str], Read]


def named(read: Read) -> set[tuple[str, str, str]]:
    return {(one.namer, one.named, one.grade) for one in read.namings}


def test_a_list_of_threats_is_read_line_by_line(reading: Reading) -> None:
    text = (
        "Japan is looking for friends, and Japan has reasons. China comes first on its list of threats. "
        "North Korea is second: it tests missiles. Third is Russia, whose attack on Ukraine alarmed Tokyo."
    )
    assert named(reading(text)) == {("JPN", "CHN", "threat"), ("JPN", "PRK", "threat"), ("JPN", "RUS", "threat")}


def test_an_ordinal_without_a_list_names_nobody(reading: Reading) -> None:
    assert named(reading("Japan and China have large navies. China is first in ships. Third is Russia.")) == set()


def test_to_be_on_a_list_of_threats_is_no_threat_made(reading: Reading) -> None:
    read = reading("Japan rearms. China comes first on its list of threats.")
    assert [event for event in read.events if event.root == "THREATEN"] == []
