"""`orders`: None, a path, or a table of any engine."""

import pandas as pd
import pytest

from segkit import datasets
from segkit.checks import DataError

MINE = pd.DataFrame(
    {
        "Client": ["a", "b"],
        "Day": pd.to_datetime(["2024-05-01", "2024-05-02"]),
        "Total": [9.5, 3.0],
    }
)
NAMES = {"customer_id": "Client", "ordered_at": "Day", "amount": "Total"}


def test_none_means_the_practice_orders():
    assert datasets.orders().equals(datasets.load("orders"))


def test_a_table_is_renamed_and_stays_in_its_engine():
    import pyarrow as pa  # noqa: PLC0415

    assert list(datasets.orders(MINE, columns=NAMES)) == list(NAMES)
    arrow = pa.Table.from_pandas(MINE)
    assert datasets.orders(arrow, columns=NAMES).column_names == list(NAMES)
    assert list(MINE) == ["Client", "Day", "Total"]


def test_a_file_is_read_with_the_columns_named(tmp_path):
    path = tmp_path / "my orders é.csv"
    MINE.to_csv(path, index=False)
    for given in (path, str(path)):
        orders = datasets.orders(given, columns=NAMES)
        assert orders["amount"].tolist() == [9.5, 3.0]
        assert orders["ordered_at"].dtype.kind == "M"


def test_missing_columns_and_other_things_are_refused():
    with pytest.raises(DataError, match=r"orders needs columns \['customer_id', "):
        datasets.orders(MINE)
    with pytest.raises(DataError, match="orders must be a table"):
        datasets.orders(42)
