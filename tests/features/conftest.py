"""Five engines, seven ways to hold the same rows, one fixture that hands them over."""

import os
import sys

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from segkit import features

PANDAS_3 = "ignore:PySpark does not yet fully support pandas:FutureWarning"
ENGINES = ["pandas", "pandas-arrow", "polars", "polars-lazy", "pyarrow", "duckdb"]
SPARK = pytest.param(
    "spark", marks=[pytest.mark.spark, pytest.mark.filterwarnings(PANDAS_3)]
)


@pytest.fixture(scope="session")
def spark():
    """Start Spark here, in a session zone that is nobody's local time, on purpose."""
    pytest.importorskip("pyspark")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only where Spark is tested

    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.default.parallelism": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.session.timeZone": "America/New_York",
        "spark.log.level": "OFF",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def frame(rows):
    """Make a pandas table of rows, typed as a careful reader would type it."""
    table = pd.DataFrame(rows)
    kinds = {"ordered_at": "datetime64[us]", "amount": "float64"}
    kinds |= {"discount_amount": "float64", "returned": "boolean"}
    kinds |= {"channel": "str", "category": "str"}
    for name in ("customer_id", "order_id"):
        if name in table and not table[name].map(type).eq(str).any():
            kinds[name] = "Int64"
        elif name in table:
            kinds[name] = "str"
    return table.astype({n: kind for n, kind in kinds.items() if n in table})


def hand_over(table, engine, folder, request):
    """Turn a pandas table into the table of an engine."""
    if engine == "pandas":
        return table
    if engine == "pandas-arrow":
        return table.convert_dtypes(dtype_backend="pyarrow")
    if engine == "pyarrow":
        return pa.Table.from_pandas(table, preserve_index=False)
    if engine.startswith("polars"):
        made = pl.from_pandas(table)
        return made.lazy() if engine == "polars-lazy" else made
    path = folder / "orders.parquet"
    table.to_parquet(path, index=False)
    if engine == "duckdb":
        return features.scan(path)
    return request.getfixturevalue("spark").read.parquet(str(path))


@pytest.fixture(params=[*ENGINES, SPARK])
def engine(request):
    return request.param


@pytest.fixture
def put(engine, tmp_path, request):
    """Hand rows, or a pandas table, to the engine of this test."""

    def put(rows):
        table = rows if isinstance(rows, pd.DataFrame) else frame(rows)
        return hand_over(table, engine, tmp_path, request)

    return put
