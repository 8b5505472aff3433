"""Positions of states in the votes of the United Nations General Assembly, session by session."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns

CARD = Card(
    key="ideal-points",
    title="United Nations General Assembly Ideal Points",
    producer="Michael A. Bailey, Anton Strezhnev and Erik Voeten",
    address="https://doi.org/10.7910/DVN/LEJUQZ",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Bailey, Michael A., Anton Strezhnev, and Erik Voeten. 2017. Estimating Dynamic State Preferences from United Nations Voting Data. Journal of Conflict Resolution 61(2): 430-456.",
    bibtex=bib("article", "bailey2017", author="Bailey, Michael A. and Strezhnev, Anton and Voeten, Erik", year="2017", title="Estimating Dynamic State Preferences from {United Nations} Voting Data", journal="Journal of Conflict Resolution", volume="61", pages="430--456"),
    files=(
        File(
            ("IdealpointestimatesAll_Jun2024.csv",), "June 2024", "2024-06",
            columns("ccode session NVotesAll IdealPointAll Q5%All Q95%All"),
            (
                Claim(
                    "ideal_point", "ccode", start="make_date(1945 + cast(session as integer), 1, 1)",
                    end="make_date(1946 + cast(session as integer), 1, 1)", precision="'year'", value="IdealPointAll",
                    unit="'score'", basis="'all votes'",
                    detail={"session": "session", "votes": "NVotesAll", "low": '"Q5%All"', "high": '"Q95%All"'}, keys=("ccode", "session"),
                ),
            ),
            ignore=columns(
                "QO%All Q10%All Q50%All Q90%All Q100%All iso3c Countryname USAgree RUSSAgree BrazilAgree ChinaAgree IndiaAgree IsraelAgree", ""
            ),
            md5={"IdealpointestimatesAll_Jun2024.csv": "78d134a46ba66e8bf141edb3c84081df"},
        ),
    ),
    covers=(Covers("ideal_point", 1946, 2023),),
    downloads=(Download("IdealpointestimatesAll_Jun2024.csv", "https://doi.org/10.7910/DVN/LEJUQZ", form="choose the file on the Dataverse page"),),
    note="Session s is counted as the year 1945 + s, in whose autumn it begins.",
)  # fmt: skip
