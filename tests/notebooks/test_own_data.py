"""Lessons that take one's own file, run on one: other names, commas, refunds."""

from pathlib import Path

import nbformat
import pandas as pd
import pytest

from segkit import datasets, experiments
from segkit.authoring.run import run

ROOT = Path(__file__).parents[2]
OWN = "DATA = None  # or"


def takes_own_data(path):
    return OWN in path.read_text(encoding="utf-8")


LESSONS = sorted(filter(takes_own_data, (ROOT / "notebooks").glob("[0-9]*.ipynb")))


@pytest.fixture(scope="module")
def own_file(tmp_path_factory):
    """A French spreadsheet: semicolons, decimal commas, days first, two refunds."""
    orders = datasets.load("small_shop")["orders"]
    refunds = orders.tail(2).assign(order_id=["R1", "R2"], amount=[-9.5, -18.0])
    orders = pd.concat([orders, refunds], ignore_index=True)
    mine = pd.DataFrame(
        {
            "N° de commande": orders["order_id"],
            "Client": orders["customer_id"].str[:4],
            "Date de commande": orders["ordered_at"].dt.strftime("%d/%m/%Y %H:%M"),
            "Montant": orders["amount"].map("{:.2f}".format).str.replace(".", ","),
        }
    )
    path = tmp_path_factory.mktemp("own") / "mes commandes.csv"
    mine.to_csv(path, sep=";", index=False, encoding="cp1252")
    return path


def test_there_are_lessons_that_take_own_data():
    names = [path.stem for path in LESSONS]
    assert names == ["07_behavioural", "13_are_they_real", "16_personas", "20_testing"]


@pytest.mark.slow
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_on_ones_own_file(path, own_file, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    cell = next(c for c in notebook.cells if OWN in c.source)
    lines = [f"DATA = {str(own_file)!r}", *cell.source.splitlines()[1:]]
    cell.source = "\n".join(lines)
    run(notebook, tmp_path, path.name)
    shown = "".join(str(c.outputs) for c in notebook.cells if c.cell_type == "code")
    assert datasets.load("small_shop")["orders"]["customer_id"][0][:4] in shown
    assert "C11597" not in shown, "the bundled customers are still in it"


@pytest.fixture(scope="module")
def own_test(tmp_path_factory):
    """A test of another firm: other names, and only the columns that are read."""
    rows = [
        ("north", arm, int(i % 10 < buys), 20 * int(i % 10 < buys))
        for arm, buys in (("control", 2), ("letter", 4))
        for i in range(300)
    ]
    mine = pd.DataFrame(
        rows, columns=["segment", "variant", "converted", "revenue_amount"]
    )
    mine.insert(0, "customer_id", [f"mine{i}" for i in range(len(mine))])
    path = tmp_path_factory.mktemp("own test") / "my test.csv"
    mine.to_csv(path, index=False)
    return path


@pytest.mark.slow
def test_the_lesson_on_tests_reads_ones_own_test(own_test, tmp_path):
    path = ROOT / "notebooks" / "20_testing.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = next(c for c in notebook.cells if "TEST = None  # or" in c.source)
    lines = [f"TEST = {str(own_test)!r}", 'SEGMENT = "north"']
    cell.source = "\n".join([*lines, *cell.source.splitlines()[2:]])
    run(notebook, tmp_path, path.name)
    shown = "".join(str(c.outputs) for c in notebook.cells if c.cell_type == "code")
    found = experiments.compare_rates(
        60, 300, 120, 300, metric="converted", names=("control", "letter")
    )
    assert found.sentence.split(". ")[0] in shown
