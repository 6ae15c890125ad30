"""lifetimes 0.11.3 under today's pandas: its one function, without its dependencies."""

from __future__ import annotations

import importlib.util
import sys
import warnings
from functools import cache
from pathlib import Path
from types import ModuleType

import pandas as pd


@cache
def _lifetimes_utils() -> ModuleType:
    """Load the one file: the package itself imports autograd and dill, unused here."""
    spec = importlib.util.find_spec("lifetimes")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("lifetimes is missing: pip install 'segkit[bench]'")
    path = Path(spec.origin).with_name("utils.py")
    file = importlib.util.spec_from_file_location("lifetimes_utils", path)
    module = importlib.util.module_from_spec(file)
    borrowed = sys.modules.setdefault("dill", ModuleType("dill"))
    with warnings.catch_warnings():  # it sets an option that pandas 3 ignores
        warnings.simplefilter("ignore")
        file.loader.exec_module(module)
    if borrowed.__spec__ is None:
        del sys.modules["dill"]
    return module


def lifetimes_summary(orders: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """Summarise orders (customer_id, ordered_at, amount) as lifetimes does."""
    return _lifetimes_utils().summary_data_from_transaction_data(
        orders, "customer_id", "ordered_at", "amount", observation_period_end=as_of
    )
