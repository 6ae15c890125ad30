"""``segkit refresh``: the same segments next month, and who moved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from segkit import features, files, models
from segkit.checks import DataError
from segkit.cli import analysis, arguments, output, segment, words
from segkit.cli.folder import Results
from segkit.cli.task import Task
from segkit.cli.terminal import Progress, say, warn
from segkit.cli.watch import watch
from segkit.cli.work import Work


def run(options: arguments.Options) -> None:
    """Put the customers of a newer file into the segments of an earlier run.

    Parameters
    ----------
    options : as parsed

    Raises
    ------
    DataError
        for every foreseeable mistake; nothing is written then
    """
    earlier = Earlier(options.folder)
    options = as_before(options, earlier.run["parameters"])
    results = Results(_folder(options), overwrite=options.overwrite)
    with results.all_or_none() as staging:
        told = {**earlier.columns, **arguments.pairs(options.columns)}
        task = Task(options, told, options.folder, staging, Progress())
        work = _work(task, earlier)
        with task.progress.step(words.WRITING):
            output.write(work, staging)
    _show(work)
    output.summary(work, results.path)


class Earlier:
    """An earlier run of ``segkit segment``, read from its folder.

    Parameters
    ----------
    folder : the folder of results

    Raises
    ------
    DataError
        if it is no such folder, or a file in it is missing or broken
    """

    def __init__(self, folder: Path) -> None:
        try:
            self.run = _json(folder / "run.json")
            self.model = models.from_frozen(_json(folder / "model.json"))
            self.columns = files.load_mapping(folder / "mapping.json")
            saved = files.read(folder / "segments.csv")
            self.segments = saved.set_index(saved.columns[0])["segment"]
            self.X = _customers(folder / "customers.csv")
            self.as_of, self.first_day = self.run["as_of"], self.run["first_day"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(
                words.NO_EARLIER_RUN.format(folder=folder, error=error)
            ) from error


def as_before(options: arguments.Options, before: dict[str, Any]) -> arguments.Options:
    """Read the new file as the earlier one was read, unless something else was said.

    Parameters
    ----------
    options : as parsed
    before : parameters of the earlier run

    Returns
    -------
    options, completed

    Examples
    --------
    >>> now = arguments.Options(timezone=None, as_of=None)
    >>> as_before(now, {"timezone": "Europe/Paris", "as_of": "2024-06-30"})
    Namespace(timezone='Europe/Paris', as_of=None)
    """
    own = {"as_of", "columns", "command"}
    taken = {k: v for k, v in before.items() if k not in own}
    said = {k: v for k, v in vars(options).items() if v or k not in taken}
    return arguments.Options(**{**vars(options), **taken, **said})


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _customers(path: Path) -> pd.DataFrame | None:
    return files.read(path) if path.exists() else None


def _folder(options: arguments.Options) -> Path:
    """Choose the folder of results, which is never that of the earlier run."""
    out = options.out or options.folder / f"refresh-{options.file.stem}"
    if out.resolve() == options.folder.resolve():
        raise DataError(words.SAME_FOLDER.format(folder=out))
    return out


def _work(task: Task, earlier: Earlier) -> Work:
    found = segment.read(task)
    if found.contacts is not None:
        X, clean, orders = found.contacts.sort_index(), None, None
    else:
        clean, orders, as_of = segment.prepare(task, found)
        with task.progress.step(words.DESCRIBING):
            X = features.customers(orders, as_of=as_of)
    _not_backwards(X, earlier)
    with task.progress.step(words.DIVIDING.format(n=len(X))):
        segments = earlier.model.assign(X)
    key = found.key if clean is None else clean.key
    moved = moves(earlier.segments, segments)
    watched = watch(earlier, X, segments)
    told = [] if watched is None else watched.sentences
    return Work(
        options=task.options,
        source=found,
        X=X,
        model=counted(earlier.model, segments),
        segments=segments,
        test=_test(task, orders, X, earlier),
        clean=clean,
        key=key,
        notes=[words.FROZEN.format(as_of=earlier.as_of), summed_up(moved), *told],
        moved=moved,
        watched=watched,
    )


def _test(task: Task, orders: Any, X: pd.DataFrame, earlier: Earlier) -> Any:
    """Test the frozen rule on the last days, as the first run did."""
    if orders is None:
        return analysis.BackTest(why_not=words.NO_ORDERS)
    days = earlier.run["parameters"]["holdout_days"]
    with task.progress.step(words.TESTING.format(days=days)):
        return analysis.back_test(
            orders, earlier.model.assign, as_of=X.attrs["as_of"], days=days
        )


def _not_backwards(X: pd.DataFrame, earlier: Earlier) -> None:
    """Warn when the new file cannot be the same history, only longer."""
    as_of, first = X.attrs.get("as_of", ""), output.first_day(X)
    if as_of and earlier.as_of and as_of <= earlier.as_of:
        warn(words.NOT_NEWER.format(new=as_of, old=earlier.as_of))
    if first and earlier.first_day and first > earlier.first_day:
        warn(words.HISTORY_CUT.format(new=first, old=earlier.first_day))


def counted(model: Any, segments: pd.Series) -> Any:
    """Give a frozen model the sizes of today.

    Parameters
    ----------
    model : fitted
    segments : each customer's segment today

    Returns
    -------
    the model, its ``segments_`` counted anew
    """
    sizes = segments.value_counts().reindex(model.segments_["name"]).to_numpy()
    share = sizes / sizes.sum()
    model.segments_ = model.segments_.assign(size=sizes, share=share)
    return model


def moves(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    """List who changed segments, who is new and who is gone.

    Parameters
    ----------
    before, after : each customer's segment, indexed by customer_id

    Returns
    -------
    pandas.DataFrame indexed by customer_id, sorted: from, to; those who stayed are not
    in it, but counted in ``attrs["stayed"]``

    Examples
    --------
    >>> before = pd.Series({"a": "New", "b": "New", "c": "Loyal"})
    >>> moves(before, pd.Series({"b": "Loyal", "c": "Loyal", "d": "New"}))
                  from       to
    customer_id
    a              New  (gone)
    b              New   Loyal
    d            (new)     New
    """
    old, new = (
        s.astype("str").set_axis(s.index.astype("str")) for s in (before, after)
    )
    both = pd.concat({"from": old, "to": new}, axis="columns").sort_index()
    both = both.fillna({"from": words.NEW, "to": words.GONE})
    stayed = both["from"] == both["to"]
    moved = both[~stayed].rename_axis("customer_id")
    moved.attrs = {"stayed": int(stayed.sum())}
    return moved


def summed_up(moved: pd.DataFrame) -> str:
    """Say in a sentence how many stayed, moved, came and went.

    Parameters
    ----------
    moved : from `moves`

    Returns
    -------
    str
    """
    new, gone = (moved["from"] == words.NEW), (moved["to"] == words.GONE)
    return words.MOVED.format(
        stayed=moved.attrs["stayed"],
        moved=int((~new & ~gone).sum()),
        new=int(new.sum()),
        gone=int(gone.sum()),
    )


def _show(work: Work) -> None:
    """Show who moved from which segment to which."""
    assert work.moved is not None
    say()
    say(summed_up(work.moved))
    counts = work.moved.groupby(["from", "to"]).size().sort_values(ascending=False)
    for row in counts.rename("n").reset_index().to_dict("records"):
        say(f"  {row['from']:<24} -> {row['to']:<24} {row['n']:>9,}")
    if work.watched is not None:
        say()
        for sentence in work.watched.sentences:
            say(sentence)
