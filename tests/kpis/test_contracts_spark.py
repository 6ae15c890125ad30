"""How long contracts lasted, counted in Spark."""

import pandas as pd
import pytest

from segkit import kpis


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore:PySpark does not yet fully support pandas:FutureWarning"
)
def test_contracts_last_as_long_in_spark(spark, tmp_path):
    contracts = pd.DataFrame(
        {
            "customer_id": [2, 1, 3, 4],
            "plan": list("pqrs"),
            "started_on": pd.to_datetime(["2024-01-01"] * 3 + ["2024-07-01"]),
            "ended_on": pd.to_datetime(["2024-01-31", "2024-06-30", None, None]),
        }
    )
    path = tmp_path / "contracts.parquet"
    contracts.to_parquet(path)
    asked = {"as_of": "2024-02-29", "unit": "days"}
    found = kpis.contract_stays(spark.read.parquet(str(path)), **asked)
    expected = kpis.contract_stays(contracts, **asked)
    names = ["customer_id", "plan", "duration", "ended"]
    pd.testing.assert_frame_equal(found[names], expected[names], check_dtype=False)
    assert found.attrs == expected.attrs
