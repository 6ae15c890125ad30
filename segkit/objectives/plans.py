"""What follows from an objective; the frame of a segmentation; its seven steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from segkit import checks
from segkit.objectives.words import plans as words
from segkit.objectives.words import ranks
from segkit.record import Table


def suggested_variables(objective: str | None = None) -> Table:
    """Say which variables to segment by, given what the firm wants.

    Criteria follow from the objective, not from what happens to be in the table.

    Parameters
    ----------
    objective : one of those of `rank_segments`; None for all

    Returns
    -------
    DataFrame: objective, variable, segmentation, reason

    Raises
    ------
    DataError
        if there is no such objective

    References
    ----------
    Own choice.

    Examples
    --------
    >>> suggested_variables("roi")["variable"].tolist()
    ['response to messages against a hold-out', 'cost of contact and discounts']
    """
    names = ["objective", "variable", "segmentation", "reason"]
    return _chosen(words.VARIABLES, names, objective, words.VARIABLES_HEADING)


def suggested_kpis(objective: str | None = None) -> Table:
    """Say which indicators to follow, given what the firm wants.

    Parameters
    ----------
    objective : one of those of `rank_segments`; None for all

    Returns
    -------
    DataFrame: objective, kpi (its name in `segkit.kpis`), tells

    Raises
    ------
    DataError
        if there is no such objective

    References
    ----------
    Own choice.

    Examples
    --------
    >>> suggested_kpis("cost")["kpi"].tolist()
    ['cac', 'unsubscribe_rate']
    """
    return _chosen(words.KPIS, ["objective", "kpi", "tells"], objective,
                   words.KPIS_HEADING)  # fmt: skip


def _chosen(
    rows: list[Any], names: list[str], objective: str | None, heading: str
) -> Table:
    if objective is not None:
        checks.choice(objective, ranks.OBJECTIVES, name="objective")
        rows = [row for row in rows if row[0] == objective]
    table = Table(rows, columns=names)
    table.attrs["heading"] = heading.format(objective=objective or words.ANY)
    return table


@dataclass(frozen=True, repr=False)
class Framework:
    """Write down the frame of a segmentation before any data are opened.

    Each part may be left empty; `missing` says which are, and the text asks for them.

    Parameters
    ----------
    objective : what the firm wants, in words; a `Goal` may be passed
    hypothesis : what is believed of which segment; a `Hypothesis` may be passed
    variables : columns that make the segments: a text or several
    data : where they come from
    kpi : which indicator says whether it worked; a `Kpi` may be passed
    title : of the whole

    Examples
    --------
    >>> frame = Framework(objective="more second purchases", kpi="repeat_rate")
    >>> frame.missing
    ['hypothesis', 'variables', 'data']
    >>> print(frame.to_markdown())
    ## Frame of a segmentation
    <BLANKLINE>
    - **objective**: more second purchases
    - **hypothesis**: not yet: What is believed of which segment?
    - **variables**: not yet: Which columns make the segments?
    - **data**: not yet: Where do they come from, and how old are they?
    - **kpi**: repeat_rate
    <BLANKLINE>
    3 of 5 parts are missing: hypothesis, variables, data.
    """

    objective: Any = ""
    hypothesis: Any = ""
    variables: Any = ""
    data: Any = ""
    kpi: Any = ""
    title: str = ""

    def _parts(self) -> dict[str, str]:
        """Return each part as text, empty if it is not there."""
        return {name: _text(getattr(self, name)) for name in words.FRAME}

    @property
    def missing(self) -> list[str]:
        """Return the names of the parts that are not there."""
        return [name for name, text in self._parts().items() if not text]

    def _shown(self) -> dict[str, str]:
        return {
            name: text or words.FRAME_GAP.format(question=words.FRAME[name])
            for name, text in self._parts().items()
        }

    @property
    def _title(self) -> str:
        if not self.title:
            return words.FRAME_UNNAMED
        return words.FRAME_TITLE.format(title=self.title)

    @property
    def _asks(self) -> str:
        gaps = self.missing
        return words.FRAME_ASK[not gaps].format(n=len(gaps), missing=", ".join(gaps))

    def to_markdown(self) -> str:
        """Return the frame as Markdown.

        Returns
        -------
        str

        Examples
        --------
        >>> Framework(title="Spring").to_markdown().splitlines()[0]
        '## Frame: Spring'
        """
        parts = [f"- **{name}**: {text}" for name, text in self._shown().items()]
        return "\n".join([f"## {self._title}", "", *parts, "", self._asks])

    def __repr__(self) -> str:
        """Print the frame as Markdown."""
        return self.to_markdown()

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{escape(text)}</td></tr>'
            for name, text in self._shown().items()
        )
        caption = f"<caption>{escape(self._title)}</caption>"
        return f"<table>{caption}{rows}</table><p>{escape(self._asks)}</p>"


def _text(part: Any) -> str:
    if isinstance(part, str):
        return part.strip()
    if isinstance(part, list | tuple):
        return ", ".join(map(str, part))
    for name in ("statement", "name"):  # a goal or a hypothesis; an indicator
        if isinstance(getattr(part, name, None), str):
            return str(getattr(part, name))
    return "" if part is None else str(part)


def steps(done: Iterable[str] = ()) -> Table:
    """Say how far a strategy has come on its seven steps, and what comes next.

    Parameters
    ----------
    done : steps that are finished: "frame", "data", "people", "tools", "content",
        "test", "repeat"

    Returns
    -------
    DataFrame indexed 1 to 7: step, what, state ("done", "next" or "later"). ``attrs``:
    share (0 to 1), next (None after the last)

    Raises
    ------
    DataError
        if there is no such step

    Examples
    --------
    >>> table = steps(["frame", "data"])
    >>> table["state"].tolist()
    ['done', 'done', 'next', 'later', 'later', 'later', 'later']
    >>> table.attrs["heading"]
    'Step 2 of 7 done. A strategy is not made overnight: one step after the other.'
    """
    names = [name for name, _ in words.STEPS]
    finished = {checks.choice(name, names, name="done") for name in done}
    following = next((name for name in names if name not in finished), None)
    table = Table(words.STEPS, columns=["step", "what"])
    table["state"] = [
        words.STEP_MARKS[
            "done" if name in finished else "next" if name == following else "later"
        ]
        for name in names
    ]
    table.index = table.index + 1
    table.attrs |= {
        "share": len(finished) / len(names),
        "next": following,
        "heading": _heading(names, finished),
    }
    return table


def _heading(names: list[str], finished: set[str]) -> str:
    last = max((names.index(name) for name in finished), default=-1)
    skipped = [name for name in names[:last] if name not in finished]
    text = words.NOT_OVERNIGHT
    if skipped:
        text = words.SKIPPED.format(step=names[last], missing=", ".join(skipped))
    elif len(finished) == len(names):
        text = words.FINISHED
    return words.STEPS_HEADING.format(done=len(finished), n=len(names), text=text)
