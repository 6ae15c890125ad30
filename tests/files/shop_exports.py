"""Messy shop exports, made here, with what is true about them beside."""

import csv
import io
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

COLUMNS = [
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Accepts Marketing",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Billing Name",
    "Billing Zip",
    "Phone",
    "Cancelled at",
    "Payment Method",
    "Refunded Amount",
    "Tags",
    "Source",
    "Notes",
]
STATUSES = ["paid"] * 12 + ["refunded", "partially_refunded", "pending", "voided"]
ITEMS = {"Théière émaillée": 34.9, "Tasse": 9.5, "Plaid, laine": 59.0, "Bougie": 12.25}
NAMES = ["zoé", "chloé", "noël", "andré", "françois", "anne", "li", "marta", "sören"]


@dataclass
class Export:
    """A file's rows and the truth about its orders."""

    rows: list = field(default_factory=list)
    totals: dict = field(default_factory=dict)  # order -> total in cents
    discounts: dict = field(default_factory=dict)
    refunds: dict = field(default_factory=dict)
    status: dict = field(default_factory=dict)
    email: dict = field(default_factory=dict)  # as written
    created: dict = field(default_factory=dict)  # local wall clock
    lines: dict = field(default_factory=dict)

    def text(self, separator=",", decimal="."):
        """Spell the rows as CSV, numbers with this decimal sign."""
        handle = io.StringIO()
        writer = csv.writer(handle, delimiter=separator, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in self.rows:
            cells = [row.get(name, "") for name in COLUMNS]
            writer.writerow([_spell(cell, decimal) for cell in cells])
        return handle.getvalue()


def _spell(cell, decimal):
    if isinstance(cell, float):
        return f"{cell:.2f}".replace(".", decimal)
    return cell


def shopify(n=200, seed=7, offset=None, currencies=("EUR",), repeated=0):
    """Make an export as Shopify writes it: order fields on the first row only."""
    rng = np.random.default_rng(seed)
    export = Export()
    day = np.datetime64("2023-01-03T08:00:00")
    for i in range(n):
        day = day + np.timedelta64(int(rng.integers(0, 4)), "D")
        at = day + np.timedelta64(int(rng.triangular(0, 32_000, 54_000)), "s")
        _order(export, f"#{1001 + i}", at, rng, (offset, currencies))
    first = [r for r in export.rows if r["Name"] in {"#1001", "#1002"}]
    export.rows += first * repeated
    return export


def _order(export, name, at, rng, kind):
    offset, currencies = kind
    email = f"{rng.choice(NAMES)}.{rng.integers(1, 9)}@exemple.fr"
    email = rng.choice([email, email, email.upper(), f" {email} "])
    status = str(rng.choice(STATUSES))
    items = rng.choice(list(ITEMS), size=int(rng.integers(1, 5)), replace=False)
    lines = [(str(item), int(rng.integers(1, 4)), ITEMS[item]) for item in items]
    subtotal = sum(round(100 * price) * quantity for _, quantity, price in lines)
    discount = int(subtotal * 0.1) if rng.random() < 0.3 else 0
    total = subtotal - discount + 490
    back = {"refunded": 1.0, "partially_refunded": 0.25}.get(status, 0)
    refund = round(total * back)
    test, cancelled = rng.random() < 0.03, rng.random() < 0.05
    local = str(at).replace("T", " ")
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Paris"))
    zone = offset if offset is not None else f" {moment:%z}"
    head = {
        "Email": email,
        "Financial Status": status,
        "Currency": str(rng.choice(currencies)),
        "Subtotal": (subtotal - discount) / 100,
        "Shipping": 4.9,
        "Taxes": round(total / 6) / 100,
        "Total": total / 100,
        "Discount Amount": discount / 100,
        "Billing Name": "Zoé Élan",
        "Billing Zip": "'01000",
        "Phone": "+33612345678",
        "Cancelled at": local + zone if cancelled else "",
        "Payment Method": "Bogus Gateway" if test else "Shopify Payments",
        "Refunded Amount": refund / 100,
        "Tags": "vip, test" if test else "vip",
        "Source": str(rng.choice(["web", "pos"])),
        "Notes": "=CMD()|'calc'!A0" if rng.random() < 0.1 else "",
    }
    for position, (item, quantity, price) in enumerate(lines):
        row = {"Name": name, "Created at": local + zone, "Lineitem name": item}
        row |= {"Lineitem quantity": quantity, "Lineitem price": price}
        export.rows.append(row | (head if position == 0 else {"Email": email}))
    export.totals[name], export.lines[name] = total, len(lines)
    export.discounts[name], export.refunds[name] = discount, refund
    word = status.replace("_", " ")
    export.status[name] = "test" if test else ("cancelled" if cancelled else word)
    export.email[name], export.created[name] = email, local
