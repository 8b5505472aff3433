"""SIPRI arms transfers: the register of deliveries, and volumes of pairs by year. Volumes are not money."""

from __future__ import annotations

from latticework.sources.card import Card, Claim, Covers, Download, File, bib, columns
from latticework.sources.say import year_end, year_start

_DELIVERY = '"Delivery year"'


def strip_register(body: bytes) -> tuple[str, str]:
    """Leave out the lines before the heading and the semicolon that ends each line of the register's export."""
    lines = body.decode("utf-8-sig").splitlines()
    begin = next((place for place, line in enumerate(lines) if line.startswith("SIPRI AT Database ID,")), 0)
    return "\n".join(line.rstrip().removesuffix(";") for line in lines[begin:]) + "\n", ""


def _deliveries() -> Claim:
    """Read each delivery of the register: what, how many, new or second hand, and its volume."""
    return Claim(
        "arms_transfer", '"Supplier"', '"Recipient"', True, system="name", start=year_start(_DELIVERY), end=year_end(_DELIVERY),
        precision="'year'", value='"TIV delivery values"', unit="'million TIV'", basis="'delivery'",
        detail={
            "title": '"Designation"', "weapon": '"Description"', "category": '"Armament category"', "ordered": '"Order date"',
            "number": '"Numbers delivered"', "condition": '"Status"', "licence": '"Local production"', "deal": '"SIPRI AT Database ID"',
            "estimate": "nullif(concat_ws(', ', case when \"Order date is estimate\" = 'Yes' then 'order date' end, "
            "case when \"Numbers delivered is estimate\" = 'Yes' then 'number' end, "
            "case when \"Delivery year is estimate\" = 'Yes' then 'year' end), '')",
        },
        keys=("SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Delivery year")
    )  # fmt: skip


_REGISTER = (
    "SIPRI AT Database ID", "Supplier", "Recipient", "Designation", "Description", "Armament category", "Order date",
    "Order date is estimate", "Numbers delivered", "Numbers delivered is estimate", "Delivery year", "Delivery year is estimate",
    "Status", "TIV delivery values", "Local production",
)  # fmt: skip

CARD = Card(
    key="sipri-arms",
    title="SIPRI Arms Transfers Database",
    producer="Stockholm International Peace Research Institute",
    address="https://www.sipri.org/databases/armstransfers",
    licence="SIPRI terms",
    allows="non-commercial use of less than a tenth of a data set with a source line; the whole only on your own machine",
    cite="Stockholm International Peace Research Institute. SIPRI Arms Transfers Database. https://doi.org/10.55163/SAFC1241",
    bibtex=bib("misc", "sipriarms", author="{Stockholm International Peace Research Institute}", title="{SIPRI} Arms Transfers Database", doi="10.55163/SAFC1241", year="2026"),
    files=(
        File(
            ("trade-register.csv", "trade_register_raw.csv"), "2026-02", "2026-02-12", _REGISTER, (_deliveries(),),
            ignore=("SIPRI estimate", "TIV deal unit"), prepare=strip_register, missing=("", "?"),
        ),
        File(
            ("tiv_dyad_orderyear_1950-2018.csv",), "by order year", "2019", columns("order_year supplier recipient tiv_ordered"),
            (
                Claim(
                    "arms_transfer", "supplier", "recipient", True, system="name", start=year_start("order_year"), end=year_end("order_year"),
                    precision="'year'", value="tiv_ordered", unit="'million TIV'", basis="'ordered in the year'",
                    keys=("supplier", "recipient", "order_year"),
                ),
            ),
            ignore=columns("supplier_iso3 supplier_cow recipient_iso3 recipient_cow"),
        ),
    ),
    covers=(Covers("arms_transfer", 1950, 2024, note="the register of an export covers the years chosen when it was made"),),
    downloads=(Download("trade-register.csv", "https://armstransfers.sipri.org/ArmsTransfer/TransferRegister", form="choose years and states on the page"),),
    note="Volumes are in millions of trend-indicator values. By order year and by delivery year are two things: basis says which.",
)  # fmt: skip
