"""The features in plain Python, slow and obvious: the judge of every engine."""

import itertools
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from math import isnan
from statistics import median


def is_missing(value):
    return value in (None, "") or (isinstance(value, float) and isnan(value))


def cents(amount):
    """Round the written number, half a cent away from zero."""
    whole = (Decimal(repr(float(amount))) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    return int(whole)


def reason(row, as_of):
    if is_missing(row["customer_id"]):
        return "no customer_id"
    if row["ordered_at"] is None:
        return "no ordered_at"
    if is_missing(row["amount"]) or abs(row["amount"]) == float("inf"):
        return "no amount"
    if row["ordered_at"].date() > as_of:
        return "after as_of"
    return None


def left_out(rows, as_of):
    found = Counter(reason(row, as_of) for row in rows)
    names = ("after as_of", "no customer_id", "no ordered_at", "no amount")
    return {name: found[name] for name in names}


def orders(rows, as_of):
    """Per customer a list of orders: when, cents, the lines themselves."""
    groups = defaultdict(list)
    for number, row in enumerate(rows):
        if reason(row, as_of) is None:
            if "order_id" not in row:
                key = ("row", number)
            elif is_missing(row["order_id"]):
                key = ("moment", row["ordered_at"])
            else:
                key = ("order", row["order_id"])
            groups[row["customer_id"], key].append(row)
    per = defaultdict(list)
    for (customer, _), lines in groups.items():
        at = min(line["ordered_at"] for line in lines)
        per[customer].append((at, sum(cents(line["amount"]) for line in lines), lines))
    return per


def favourite(names):
    count = Counter(names)
    return min(count, key=lambda name: (-count[name], name)) if count else None


def channel_of(lines):
    return min(
        (x["channel"] for x in lines if not is_missing(x["channel"])), default=None
    )


def share(top, bottom):
    return top / bottom if bottom else None


def customers(rows, as_of):
    per = orders(rows, as_of)
    counting = [line for made in per.values() for _, _, lines in made for line in lines]
    names = {x["channel"] for x in counting if not is_missing(x.get("channel"))}
    return {
        customer: one_customer(made, as_of, sorted(names), rows[0])
        for customer, made in per.items()
    }


def one_customer(made, as_of, names, columns):
    bought = sorted((o for o in made if o[1] >= 0), key=lambda o: o[0])
    n = len(bought)
    days = sorted({at.date() for at, _, _ in bought})
    spent = sum(value for _, value, _ in bought)
    total = sum(value for _, value, _ in made)
    gaps = [(b - a).days for a, b in itertools.pairwise(days)]
    out = {
        "recency_days": (as_of - days[-1]).days if days else None,
        "n_orders": n,
        "n_lines": sum(len(lines) for _, _, lines in bought),
        "monetary_amount": total / 100,
        "average_order_amount": share(spent, 100 * n),
        "tenure_days": (as_of - days[0]).days if days else None,
        "median_gap_days": float(median(gaps)) if gaps else None,
        "first_order_date": datetime.combine(days[0], datetime.min.time())
        if n
        else None,
        "last_order_date": datetime.combine(days[-1], datetime.min.time())
        if n
        else None,
        "refund_amount": -sum(value for _, value, _ in made if value < 0) / 100,
        "weekend_rate": share(sum(at.weekday() >= 5 for at, _, _ in bought), n),
    }
    if "discount_amount" in columns:
        given = [x["discount_amount"] for _, _, lines in bought for x in lines]
        given = sum(cents(d) for d in given if not is_missing(d))
        out["discount_rate"] = share(given, given + spent)
    if "returned" in columns:
        back = sum(any(x["returned"] is True for x in lines) for _, _, lines in bought)
        out["return_rate"] = share(back, n)
    if "channel" in columns:
        used = [channel_of(lines) for _, _, lines in bought]
        used = [name for name in used if name]
        out["favourite_channel"], out["n_channels"] = favourite(used), len(set(used))
        for name in names:
            out[f"channel_{name}_rate"] = share(used.count(name), len(used))
    if "category" in columns:
        lines = [x for _, _, lines in made for x in lines if cents(x["amount"]) >= 0]
        kinds = [x["category"] for x in lines if not is_missing(x["category"])]
        out["n_categories"] = len(set(kinds))
        out["favourite_category"] = favourite(kinds)
    return out


def rfm(rows, as_of):
    table = customers(rows, as_of)
    keep = ("recency_days", "n_orders", "monetary_amount")
    table = {k: {n: v[n] for n in keep} for k, v in table.items() if v["n_orders"]}
    for score, name, sign in (
        ("r_score", "recency_days", -1),
        ("f_score", "n_orders", 1),
        ("m_score", "monetary_amount", 1),
    ):
        everybody = [sign * row[name] for row in table.values()]
        for row in table.values():
            below = sum(value < sign * row[name] for value in everybody)
            row[score] = 1 + 5 * below // len(table)
    return table


def cohorts(rows, as_of):
    """Customers by month of first order and months since."""
    found = Counter()
    for made in orders(rows, as_of).values():
        months = {at.year * 12 + at.month - 1 for at, value, _ in made if value >= 0}
        found.update((min(months), month - min(months)) for month in months)
    return found


def purchase_history(rows, as_of):
    table = {}
    for customer, made in orders(rows, as_of).items():
        bought = [(at.date(), value) for at, value, _ in made if value >= 0]
        if bought:
            days = sorted({day for day, _ in bought})
            again = sum(value for day, value in bought if day > days[0])
            x = len(days) - 1
            table[customer] = {
                "frequency": x,
                "recency": float((days[-1] - days[0]).days),
                "T": float((as_of - days[0]).days),
                "monetary": again / (100 * x) if x else 0.0,
            }
    return table


def holdout(rows, days):
    found = [r["ordered_at"].date() for r in rows if reason(r, date.max) is None]
    return min(found), max(found), max(found) - timedelta(days=days)
