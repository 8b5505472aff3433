"""ICEWS coded events: who was reported to have done what to whom."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.stream import cameo_codes

_NAMES = {
    "event": "Event ID", "day": "Event Date", "text": "Event Text", "actor": "Source Name", "target": "Target Name", "code": "CAMEO Code",
    "value": "Intensity", "from": "Source Country", "to": "Target Country", "publisher": "Publisher", "sentence": "Sentence Number",
}  # fmt: skip
_SNAKE = {
    "event": "event_id", "day": "event_date", "text": "event_text", "actor": "source_name", "target": "target_name", "code": "cameo_code",
    "value": "intensity", "from": "source_country", "to": "target_country", "publisher": "publisher", "sentence": "sentence_number",
}  # fmt: skip


def _claim(name: dict[str, str]) -> Claim:
    """Read each event between people of two states; sectors and places of the story are left out."""
    c = {key: f'"{column}"' for key, column in name.items()}
    return Claim(
        "event", c["from"], c["to"], True, system="name", start=f"cast({c['day']} as date)",
        end=f"cast(cast({c['day']} as date) + interval 1 day as date)", value=c["value"], unit="'score'", basis="'ICEWS intensity'",
        detail={
            "event": c["event"], "code": c["code"], "title": c["text"], "actor": c["actor"], "target": c["target"],
            "publisher": c["publisher"], "sentence": c["sentence"],
        },
        where=f"{c['from']} is not null and {c['to']} is not null and {c['from']} <> {c['to']}", keys=(name["event"],),
    )  # fmt: skip


CARD = Card(
    key="icews",
    title="ICEWS Coded Event Data",
    producer="Lockheed Martin (Elizabeth Boschee and others)",
    address="https://doi.org/10.7910/DVN/28075",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James Starz, and Michael Ward. 2015. ICEWS Coded Event Data. Harvard Dataverse. https://doi.org/10.7910/DVN/28075",
    bibtex=bib("misc", "boschee2015", author="Boschee, Elizabeth and Lautenschlager, Jennifer and O'Brien, Sean and Shellman, Steve and Starz, James and Ward, Michael", year="2015", title="{ICEWS} Coded Event Data", doi="10.7910/DVN/28075"),
    files=(
        File(
            ("events.*.tab",), "as distributed", "2019", tuple(_NAMES.values()), (_claim(_NAMES),),
            ignore=columns("City District Province Country Latitude Longitude", "Source Sectors", "Target Sectors", "Story ID"),
            separator="\t", codes={"CAMEO Code": cameo_codes()},
        ),
        File(
            ("icews_sample_2018-06-01_03.csv",), "2018-06 sample", "2019", tuple(_SNAKE.values()), (_claim(_SNAKE),),
            unless="events.2018.sample.tab", ignore=columns("source_sectors target_sectors story_id city district province country latitude longitude year yearmonth"),
            codes={"cameo_code": cameo_codes()},
        ),
    ),
    covers=(Covers("event", 1995, 2023, complete=False, note="what news reported, and what machines read in it; one event may stand several times"),),
    downloads=(Download("Events.2018.zip", "https://doi.org/10.7910/DVN/28075", form="choose the years on the Dataverse page"),),
    note="Events within one state are left out. Most events stand in both directions.",
)  # fmt: skip
