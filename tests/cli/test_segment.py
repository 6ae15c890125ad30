"""`segkit segment`: the right numbers, nobody given away, nothing lost."""

import builtins
import json
import sys
from datetime import date, timedelta

import nbformat
import pandas as pd
import pytest

from segkit import files, models
from segkit.cli.folder import fingerprint
from tests.cli.runs import ids, orders, run, text_of
from tests.cli.test_terminal import Terminal

WRITTEN = {
    "customers.csv",
    "key.csv",
    "mapping.json",
    "model.json",
    "notebook.ipynb",
    "pseudonyms.key",
    "report.html",
    "run.json",
    "segments.csv",
}
FIRST_LAST = (date(2023, 1, 1), date(2024, 12, 30))


@pytest.fixture(scope="module")
def table():
    return orders()


@pytest.fixture(scope="module")
def done(table, tmp_path_factory):
    """One run on a file whose customers are e-mail addresses."""
    folder = tmp_path_factory.mktemp("with blanks é")
    table.to_csv(folder / "orders.csv", index=False)
    said = run("segment", folder / "orders.csv", "--out", folder / "out")
    return said, folder / "out"


@pytest.fixture
def numbered(table, tmp_path):
    """A file whose customers are numbers."""
    path = tmp_path / "orders.csv"
    ids(table).to_csv(path, index=False)
    return path


def segments_of(folder):
    return pd.read_csv(folder / "segments.csv", dtype=str)


def test_everything_is_written_and_nothing_else(done):
    said, out = done
    assert said.status == 0, said.err
    assert {path.name for path in out.iterdir()} == WRITTEN


def test_what_is_done_is_said(done):
    said, out = done
    assert "E-mail  (recognised)" in said.out
    assert "Data quality: 900 rows of orders" in said.out
    assert "spellings merged" in said.out
    assert "as of 2024-12-30, the last day in the file" in said.out
    assert f"Open {out / 'report.html'}" in said.out
    assert "reading orders.csv" in said.err
    assert "s] writing the results" in said.err


def test_nobody_is_given_away(done, table):
    said, out = done
    people = [*table["E-mail"], *table["Customer name"], "Quill", "@mail"]
    for path in sorted(out.iterdir()):
        if path.name != "key.csv":
            text = path.read_text(encoding="utf-8")
            assert not any(person in text for person in people), path.name
    assert not any(person in said.out + said.err for person in people)
    assert "Personal data: " in said.err
    assert "key.csv" not in (out / "report.html").read_text(encoding="utf-8")


def test_the_key_leads_back_and_is_for_its_owner_alone(done, table):
    _, out = done
    key = pd.read_csv(out / "key.csv").set_index("customer_id")["original"]
    assert set(key) == set(table["E-mail"])
    assert set(key.index) == set(segments_of(out)["customer_id"])
    if sys.platform != "win32":
        assert (out / "key.csv").stat().st_mode & 0o077 == 0


def test_the_totals_of_the_report_are_those_of_the_file(done, table):
    text = text_of(done[1] / "report.html")
    revenue = round(sum(round(100 * amount) for amount in table["Total"]) / 100)
    assert f"Customers {table['E-mail'].nunique()} Orders 900" in text
    assert f"Revenue, refunds taken off {revenue:,}" in text
    assert "2023-01-01 to 2024-12-30" in text


def test_the_customers_are_those_of_the_file(done, table):
    _, out = done
    key = pd.read_csv(out / "key.csv").set_index("original")["customer_id"]
    mine = table.assign(customer_id=table["E-mail"].map(key)).groupby("customer_id")
    found = pd.read_csv(out / "customers.csv").set_index("customer_id")
    assert found["n_orders"].to_dict() == mine.size().to_dict()
    cents = mine["Total"].apply(lambda amounts: round(amounts.sum(), 2))
    assert found["monetary_amount"].to_dict() == cents.to_dict()
    last = mine["Date"].max().map(date.fromisoformat)
    recency = last.map(lambda day: (FIRST_LAST[1] - day).days)
    assert found["recency_days"].astype(int).to_dict() == recency.to_dict()
    assert (
        found["segment"].to_dict()
        == segments_of(out).set_index("customer_id")["segment"].to_dict()
    )


