"""Run the command line in this process, on small files made from a seed."""

import contextlib
import io
import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.cli import main


@dataclass(frozen=True)
class Run:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([str(word) for word in words])
    return Run(status, out.getvalue(), err.getvalue())


def orders(n=900, customers=120, seed=11):
    """Orders of two years, a few customers buying much more often than most."""
    rng = np.random.default_rng(seed)
    who = np.minimum(rng.exponential(customers / 4, n).astype(int), customers - 1)
    day = pd.Timestamp("2023-01-01") + pd.to_timedelta(rng.integers(0, 730, n), "D")
    return pd.DataFrame(
        {
            "Order no": [f"N{i:05d}" for i in range(n)],
            "E-mail": [f"person{i}@mail.example" for i in who],
            "Customer name": [f"Zora Quill-{i}" for i in who],
            "Date": day.strftime("%Y-%m-%d"),
            "Total": rng.lognormal(3, 0.8, n).round(2),
        }
    )


def ids(table):
    """Give the customers numbers instead of addresses."""
    numbers = table["E-mail"].str.extract(r"(\d+)")[0]
    table = table.assign(**{"Customer no": numbers.astype(int)})
    return table.drop(columns=["E-mail", "Customer name"])


def text_of(path):
    """Read a report as a person does: without markup, on one line."""
    page = path.read_text(encoding="utf-8")
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r"<[^>]+>", " ", page)
    return " ".join(page.replace("\u00a0", " ").split())
