"""One row per contact: segments on the totals that exist, and what is impossible."""

import json

import pandas as pd
import pytest

from tests.cli.runs import run, text_of

PEOPLE = pd.DataFrame(
    {
        "First Name": [f"Zora{i}" for i in range(60)],
        "Email": [f"Quill{i}@mail.example" for i in range(60)],
        "Total Spent": [round(1.3**i, 2) for i in range(59)] + [0.0],
        "Total Orders": [1 + i // 10 for i in range(59)] + [0],
    }
)


@pytest.fixture
def path(tmp_path):
    PEOPLE.to_csv(tmp_path / "contacts.csv", index=False)
    return tmp_path / "contacts.csv"


def test_totals_are_divided_by_amount_and_the_impossible_is_named(path, tmp_path):
    said = run("segment", path, "--out", tmp_path / "out")
    assert said.status == 0, said.err
    assert "without order dates these are impossible: RFM with recency" in said.out
    text = text_of(tmp_path / "out" / "report.html")
    assert "without order dates these are impossible" in text
    assert "There is no test of the segments: the file has totals per contact" in text
    segments = pd.read_csv(tmp_path / "out" / "segments.csv")["segment"]
    assert set(segments) == {
        "A customers",
        "B customers",
        "C customers",
        "No purchase yet",
    }


def test_contacts_have_pseudonyms(path, tmp_path):
    said = run("segment", path, "--out", tmp_path / "out")
    out = tmp_path / "out"
    for file in sorted(out.iterdir()):
        if file.name != "key.csv":
            text = file.read_text(encoding="utf-8")
            assert "Zora" not in text, file.name
            assert "@mail" not in text.lower(), file.name
    assert "@mail" not in said.out.lower() + said.err.lower()
    assert len(pd.read_csv(out / "key.csv")) == 60


@pytest.mark.slow
def test_the_notebook_of_contacts_gives_the_same_segments(path, tmp_path):
    import nbformat  # noqa: PLC0415
    from nbclient import NotebookClient  # noqa: PLC0415

    assert run("segment", path, "--out", tmp_path / "out").status == 0
    out = tmp_path / "out"
    book = nbformat.read(out / "notebook.ipynb", as_version=4)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": out}}).execute()
    compared = next(c for c in book.cells if "assert segments" in c.source)
    assert compared.outputs[0].data["text/plain"] == "60"


def test_a_method_that_needs_dates_is_refused(path, tmp_path):
    said = run("segment", path, "--out", tmp_path / "out", "--method", "lifecycle")
    assert said.status == 2
    assert "--method lifecycle needs ['recency_days']" in said.err
    assert not (tmp_path / "out").exists()


def test_with_the_day_of_the_last_order_rfm_is_possible(path, tmp_path):
    days = pd.date_range("2024-01-01", periods=60).strftime("%Y-%m-%d")
    table = PEOPLE.assign(**{"Last order date": days}).iloc[:59]
    table.to_csv(path, index=False)
    said = run("segment", path, "--out", tmp_path / "out")
    assert said.status == 0, said.err
    run_json = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert run_json["parameters"]["method"] == "rfm"
    assert run_json["as_of"] == "2024-02-28"


def test_contacts_without_any_amount_are_refused(path, tmp_path):
    PEOPLE.drop(columns="Total Spent").to_csv(path, index=False)
    said = run("segment", path, "--out", tmp_path / "out")
    assert said.status == 2
    assert "no total spent per customer" in said.err
