"""Membership of the state system by Gleditsch and Ward."""

from __future__ import annotations

from latticework.sources.card import CC_BY, Card, Claim, Covers, File, bib, columns


def _spells(start: str, end: str, last: str, name: str, micro: str) -> Claim:
    """Read each row as one spell; one that runs to the last day of the list goes on."""
    return Claim(
        "system_membership",
        "gwcode",
        system="gw",
        start=f'cast("{start}" as date)',
        end=f'case when "{end}" = \'{last}\' then null else cast(cast("{end}" as date) + interval 1 day as date) end',
        basis="'Gleditsch-Ward'",
        detail={"list": "'Gleditsch-Ward'", "role": "'member'", "title": name, "microstate": micro},
        keys=("gwcode", start),
    )


CARD = Card(
    key="gw-states",
    title="Independent States",
    producer="Kristian Skrede Gleditsch and Michael D. Ward",
    address="http://ksgleditsch.com/data-4.html",
    licence=CC_BY.licence,
    allows=CC_BY.allows,
    cite="Gleditsch, Kristian S., and Michael D. Ward. 1999. Interstate System Membership: A Revised List of the Independent States since 1816. International Interactions 25(4): 393-413.",
    bibtex=bib("article", "gleditsch1999", author="Gleditsch, Kristian S. and Ward, Michael D.", year="1999", title="Interstate System Membership: A Revised List of the Independent States since 1816", journal="International Interactions", volume="25", pages="393--413"),
    files=(
        File(
            ("gw_states.csv",), "2017", "2017", columns("gwcode statename startdate enddate"),
            (_spells("startdate", "enddate", "2017-12-31", "statename", "null"),), ignore=("stateabb",),
        ),
        File(
            ("isard_gw_system.csv",), "2020, as in isard", "2023", columns("gwcode gw_name microstate start end"),
            (_spells("start", "end", "2020-12-31", "gw_name", "nullif(microstate, '0')"),), ignore=("gw_abb",),
        ),
    ),
    covers=(Covers("system_membership", 1816, 2020),),
)  # fmt: skip
