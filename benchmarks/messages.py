"""A million messages: `activation.render` against plain jinja2, row by row.

``python -m benchmarks.messages`` prints the table and says whether the promise is kept.
The template has a fallback, a condition, an amount of money, and a number that no two
readers share; both write the very same texts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import measure
from benchmarks.features import Candidate
from segkit import activation

MOST_SECONDS = 60
MILLION = 1_000_000
FIXED = (
    "\n\nThis week we opened the new hall for plants and seeds. Come and see what "
    "grows in it, take a cup of tea, and ask our gardeners what your balcony wants.\n\n"
    "Everybody at Maison Tilleul\n\n-- \nUnsubscribe: https://tilleul.example/stop\n"
    "Maison Tilleul, 4 Quay Street, 10110 Velmont"
)
SUBJECT = "{{ first_name | or('Hello') }}, news from {{ town }}"
BODY = (
    "Hello {{ first_name | or('there') }},\n\nso far you spent {{ amount | money }}"
    "{% if n_orders >= 3 %}, in {{ n_orders }} orders. Thank you{% endif %}. Your "
    "number with us: {{ customer_id }}." + FIXED
)
PLAIN_SUBJECT = SUBJECT.replace(" | or('Hello')", " or 'Hello'")
PLAIN_BODY = BODY.replace(" | or('there')", " or 'there'").replace(
    "{{ amount | money }}",
    "€{{ '{:,.0f}'.format(amount) if amount == amount | int "
    "else '{:,.2f}'.format(amount) }}",
)


def readers(path: Path, n: int) -> Path:
    """Write n readers to a file, from a seed."""
    rng = np.random.default_rng(6)
    names = np.array([f"Name{k}" for k in range(5_000)] + [""], dtype=object)
    towns = np.array([f"Town{k}" for k in range(240)], dtype=object)
    table = pd.DataFrame(
        {
            "customer_id": [f"C{k:07d}" for k in range(n)],
            "first_name": names[rng.integers(0, len(names), n)],
            "town": towns[rng.integers(0, len(towns), n)],
            "amount": rng.gamma(2, 60, n).round(2),
            "n_orders": rng.integers(0, 40, n),
        }
    )
    table["first_name"] = table["first_name"].replace("", None)
    table.to_parquet(path)
    return path


def _ready(path: str) -> pd.DataFrame:
    table = pd.read_parquet(path)
    activation.render(activation.Template("x", "x"), table.head(1))  # imports
    return table


def _ours(table: pd.DataFrame) -> pd.DataFrame:
    made = activation.render(activation.Template(SUBJECT, BODY), table)
    return pd.DataFrame(made)[["subject", "body"]]


def _row_by_row(table: pd.DataFrame) -> pd.DataFrame:
    import jinja2  # noqa: PLC0415 - only the measured process needs it

    place = jinja2.Environment()
    parts = [place.from_string(text) for text in (PLAIN_SUBJECT, PLAIN_BODY)]
    names = list(table.columns)
    columns = table.astype(object).where(table.notna(), None)
    found: list[tuple[str, str]] = []
    for values in zip(*(columns[name] for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        found.append((parts[0].render(row), parts[1].render(row)))
    return pd.DataFrame(found, columns=["subject", "body"])


CANDIDATES: dict[str, Candidate] = {
    "segkit": Candidate(_ready, _ours),
    "jinja2 row by row": Candidate(_ready, _row_by_row),
}


def table(folder: Path, n: int, rounds: int) -> pd.DataFrame:
    path = readers(folder / f"readers_{n}.parquet", n)
    found = measure.compare("messages", list(CANDIDATES), path, rounds, folder)
    _all_equal(folder)
    peer = found["jinja2 row by row"].seconds
    rows: list[dict[str, Any]] = [
        {
            "render": name,
            "messages": f"{n:,}",
            "seconds": round(timing.seconds, 2),
            "CPU seconds": round(timing.cpu, 2),
            "peak MB": round(timing.peak_mb),
            "times jinja2": round(timing.seconds / peer, 2),
        }
        for name, timing in found.items()
    ]
    return pd.DataFrame(rows)


def _all_equal(folder: Path) -> None:
    """Hold the peers to the same texts: a fast wrong answer is no peer."""
    wanted, found = (
        pd.read_parquet(measure.saved(folder, name)).reset_index(drop=True)
        for name in CANDIDATES
    )
    pd.testing.assert_frame_equal(found, wanted)


def verdicts(result: pd.DataFrame) -> list[tuple[str, bool]]:
    seconds = result.set_index("render")["seconds"]
    own, peer = seconds["segkit"], seconds["jinja2 row by row"]
    said = f"{own:.1f} s a run (at most {MOST_SECONDS}), jinja2 row by row {peer:.1f} s"
    return [(said, bool(own <= MOST_SECONDS))]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.messages")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=MILLION)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = table(Path(folder), options.messages, options.rounds)
    print(found.to_string(index=False))
    for said, held in verdicts(found):
        print(f"{'holds' if held else 'FAILS'}: {said}")
    return 0 if all(held for _, held in verdicts(found)) else 1


if __name__ == "__main__":
    sys.exit(main())
