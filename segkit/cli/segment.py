"""``segkit segment``: from a file of orders to groups, a report and a notebook."""

from __future__ import annotations

from typing import Any

import pandas as pd

from segkit import checks, features, files, models
from segkit.checks import DataError
from segkit.cli import analysis, arguments, cleaning, output, source, words
from segkit.cli.folder import Results
from segkit.cli.task import Task
from segkit.cli.terminal import say, warn
from segkit.cli.work import Work


def run(options: arguments.Options) -> None:
    """Segment the customers of a file, and write the results.

    Parameters
    ----------
    options : as parsed

    Raises
    ------
    DataError
        for every foreseeable mistake; nothing is written then
    """
    told = _told(options)
    new_model(options)  # refuses what cannot be, before the long work
    results = Results(options.out, overwrite=options.overwrite)
    with results.all_or_none() as staging:
        task = Task(options, told, options.out, staging)
        found = read(task)
        segmented = _orders if found.contacts is None else _contacts
        work = segmented(task, found)
        with task.progress.step(words.WRITING):
            output.write(work, staging)
    if options.save_mapping:
        files.save_mapping(work.source.columns, options.save_mapping)
    output.summary(work, options.out)


def _told(options: arguments.Options) -> dict[str, str]:
    if options.save_mapping:
        files.writable_folder(options.save_mapping.parent)
    saved = files.load_mapping(options.mapping) if options.mapping else {}
    return {**saved, **arguments.pairs(options.columns)}


def read(task: Task) -> source.Source:
    """Read the file, show what was read as what, and ask.

    Parameters
    ----------
    task : what was asked for

    Returns
    -------
    Source
    """
    if task.options.utc and not task.options.timezone:
        raise DataError(words.UTC_WHERE)
    checks.whole_number(task.options.holdout_days, name="--holdout-days")
    found = source.read(task)
    source.confirm(found, task.told, yes=task.options.yes)
    return found


def prepare(task: Task, found: source.Source) -> tuple[cleaning.Clean, Any, Any]:
    """Clean the orders and settle the day.

    Parameters
    ----------
    task : what was asked for
    found : the file that was read

    Returns
    -------
    (what was cleaned, the orders, the last day that counts)
    """
    options = task.options
    clean = cleaning.clean(
        found.orders,
        progress=task.progress,
        as_of=options.as_of,
        keep=options.keep,
        utc=options.timezone if options.utc else None,
        key_file=task.secret(),
    )
    orders = cleaning.settled(clean, task.staging)
    return clean, orders, _day(orders, options.as_of)


def _orders(task: Task, found: source.Source) -> Work:
    """Segment orders: clean, describe, divide, test."""
    options, progress = task.options, task.progress
    clean, orders, as_of = prepare(task, found)
    with progress.step(words.DESCRIBING):
        X = features.customers(orders, as_of=as_of)
    model = new_model(options)
    with progress.step(words.DIVIDING.format(n=len(X))):
        segments = model.fit(X).assign(X)
    with progress.step(words.TESTING.format(days=options.holdout_days)):
        test = analysis.back_test(
            orders,
            lambda earlier: new_model(options).fit(earlier).assign(earlier),
            as_of=as_of,
            days=options.holdout_days,
        )
    return Work(options, found, X, model, segments, test, clean, clean.key)


def _contacts(task: Task, found: source.Source) -> Work:
    """Segment contacts by the totals that they have."""
    options = task.options
    assert found.contacts is not None
    X = found.contacts.sort_index()
    model = new_model(options, _method_for(X, found, options.method))
    with task.progress.step(words.DIVIDING.format(n=len(X))):
        segments = model.fit(X).assign(X)
    test = analysis.BackTest(why_not=words.NO_ORDERS)
    limits = [note for note in found.notes if note in X.attrs["notes"]]
    return Work(options, found, X, model, segments, test, key=found.key, limits=limits)


def new_model(options: arguments.Options, method: str | None = None) -> Any:
    """Make the model that was asked for.

    Parameters
    ----------
    options : as parsed
    method : what to take if no method was asked for; None for RFM

    Returns
    -------
    an unfitted segmenter

    Raises
    ------
    DataError
        if an option belongs to another method
    """
    if options.n_segments is not None and options.method != "kmeans":
        raise DataError(words.ONLY_KMEANS)
    asked = {
        "n_segments": options.n_segments,
        "cut_points": arguments.cut_points(options.cut_points),
    }
    given = {name: value for name, value in asked.items() if value is not None}
    method = options.method or method or "rfm"
    return models.BehaviouralSegmenter(method=method, **given)


def _method_for(X: pd.DataFrame, found: source.Source, asked: str | None) -> str:
    """Choose what the totals of a file allow."""
    have = set(X.columns)
    if "monetary_amount" not in have:
        text = words.NO_TOTAL.format(name=found.path.name, have=sorted(have))
        raise DataError(text)
    methods = models.BehaviouralSegmenter.methods
    chosen = asked or ("rfm" if set(methods["rfm"].needs) <= have else "abc")
    missing = [column for column in methods[chosen].needs if column not in have]
    if missing:
        name = found.path.name
        raise DataError(
            words.NEEDS_DATES.format(method=chosen, missing=missing, name=name)
        )
    return chosen


def _day(orders: Any, asked: str | None) -> Any:
    """Settle the last day that counts, and say so."""
    if asked is not None:
        return checks.day(asked, name="--as-of")
    last, gap = analysis.last_days(orders)
    say(words.AS_OF.format(day=last))
    if gap > analysis.FAR_APART:
        warn(words.LONELY_DAY.format(day=last, gap=gap))
    return last
