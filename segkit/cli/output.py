"""Write down a segmentation: tables, report, model, notebook, and how it was made."""

from __future__ import annotations

import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

import segkit
from segkit import files, report
from segkit.cli import notebook, source, words
from segkit.cli.folder import fingerprint
from segkit.cli.terminal import say
from segkit.cli.work import Work
from segkit.files.words import NOTES

PACKAGES = ("duckdb", "matplotlib", "narwhals", "numpy", "pandas", "scikit-learn")


def write(work: Work, staging: Path) -> None:
    """Write every file of results to a folder.

    Parameters
    ----------
    work : the segmentation
    staging : an empty folder
    """
    segments = work.segments.rename("segment").to_frame()
    files.write_csv(segments, staging / "segments.csv")
    files.write_csv(customers(work), staging / "customers.csv")
    files.write_text(page(work).html(), staging / "report.html")
    _json(work.model.frozen(), staging / "model.json")
    files.save_mapping(work.source.columns, staging / "mapping.json")
    if work.key is None:
        (staging / "pseudonyms.key").unlink(missing_ok=True)
    else:
        key = files.write_csv(work.key, staging / "key.csv", index=False)
        key.chmod(0o600)
    if work.moved is not None:
        files.write_csv(work.moved, staging / "moved.csv")
        _watched(work, staging)
    else:
        files.write_text(_notebook(work), staging / "notebook.ipynb")
    _json(run(work, staging), staging / "run.json")


def _watched(work: Work, staging: Path) -> None:
    """Write down how many moved from where to where, and what drifted."""
    if work.watched is None:
        return
    flows = work.watched.migration.flows.drop(columns=["from_day", "to_day"])
    files.write_csv(flows, staging / "migration.csv", index=False)
    if work.watched.drift is not None:
        files.write_csv(work.watched.drift, staging / "drift.csv", index=False)


def customers(work: Work) -> pd.DataFrame:
    """Join features, scores where there are any, and segments.

    Parameters
    ----------
    work : the segmentation

    Returns
    -------
    pandas.DataFrame indexed by customer_id
    """
    table = work.X.copy()
    if work.model.method == "rfm":
        table = table.join(work.model.scores(work.X))
    for name in table.columns[table.dtypes.map(pd.api.types.is_datetime64_any_dtype)]:
        table[name] = table[name].dt.strftime("%Y-%m-%d")
    return table.assign(segment=work.segments)


def page(work: Work) -> report.Report:
    """Write the report.

    Parameters
    ----------
    work : the segmentation

    Returns
    -------
    segkit.report.Report
    """
    names = [(words.OURS.get(o, o), t) for o, t in work.source.columns.items()]
    tables = {words.TABLES["columns"]: pd.DataFrame(names, columns=words.OURS_THEIRS)}
    if work.clean is not None:
        tables |= _quality_tables(work)
    return report.segmentation(
        work.X,
        work.segments,
        work.model.segments_,
        method=work.model.method,
        source=work.source.path.name,
        currency=currency(work),
        test=work.test.table,
        held=work.test.held,
        untested=work.test.why_not,
        notes=[work.source.reading, *_notes(work), *work.notes],
        cuts=getattr(work.model, "cut_points_", None),
        tables=tables,
        limits=work.limits,
    )


def _notes(work: Work) -> list[str]:
    """Leave out the advice to use pseudonyms once it was followed."""
    done = NOTES["email"] if work.key is not None else None
    return [note for note in work.source.notes if note != done]


def _quality_tables(work: Work) -> dict[str, pd.DataFrame]:
    assert work.clean is not None
    found = work.clean.findings[["check", "column", "rows", "meaning"]]
    done = work.clean.log[["decision", "rows_before", "rows_after", "why"]]
    done = done.assign(decision=done["decision"].str.replace("_", " "))
    tables = {words.TABLES["quality"]: found, words.TABLES["cleaning"]: done}
    return {caption: table for caption, table in tables.items() if len(table)}


def currency(work: Work) -> str:
    """Say in which currency the amounts are.

    Parameters
    ----------
    work : the segmentation

    Returns
    -------
    str, empty if nobody says
    """
    if work.options.currency:
        return str(work.options.currency)
    orders = work.source.orders
    if orders is None or "currency" not in orders.columns:
        return ""
    if isinstance(orders, pd.DataFrame):
        known = orders["currency"].dropna().unique().tolist()
    else:
        rows = orders.aggregate("any_value(currency)").fetchall()
        known = [row[0] for row in rows if row[0]]
    return str(known[0]) if known else ""


def run(work: Work, staging: Path) -> dict[str, Any]:
    """Say how the results were made: input, versions, parameters, files.

    Parameters
    ----------
    work : the segmentation
    staging : the folder with all files written

    Returns
    -------
    dict that JSON can hold
    """
    skip = {
        "command",
        "file",
        "folder",
        "out",
        "yes",
        "overwrite",
        "save_mapping",
        "mapping",
    }
    asked = {k: v for k, v in vars(work.options).items() if k not in skip}
    asked["method"] = work.model.method
    path = work.source.path
    return {
        "segkit": segkit.__version__,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "input": {
            "name": path.name,
            "bytes": path.stat().st_size,
            "sha256": fingerprint(path),
        },
        "parameters": asked,
        "as_of": str(work.X.attrs.get("as_of", "")),
        "first_day": first_day(work.X),
        "customers": len(work.X),
        "decisions": work.clean.decisions if work.clean else [],
        "files": {p.name: fingerprint(p) for p in sorted(staging.glob("*.*"))},
    }


def first_day(X: pd.DataFrame) -> str:
    """Say when the first order of all was.

    Parameters
    ----------
    X : customers table

    Returns
    -------
    str, ISO day; empty if that is not known

    Examples
    --------
    >>> first_day(pd.DataFrame({"n_orders": [1]}))
    ''
    """
    if "first_order_date" not in X:
        return ""
    return str(pd.Timestamp(X["first_order_date"].min()).date())


def _notebook(work: Work) -> str:
    how = source.how_to_read(work.options)
    facts = {
        "file": notebook.relative(work.source.path, work.options.out),
        "as_of": work.X.attrs.get("as_of"),
        "model": work.model.get_params(),
    }
    told = work.source.columns
    if work.source.orders is None:
        how = {k: v for k, v in how.items() if k in source.FILE_OPTIONS}
        who = told["customer_id"]
        salted = work.key is not None
        return notebook.contacts_notebook(
            {**facts, "how": how, "columns": told, "who": who, "salted": salted}
        )
    test = work.options.holdout_days if work.test.table is not None else None
    how = {"columns": told, **how}
    decisions = work.clean.decisions if work.clean else []
    return notebook.orders_notebook(
        {**facts, "how": how, "decisions": decisions, "test": test}
    )


def _json(content: Any, path: Path) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False, default=str)
    files.write_text(text + "\n", path)


def summary(work: Work, folder: Path) -> None:
    """Show the groups and say what was written where.

    Parameters
    ----------
    work : the segmentation
    folder : the folder of results
    """
    sizes = work.model.segments_[["name", "size", "share"]]
    say()
    for row in sizes[sizes["size"] > 0].itertuples():
        say(f"  {row.name:<34} {row.size:>9,}  {row.share:>6.1%}")
    say()
    say(words.DONE.format(report=folder / "report.html"))
    if work.key is not None:
        say(words.KEEP_THE_KEY.format(folder=folder))