def test_the_test_counts_who_came_back_after_the_day(done, table):
    text = text_of(done[1] / "report.html")
    cut = FIRST_LAST[1] - timedelta(days=90)
    assert cut == date(2024, 10, 1)
    days = table["Date"].map(date.fromisoformat)
    known = set(table["E-mail"][days <= cut])
    again = set(table["E-mail"][days > cut]) & known
    share = f"{100 * len(again) / len(known):.1f} %"
    assert f"Of the {len(known)} customers known by then, {share} bought again" in text
    assert "Who bought again from 2024-10-02 to 2024-12-30" in text


def test_the_run_can_be_retraced(done):
    _, out = done
    kept = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert kept["input"]["sha256"] == fingerprint(out.parent / "orders.csv")
    assert kept["as_of"] == "2024-12-30"
    assert kept["parameters"]["method"] == "rfm"
    assert "duckdb" in kept["packages"]
    assert set(kept["files"]) == WRITTEN - {"run.json"}
    assert all(fingerprint(out / n) == sha for n, sha in kept["files"].items())


def test_the_frozen_model_gives_the_same_segments(done):
    _, out = done
    frozen = json.loads((out / "model.json").read_text(encoding="utf-8"))
    X = files.read(out / "customers.csv").set_index("customer_id")
    again = models.from_frozen(frozen).assign(X).astype(str).tolist()
    assert again == segments_of(out)["segment"].tolist()


def test_a_second_run_changes_no_byte(done):
    _, out = done
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    said = run("segment", out.parent / "orders.csv", "--out", out)
    assert said.status == 0, said.err
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.slow
def test_the_notebook_gives_the_same_segments(done):
    from nbclient import NotebookClient  # noqa: PLC0415

    _, out = done
    book = nbformat.read(out / "notebook.ipynb", as_version=4)
    nbformat.validate(book)
    source = "\n".join(cell.source for cell in book.cells)
    assert "'../orders.csv'" in source
    NotebookClient(book, timeout=120, resources={"metadata": {"path": out}}).execute()
    compared = next(c for c in book.cells if "assert segments" in c.source)
    assert compared.outputs[0].data["text/plain"] == str(len(segments_of(out)))


def test_shuffled_rows_give_the_same_files(table, numbered, tmp_path):
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    ids(table).sample(frac=1, random_state=3).to_csv(mixed / "orders.csv", index=False)
    for path in (numbered, mixed / "orders.csv"):
        assert run("segment", path, "--out", path.parent / "out").status == 0
    one, two = numbered.parent / "out", mixed / "out"
    for name in ("segments.csv", "customers.csv", "report.html", "model.json"):
        assert (one / name).read_bytes() == (two / name).read_bytes(), name
    assert not (one / "key.csv").exists()


def test_ids_that_look_like_formulas_are_made_harmless(table, tmp_path):
    path = tmp_path / "orders.csv"
    evil = ids(table)
    evil["Customer no"] = "=HYPERLINK(" + evil["Customer no"].astype(str) + ")"
    evil.to_csv(path, index=False)
    assert run("segment", path, "--out", tmp_path / "out").status == 0
    for name in ("segments.csv", "customers.csv"):
        rows = (tmp_path / "out" / name).read_text(encoding="utf-8").splitlines()[1:]
        assert all(row.startswith("'=HYPERLINK(") for row in rows)


def test_days_after_as_of_are_left_out_and_counted(table, numbered, tmp_path):
    said = run("segment", numbered, "--out", tmp_path / "out", "--as-of", "2024-06-30")
    assert said.status == 0, said.err
    later = int((table["Date"] > "2024-06-30").sum())
    text = text_of(tmp_path / "out" / "report.html")
    assert f"after as_of {later}" in text
    assert "as they were at the end of 2024-06-30" in text
    assert "Who bought again from 2024-04-02 to 2024-06-30" in text


def test_a_short_history_is_not_tested_and_the_report_says_why(
    table, numbered, tmp_path
):
    short = table[table["Date"] >= "2024-10-01"]
    ids(short).to_csv(numbered, index=False)
    assert run("segment", numbered, "--out", tmp_path / "out").status == 0
    text = text_of(tmp_path / "out" / "report.html")
    first, last = (date.fromisoformat(f(short["Date"])) for f in (min, max))
    days = (last - first).days + 1
    assert f"There is no test of the segments: the history is {days} days" in text
    assert "it must be 180 days long" in text


