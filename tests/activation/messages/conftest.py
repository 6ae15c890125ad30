"""Rows and templates that several tests of messages use."""

import pandas as pd
import pytest

from segkit import datasets

GIVEN = {
    "shop": "Maison Tilleul",
    "unsubscribe_link": "https://tilleul.example/stop",
    "sender_line": "Maison Tilleul, 4 Quay Street, 10110 Velmont",
    "discount_rate": 0.15,
    "deadline": pd.Timestamp("2024-07-15"),
    "opens_on": pd.Timestamp("2024-09-01"),
    "event_day": pd.Timestamp("2024-07-06"),
    "event": "Garden fair",
    "news": "six new herbs",
    "headline": "Six herbs for a windowsill",
    "story": "Basil dies on nearly every windowsill. These six do not.",
    "related_product": "Beeswax polish",
    "tip": "Let it stand in the room for a day.",
    "stop_number": "36000",
} | {
    name: f"https://tilleul.example/{name}"
    for name in (
        "shop_link",
        "tips_link",
        "related_link",
        "review_link",
        "offer_link",
        "early_link",
        "event_link",
        "survey_link",
        "preferences_link",
        "news_link",
        "short_link",
    )
}


@pytest.fixture(scope="session")
def readers():
    """Return the world's customers, with names and towns."""
    customers = datasets.load("customers").set_index("customer_id")
    raw = datasets.load("customers_raw").set_index("customer_id")
    towns = datasets.load("postcodes").set_index("postcode")["town"]
    orders = datasets.load("orders").groupby("customer_id").size()
    names = ["language", "contact_type", "main_interest", "preferred_frequency"]
    rows = customers[[*names, "email_consent"]].copy()
    rows["first_name"] = raw["given_name"].reindex(rows.index)
    rows["town"] = customers["postcode"].map(towns)
    rows["n_orders"] = orders.reindex(rows.index).fillna(0).astype(int)
    return rows
