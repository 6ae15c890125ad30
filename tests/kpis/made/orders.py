"""Orders of five customers and one stranger; some came back."""

from tests.kpis.samples import small

__all__ = ["PEOPLE", "PERIOD", "table"]

PEOPLE = ["a", "b", "c", "d", "e", "f"]
PERIOD = {"start": "2024-07-01", "end": "2024-12-31"}


def table():
    return small().assign(returned=[True] + [False] * 5 + [True] + [False] * 3)
