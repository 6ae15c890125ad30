"""`segkit refresh`: the same rules on a newer file, and who moved."""

import json
from collections import Counter

import pandas as pd
import pytest

from segkit.cli.refresh import moves
from tests.cli.runs import ids, orders, run, text_of


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A run as of the end of June, and its refresh with the whole year."""
    folder = tmp_path_factory.mktemp("refresh")
    table = orders()
    table[table["Date"] <= "2024-06-30"].to_csv(folder / "june.csv", index=False)
    late = table[~table["E-mail"].isin(sorted(table["E-mail"].unique())[:2])]
    late.to_csv(folder / "december.csv", index=False)
    first = run("segment", folder / "june.csv", "--out", folder / "out")
    assert first.status == 0, first.err
    said = run(
        "refresh", folder / "out", folder / "december.csv", "--out", folder / "new"
    )
    return said, folder


def segments(folder):
    table = pd.read_csv(folder / "segments.csv", dtype=str)
    return dict(zip(table["customer_id"], table["segment"], strict=True))


def test_who_moved_is_written_and_counted(both):
    said, folder = both
    assert said.status == 0, said.err
    before, after = segments(folder / "out"), segments(folder / "new")
    expected = {
        who: (before.get(who, "(new)"), after.get(who, "(gone)"))
        for who in {*before, *after}
        if before.get(who) != after.get(who)
    }
    moved = pd.read_csv(folder / "new" / "moved.csv", dtype=str)
    found = zip(moved["from"], moved["to"], strict=True)
    assert dict(zip(moved["customer_id"], found, strict=True)) == expected
    assert moved["customer_id"].is_monotonic_increasing
    gone = sum(to == "(gone)" for _, to in expected.values())
    assert gone == 2
    assert f"{gone} went." in said.out
    lines = [line.split() for line in said.out.splitlines() if " -> " in line]
    pairs = Counter(expected.values())
    assert len(lines) == len(pairs)
    assert sum(int(line[-1].replace(",", "")) for line in lines) == len(expected)


def test_the_rules_stay_as_they_were(both):
    _, folder = both
    old, new = (
        json.loads((folder / name / "model.json").read_text(encoding="utf-8"))
        for name in ("out", "new")
    )
    assert old["rule"] == new["rule"]
    X = pd.read_csv(folder / "new" / "customers.csv")
    cuts = old["rule"]["cut_points"]["n_orders"]
    best = X[X["f_score"] == 5]["n_orders"].min()
    assert best >= cuts[-1]


def test_pseudonyms_stay_the_same(both):
    _, folder = both
    keys = [
        pd.read_csv(folder / name / "key.csv").set_index("original")["customer_id"]
        for name in ("out", "new")
    ]
    known = keys[0].index.intersection(keys[1].index)
    assert len(known) > 100
    assert (keys[0][known] == keys[1][known]).all()


def test_the_report_says_that_the_rules_are_frozen(both):
    _, folder = both
    text = text_of(folder / "new" / "report.html")
    assert "The rules are those of the run as of 2024-06-30, unchanged." in text
    assert "Since then " in text


def test_the_result_can_be_refreshed_again(both):
    _, folder = both
    said = run("refresh", folder / "new", folder / "december.csv")
    assert said.status == 0, said.err
    assert "0 moved to another, 0 came and 0 went" in said.out
    assert "is it the newer file?" in said.err
    assert (folder / "new" / "refresh-december" / "moved.csv").exists()


def test_a_file_that_begins_later_is_pointed_out(tmp_path):
    table = ids(orders())
    table.to_csv(tmp_path / "all.csv", index=False)
    table[table["Date"] >= "2024-12-01"].to_csv(tmp_path / "month.csv", index=False)
    assert run("segment", tmp_path / "all.csv", "--out", tmp_path / "out").status == 0
    said = run("refresh", tmp_path / "out", tmp_path / "month.csv")
    assert said.status == 0, said.err
    assert "the new file begins on 2024-12-" in said.err
    assert "give the whole history" in said.err


def test_options_of_the_first_run_hold_for_the_next(tmp_path):
    table = ids(orders(n=200)).assign(Currency="EUR")
    table.loc[:20, "Currency"] = "USD"
    table.to_csv(tmp_path / "all.csv", index=False)
    out = tmp_path / "out"
    asked = ["--keep-currency", "EUR", "--method", "lifecycle"]
    assert run("segment", tmp_path / "all.csv", "--out", out, *asked).status == 0
    said = run("refresh", out, tmp_path / "all.csv")
    assert said.status == 0, said.err
    assert "21 rows in other currencies" in said.out


def test_a_folder_without_a_run_is_refused(tmp_path):
    (tmp_path / "orders.csv").write_text("a,b\n1,2\n")
    said = run("refresh", tmp_path, tmp_path / "orders.csv")
    assert said.status == 2
    assert "holds no complete run of `segkit segment`" in said.err


def test_the_earlier_run_is_never_overwritten(both):
    _, folder = both
    out = folder / "out"
    said = run("refresh", out, folder / "december.csv", "--out", out)
    assert said.status == 2
    assert "is the earlier run itself" in said.err


def test_numbers_and_text_of_an_id_are_the_same_customer():
    before = pd.Series(["New"], index=[7])
    after = pd.Series(["New"], index=["7"])
    assert moves(before, after).empty
    assert moves(before, after).attrs["stayed"] == 1


def test_what_drifted_and_what_to_do_is_said_and_written(both):
    said, folder = both
    assert "stayed in their segment" in said.out
    assert "moved by more than chance" in said.out
    assert "Make the segments anew: " in said.out or "Keep the segments" in said.out
    drift = pd.read_csv(folder / "new" / "drift.csv")
    read = json.loads((folder / "out" / "model.json").read_text("utf-8"))["columns"]
    assert sorted(drift["variable"]) == sorted(read)
    flows = pd.read_csv(folder / "new" / "migration.csv")
    after = segments(folder / "new")
    assert flows.loc[flows["to"] != "(gone)", "n"].sum() == len(after)
    counts = Counter(after.values())
    for name, n in flows[flows["to"] != "(gone)"].groupby("to")["n"].sum().items():
        assert counts[name] == n


def test_other_customers_altogether_are_not_compared(tmp_path):
    table = ids(orders(n=300))
    table.to_csv(tmp_path / "all.csv", index=False)
    other = table.assign(**{"Customer no": table["Customer no"] + 1000})
    other.to_csv(tmp_path / "other.csv", index=False)
    assert run("segment", tmp_path / "all.csv", "--out", tmp_path / "out").status == 0
    said = run("refresh", tmp_path / "out", tmp_path / "other.csv")
    assert said.status == 0, said.err
    assert not (tmp_path / "out" / "refresh-other" / "drift.csv").exists()
    assert "0 customers stayed" in said.out


def test_an_earlier_run_without_its_customers_says_nothing_of_drift(tmp_path):
    table = ids(orders(n=300))
    table.to_csv(tmp_path / "all.csv", index=False)
    assert run("segment", tmp_path / "all.csv", "--out", tmp_path / "out").status == 0
    (tmp_path / "out" / "customers.csv").unlink()
    said = run("refresh", tmp_path / "out", tmp_path / "all.csv")
    assert said.status == 0, said.err
    assert not (tmp_path / "out" / "refresh-all" / "drift.csv").exists()
    assert "stayed in their segment" in said.out
