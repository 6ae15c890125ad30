"""The peers: the columns of `features.customers` written by hand, for one engine."""

from __future__ import annotations

import duckdb
import numpy as np
import pandas as pd

SQL = """
WITH lines AS (
    SELECT customer_id, order_id, ordered_at, channel, category,
           CAST(round(amount * 100) AS BIGINT) AS cents,
           CAST(round(discount_amount * 100) AS BIGINT) AS discount,
           coalesce(returned, FALSE)::INT AS returned
    FROM read_parquet('{path}')
    WHERE customer_id IS NOT NULL AND amount IS NOT NULL
      AND ordered_at < DATE '{as_of}' + 1
), orders AS (
    SELECT customer_id, order_id, min(ordered_at)::DATE AS day,
           min(channel) AS channel, sum(cents) AS cents, sum(discount) AS discount,
           max(returned) AS returned, count(*) AS n
    FROM lines GROUP BY customer_id, order_id
), gaps AS (
    SELECT *, day - lag(day) OVER (
        PARTITION BY customer_id, cents >= 0 ORDER BY day) AS gap
    FROM orders
), customers AS (
    SELECT customer_id,
           count(*) FILTER (cents >= 0) AS n_orders,
           sum(n) FILTER (cents >= 0) AS n_lines,
           sum(cents) AS cents,
           sum(cents) FILTER (cents >= 0) AS spent,
           sum(discount) FILTER (cents >= 0) AS discount,
           sum(returned) FILTER (cents >= 0) AS returned,
           min(day) FILTER (cents >= 0) AS first_order_date,
           max(day) FILTER (cents >= 0) AS last_order_date,
           median(gap) FILTER (cents >= 0 AND gap > 0) AS median_gap_days,
           count(*) FILTER (cents >= 0 AND isodow(day) >= 6) AS weekend,
           count(*) FILTER (cents >= 0 AND channel = 'app') AS app,
           count(*) FILTER (cents >= 0 AND channel = 'store') AS store,
           count(*) FILTER (cents >= 0 AND channel = 'web') AS web
    FROM gaps GROUP BY customer_id
), categories AS (
    SELECT customer_id, count(*) AS n_categories,
           arg_min(category, (-n, category)) AS favourite_category
    FROM (SELECT customer_id, category, count(*) AS n FROM lines
          WHERE category IS NOT NULL AND cents >= 0
          GROUP BY customer_id, category)
    GROUP BY customer_id
)
SELECT customer_id,
       DATE '{as_of}' - last_order_date AS recency_days,
       n_orders, coalesce(n_lines, 0) AS n_lines, cents / 100 AS monetary_amount,
       spent / nullif(n_orders * 100, 0) AS average_order_amount,
       DATE '{as_of}' - first_order_date AS tenure_days,
       median_gap_days, first_order_date, last_order_date,
       (coalesce(spent, 0) - cents) / 100 AS refund_amount,
       weekend / nullif(n_orders, 0) AS weekend_rate,
       discount / nullif(discount + spent, 0) AS discount_rate,
       returned / nullif(n_orders, 0) AS return_rate,
       CASE greatest(app, store, web) WHEN 0 THEN NULL WHEN app THEN 'app'
            WHEN store THEN 'store' ELSE 'web' END AS favourite_channel,
       (app > 0)::INT + (store > 0)::INT + (web > 0)::INT AS n_channels,
       app / nullif(app + store + web, 0) AS channel_app_rate,
       store / nullif(app + store + web, 0) AS channel_store_rate,
       web / nullif(app + store + web, 0) AS channel_web_rate,
       coalesce(n_categories, 0) AS n_categories, favourite_category
FROM customers LEFT JOIN categories USING (customer_id)
ORDER BY customer_id
"""


def in_sql(path: str, as_of: str) -> pd.DataFrame:
    """DuckDB SQL, as an analyst would write it."""
    return duckdb.sql(SQL.format(path=path, as_of=as_of)).df().set_index("customer_id")


def in_pandas(path: str, as_of: str) -> pd.DataFrame:
    """Plain pandas: grouped sums on columns, no Python loop."""
    lines = _pandas_lines(pd.read_parquet(path), pd.Timestamp(as_of))
    orders = _pandas_orders(lines)
    today = pd.Timestamp(as_of)
    bought = orders[orders["cents"] >= 0]
    by = bought.groupby("customer_id")
    out = orders.groupby("customer_id")["cents"].sum().to_frame()
    out["n_orders"] = by.size().reindex(out.index, fill_value=0)
    sums = by[["n", "cents", "discount", "returned", "weekend"]].sum()
    sums = sums.reindex(out.index, fill_value=0)
    n = out["n_orders"].replace(0, np.nan)
    out["n_lines"] = sums["n"]
    out["monetary_amount"] = out["cents"] / 100
    out["average_order_amount"] = sums["cents"] / (n * 100)
    out["refund_amount"] = (sums["cents"] - out["cents"]) / 100
    out["first_order_date"], out["last_order_date"] = by["day"].min(), by["day"].max()
    out["recency_days"] = (today - out["last_order_date"]).dt.days
    out["tenure_days"] = (today - out["first_order_date"]).dt.days
    out["median_gap_days"] = _pandas_gaps(bought)
    out["weekend_rate"] = sums["weekend"] / n
    paid = (sums["discount"] + sums["cents"]).replace(0, np.nan)
    out["discount_rate"] = sums["discount"] / paid
    out["return_rate"] = sums["returned"] / n
    out = out.drop(columns="cents").join(_pandas_channels(bought))
    out = out.join(_pandas_categories(lines))
    some = ["n_channels", "n_categories"]
    return out.fillna(dict.fromkeys(some, 0))


def _pandas_lines(lines, today):
    lines = lines[lines["ordered_at"] < today + pd.Timedelta(days=1)]
    lines = lines[lines["customer_id"].notna() & lines["amount"].notna()]
    return lines.assign(
        cents=(lines["amount"] * 100).round().astype("int64"),
        discount=(lines["discount_amount"].fillna(0) * 100).round().astype("int64"),
    )


def _pandas_orders(lines):
    orders = lines.groupby(["customer_id", "order_id"], sort=False).agg(
        day=("ordered_at", "min"),
        channel=("channel", "min"),
        cents=("cents", "sum"),
        discount=("discount", "sum"),
        returned=("returned", "max"),
        n=("cents", "size"),
    )
    orders = orders.reset_index()
    orders["day"] = orders["day"].dt.normalize()
    orders["weekend"] = orders["day"].dt.day_of_week >= 5
    return orders


def _pandas_gaps(bought):
    days = bought.sort_values(["customer_id", "day"])
    gap = (days["day"] - days.groupby("customer_id")["day"].shift(1)).dt.days
    return gap[gap > 0].groupby(days["customer_id"]).median()


def _pandas_channels(bought):
    counts = pd.crosstab(bought["customer_id"], bought["channel"])
    rates = counts.div(counts.sum(axis=1), axis=0)
    rates.columns = [f"channel_{name}_rate" for name in rates.columns]
    rates["favourite_channel"] = counts.idxmax(axis=1)
    rates["n_channels"] = (counts > 0).sum(axis=1)
    return rates


def _pandas_categories(lines):
    rows = lines[lines["cents"] >= 0]
    counts = rows.groupby(["customer_id", "category"], observed=True).size()
    counts = (
        counts.rename("n")
        .reset_index()
        .sort_values(["customer_id", "n", "category"], ascending=[True, False, True])
    )
    by = counts.groupby("customer_id")["category"]
    return pd.DataFrame({"n_categories": by.size(), "favourite_category": by.first()})
