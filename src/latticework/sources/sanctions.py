"""Threat and Imposition of Economic Sanctions: who threatened or imposed what on whom."""

from __future__ import annotations

from latticework.sources.card import CITE, Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import day, day_after, precision

_START, _END = (
    ("code(startyear)", "code(startmonth)", "code(startday)"),
    ("code(endyear)", "code(endmonth)", "code(endday)"),
)
_YES = "case code({0}) when '1' then 'yes' when '0' then 'no' end"

CARD = Card(
    key="sanctions",
    title="Threat and Imposition of Economic Sanctions",
    producer="T. Clifton Morgan, Navin Bapat and Yoshiharu Kobayashi",
    address="https://sanctions.web.unc.edu",
    licence=CITE.licence,
    allows=CITE.allows,
    cite="Morgan, T. Clifton, Navin Bapat, and Yoshiharu Kobayashi. 2014. Threat and Imposition of Economic Sanctions 1945-2005: Updating the TIES Dataset. Conflict Management and Peace Science 31(5): 541-558.",
    bibtex=bib("article", "morgan2014", author="Morgan, T. Clifton and Bapat, Navin and Kobayashi, Yoshiharu", year="2014", title="Threat and Imposition of Economic Sanctions 1945--2005: Updating the {TIES} Dataset", journal="Conflict Management and Peace Science", volume="31", pages="541--558"),
    files=(
        File(
            ("ties_v4.1_1945-2005.csv", "TIES_v4.csv"), "4.1", "2014",
            columns("caseid startmonth startday startyear endmonth endday endyear sender1 sender2 sender3 sender4 sender5 targetstate institution issue1 threat imposition sanctiontype finaloutcome targetcosts sendercosts"),
            (
                Claim(
                    "sanction", "[sender1, sender2, sender3, sender4, sender5]", "[targetstate]", True, many=True,
                    start=day(*_START), end=day_after(*_END), precision=precision(_START[1], _START[2]),
                    basis="case when code(imposition) = '1' then 'imposed' else 'threatened' end",
                    detail={
                        "case": "caseid", "issue": "issue1", "threat": _YES.format("threat"), "imposed": _YES.format("imposition"),
                        "types": "sanctiontype", "outcome": "code(finaloutcome)", "institution": _YES.format("institution"),
                        "target_costs": "code(targetcosts)", "sender_costs": "code(sendercosts)",
                    },
                    where="sender1 is not null", keys=("caseid",),
                ),
            ),
            ignore=columns(
                "ongoingasofmonth ongoingasofday ongoingasofyear primarysender institutionid targetinstitution "
                "otherinstitution issue2 issue3 otherissue threatid1 threatid2 threatid3 sanctiontypethreat "
                "othersanctiontypethreatened bspecif scommit threatenedtargetinterest dsanctions carrots "
                "anticipatedtargetcosts anticipatedtargetcostsfigureifav tcurrency tyearofestimate "
                "anticipatedsendercosts scurrency syearofestimate sancimpositionstartmonth sancimpositionstartday "
                "sancimpositionstartyear sanctionidentity othersanctiontype implementationofdiplomaticsancti "
                "carrotsduringsanction carrotvalue carrotcurrency carrotyear targeteconomiccostsfigure "
                "targeteconomiccostscurrency targeteconomiccostsyear sendereconomiccostsfigure "
                "sendereconomiccostscurrency sendereconomiccostsyear settlementnaturesender "
                "settlementnaturetarget"
            ), missing=("", "NA", "."),
        ),
    ),
    covers=(Covers("sanction", 1945, 2005),),
    downloads=(Download("ties.xls", "https://sanctions.web.unc.edu/data/", form="choose the file on the page"),),
    note="Codes of 1000 and more are institutions, not states, and are named in the note.",
)  # fmt: skip