def test_a_lonely_last_day_is_pointed_out(table, numbered, tmp_path):
    late = ids(table)
    late.loc[0, "Date"] = "2025-11-30"
    late.to_csv(numbered, index=False)
    said = run("segment", numbered, "--out", tmp_path / "out", "--keep", "drop_outside")
    assert "2025-11-30 lies 335 days after the day before it" in said.err


@pytest.mark.parametrize(
    ("method", "more"),
    [("lifecycle", []), ("kmeans", ["--n-segments", "3"]), ("abc", [])],
)
def test_other_methods(numbered, tmp_path, method, more):
    out = tmp_path / "out"
    said = run("segment", numbered, "--out", out, "--method", method, *more)
    assert said.status == 0, said.err
    assert text_of(out / "report.html").count("Goal ") >= 3
    if method == "kmeans":
        assert segments_of(out)["segment"].nunique() == 3


def test_own_limits_are_used_and_shown(numbered, tmp_path):
    limits = ["recency_days=30,90,180,365", "n_orders=1,2,4,8"]
    out = tmp_path / "out"
    said = run("segment", numbered, "--out", out, "--cut-points", *limits)
    assert said.status == 0, said.err
    assert "30 | 90 | 180 | 365" in text_of(out / "report.html")


def test_a_mapping_is_saved_and_used_again(table, tmp_path):
    names = {"Customer no": "x1", "Date": "x2", "Total": "x3", "Order no": "x4"}
    path, saved = tmp_path / "odd.csv", tmp_path / "maps" / "mine.json"
    ids(table).rename(columns=names).to_csv(path, index=False)
    columns = ["customer_id=x1", "ordered_at=x2", "amount=x3", "order_id=x4"]
    asked = ["segment", path, "--out", tmp_path / "one", "--save-mapping", saved]
    assert run(*asked, "--columns", *columns).status == 0
    said = run("segment", path, "--out", tmp_path / "two", "--mapping", saved)
    assert said.status == 0, said.err
    assert "x3  (as you said)" in said.out
    one, two = (segments_of(tmp_path / name) for name in ("one", "two"))
    pd.testing.assert_frame_equal(one, two)


def test_a_no_stops_before_anything_is_written(numbered, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(Terminal, "isatty", lambda _: True)
    monkeypatch.setattr(builtins, "input", lambda _: "n")
    monkeypatch.setattr("segkit.cli.source.agreed", lambda *_, **__: False)
    said = run("segment", numbered, "--out", tmp_path / "out")
    assert said.status == 2
    assert "stopped, nothing was written. Say which column is what" in said.err
    assert not (tmp_path / "out").exists()


def test_ctrl_c_leaves_nothing_behind(numbered, tmp_path, monkeypatch):
    def pressed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("segkit.cli.output.page", pressed)
    said = run("segment", numbered, "--out", tmp_path / "out")
    assert said.status == 130
    assert {path.name for path in tmp_path.iterdir()} == {"orders.csv"}


def test_steps_of_the_cleaning_can_be_left_out(table, numbered, tmp_path):
    twice = pd.concat([ids(table), ids(table).head(7)])
    twice.to_csv(numbered, index=False)
    said = run("segment", numbered, "--out", tmp_path / "one")
    assert "drop_exact_duplicates" in said.out
    assert "repeats another in every column" in text_of(tmp_path / "one/report.html")
    step = "drop_exact_duplicates"
    said = run("segment", numbered, "--out", tmp_path / "two", "--keep", step)
    assert "Nothing to clean." in said.out


def test_times_in_utc_become_the_shops_own(table, numbered, tmp_path):
    night = ids(table)
    night["Date"] = night["Date"] + " 23:30:00"
    night.to_csv(numbered, index=False)
    zone = ["--utc", "--timezone", "Europe/Paris"]
    said = run("segment", numbered, "--out", tmp_path / "out", *zone)
    assert said.status == 0, said.err
    assert "as of 2024-12-31, the last day" in said.out
