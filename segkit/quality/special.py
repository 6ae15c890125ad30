"""Decisions that need more than the table: another table, a clock, a secret."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd

from segkit import privacy
from segkit.checks import DataError, table
from segkit.files.amounts import as_numbers
from segkit.files.clock import zone
from segkit.files.convert import parse_column
from segkit.quality.facts import gathered
from segkit.quality.steps import Step, has


def drop_orphans(frame: Any, customers: Any = None) -> Step:
    """Drop orders whose customer is not in customers."""
    has(frame, ["customer_id"], "drop_orphans")
    if customers is None:
        raise DataError(
            "the decision 'drop_orphans' needs the customers: pass customers= to clean"
        )
    if isinstance(customers, pd.DataFrame) and customers.index.name == "customer_id":
        customers = customers.reset_index()
    other = nw.from_native(table(customers, ["customer_id"], name="customers")).lazy()
    ids = other.select("customer_id").unique()
    if _kind(other) != _kind(frame):
        ids = _like(frame, gathered(ids))
    dtype = frame.collect_schema()["customer_id"]
    if ids.collect_schema()["customer_id"] != dtype:
        ids = ids.with_columns(nw.col("customer_id").cast(dtype))
    return Step(frame.join(ids, on="customer_id", how="semi"))


def utc_to_local(frame: Any, timezone: str | None = None) -> Step:
    """Turn times in UTC, or with a zone, into the shop's own wall clock."""
    has(frame, ["ordered_at"], "utc_to_local")
    if timezone is None:
        raise DataError(
            "the decision 'utc_to_local' needs the shop's zone: write "
            "('utc_to_local', {'timezone': 'Europe/Paris'})"
        )
    zone(timezone)
    dtype = frame.collect_schema()["ordered_at"]
    if not isinstance(dtype, nw.Datetime):
        raise DataError(
            f"the decision 'utc_to_local' needs times of day; ordered_at holds {dtype}"
        )
    zoned = dtype.time_zone is not None
    words = {"timezone": timezone}
    known = ~nw.col("ordered_at").is_null()
    if frame.implementation.is_duckdb():
        utc = '"ordered_at"' if zoned else "timezone('UTC', \"ordered_at\")"
        local = f"* REPLACE (timezone('{timezone}', {utc}) AS \"ordered_at\")"
        return Step(
            nw.from_native(frame.to_native().project(local)).lazy(), known, words
        )
    if frame.implementation.is_spark_like():
        raise DataError(
            "the decision 'utc_to_local' does not run on Spark: convert there with "
            "from_utc_timestamp, then clean"
        )
    time = nw.col("ordered_at")
    utc_time = time if zoned else time.dt.replace_time_zone("UTC")
    local_time = utc_time.dt.convert_time_zone(timezone).dt.replace_time_zone(None)
    return Step(frame.with_columns(ordered_at=local_time), known, words)


def numbers_from_text(frame: Any, column: str, decimal: str | None = None) -> Step:
    """Turn text into numbers; what is no number becomes missing, and is counted."""
    native, text = _pandas_text(frame, column, "numbers_from_text")
    numbers, bad = as_numbers(text, decimal=decimal)
    words = {"column": column, "lost": int(bad.sum())}
    return _replaced(native, column, numbers, words)


def dates_from_text(frame: Any, column: str, dayfirst: bool | None = None) -> Step:
    """Turn text into dates; what is no date becomes missing, and is counted."""
    native, text = _pandas_text(frame, column, "dates_from_text")
    found = parse_column(text, dayfirst)
    if found.problem:
        raise DataError(found.problem.replace("pass dayfirst=", "write dayfirst="))
    words = {"column": column, "lost": int(found.bad.sum())}
    return _replaced(native, column, found.values, words)


def pseudonymise(
    frame: Any, key_file: str | None = None, salt: str | None = None
) -> Step:
    """Replace customer_id by pseudonyms; spellings of one e-mail are merged."""
    has(frame, ["customer_id"], "pseudonymise")
    known = ~nw.col("customer_id").is_null()
    ids = gathered(frame.select("customer_id").unique())["customer_id"].dropna()
    done = privacy.pseudonyms(ids, key_file=key_file, salt=salt)
    names = pd.DataFrame({"customer_id": ids, "_name": done.ids}).dropna()
    if frame.implementation.is_pandas():
        native = frame.collect().to_native()
        named = native["customer_id"].map(dict(names.to_numpy().tolist()))
        changed = native.assign(customer_id=named.astype("str"))
        new = nw.from_native(changed).lazy()
    else:
        joined = frame.join(_like(frame, names), on="customer_id", how="left")
        order = frame.collect_schema().names()
        new = joined.with_columns(customer_id=nw.col("_name")).select(order)
    return Step(new, known, {"merged": done.merged}, done.key)


def _pandas_text(frame: Any, column: str, decision: str) -> tuple[Any, pd.Series]:
    has(frame, [column], decision)
    if not frame.implementation.is_pandas():
        raise DataError(
            f"the decision {decision!r} runs on pandas tables; in a database or a "
            "Parquet file, change the column's type there"
        )
    native = frame.collect().to_native()
    return native, native[column].map(str, na_action="ignore").astype("str")


def _replaced(native: Any, column: str, new: pd.Series, words: dict) -> Step:
    was = nw.col(column)
    after = native.assign(**{column: new})
    return Step(nw.from_native(after).lazy(), ~was.is_null(), words)


def _kind(frame: Any) -> Any:
    return frame.implementation


def _like(frame: Any, ids: pd.DataFrame) -> Any:
    """Bring a small pandas table to where the big one lies."""
    kind = frame.implementation
    if kind.is_pandas():
        return nw.from_native(ids).lazy()
    if kind.is_duckdb():
        import duckdb  # noqa: PLC0415 - heavy, and only needed here

        return nw.from_native(duckdb.from_df(ids)).lazy()
    if kind.is_pyarrow():
        import pyarrow as pa  # noqa: PLC0415 - heavy, and only needed here

        return nw.from_native(pa.Table.from_pandas(ids, preserve_index=False)).lazy()
    if kind.is_polars():
        import polars as pl  # noqa: PLC0415 - an extra

        return nw.from_native(pl.from_pandas(ids)).lazy()
    raise DataError(
        f"this decision brings a table to {kind}, which is not supported: use pandas, "
        "polars, pyarrow or DuckDB"
    )
