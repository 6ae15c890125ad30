"""A small world of customers for sequences."""

import pandas as pd
import pytest


@pytest.fixture
def people():
    """Return three customers, of whom two agreed to mail."""
    return pd.DataFrame(
        {
            "customer_id": ["a", "b", "c"],
            "email_consent": [True, True, False],
            "signed_up_on": pd.to_datetime(["2024-06-30", "2024-07-01", "2024-07-02"]),
            "main_interest": ["garden", None, "office"],
            "preferred_frequency": ["weekly", "monthly", None],
        }
    )


@pytest.fixture
def bought():
    """Return a function that makes orders: customer and time, one after the other."""

    def orders(*pairs):
        who, at = zip(*pairs, strict=True) if pairs else ((), ())
        return pd.DataFrame(
            {"customer_id": list(who), "ordered_at": pd.to_datetime(list(at))}
        )

    return orders
