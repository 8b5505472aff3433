"""Multinational military exercises: one fact an exercise, with all its participants."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import day, day_after, precision

_LETTERS = ("", "A")
_STATES = tuple(f"State{first}{chr(place)}" for first in _LETTERS for place in range(65, 91))[:39]
_S, _E = (
    ('"s.year"', "nullif(\"s.month\", 'xx')", "nullif(\"s.day\", 'xx')"),
    ('"e.year"', "nullif(\"e.month\", 'xx')", "nullif(\"e.day\", 'xx')"),
)
_TRAITS = columns("CPX Air Land Sea Amphibious Cyber Warfighting Peacekeeping Humanitarian")

CARD = Card(
    key="exercises",
    title="Multinational Military Exercises",
    producer="Vito D'Orazio and Kevin Galambos",
    address="https://doi.org/10.7910/DVN/KHFODX",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="D'Orazio, Vito, and Kevin Galambos. 2021. Multinational Military Exercises, 1980-2010. Harvard Dataverse. https://doi.org/10.7910/DVN/KHFODX",
    bibtex=bib("misc", "dorazio2021", author="D'Orazio, Vito and Galambos, Kevin", year="2021", title="Multinational Military Exercises, 1980--2010", doi="10.7910/DVN/KHFODX"),
    files=(
        File(
            ("mme_v7_exercises_1980-2010.csv", "mme_v7.csv"), "7", "2021", columns("MMEID Ex_Name Location s.year s.month s.day e.year e.month e.day") + _TRAITS + _STATES,
            (
                Claim(
                    "exercise", f"[{', '.join(_STATES)}]", many=True, system="name", start=day(*_S), end=day_after(*_E),
                    precision=precision(_S[1], _S[2]),
                    detail={
                        "title": "Ex_Name", "place": "Location",
                        "mode": "nullif(concat_ws(', ', " + ", ".join(f"case when \"{name}\" = '1' then '{name.lower()}' end" for name in _TRAITS) + "), '')",
                    },
                    keys=("MMEID",),
                ),
            ),
            ignore=columns("Series_Name lat lon StartDate EndDate FocusDescription AdditionalParticipantInfo"), missing=("", "NA", "-9", "xx"),
        ),
    ),
    covers=(Covers("exercise", 1980, 2010),),
    downloads=(Download("mme_v7.csv", "https://doi.org/10.7910/DVN/KHFODX", form="choose the file on the Dataverse page"),),
    note="Participants that are no states (NATO) are named in the note of the fact.",
)  # fmt: skip
