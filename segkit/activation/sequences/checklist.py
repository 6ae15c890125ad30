"""A campaign from the first idea to the next one: a step, a question, a function."""

from __future__ import annotations

from segkit.activation.words import follow as words
from segkit.record import Table


def campaign_checklist() -> Table:
    """List the steps of a campaign, each with the function of the kit that does it.

    Content, budget, deployment, tracking and reports, optimisation: what automation
    tools promise, and where the kit does it.

    Returns
    -------
    Table: stage, step, function (of segkit)

    References
    ----------
    The five stages are those that vendors of automation tools name; the steps and the
    functions are our own.

    Examples
    --------
    >>> found = campaign_checklist()
    >>> found.loc[found["stage"] == "deployment", "function"].tolist()[2]
    'segkit.activation.schedule'
    """
    rows = [
        {"stage": words.STAGES[stage], "step": step, "function": f"segkit.{function}"}
        for stage, step, function in words.STEPS
    ]
    table = Table(rows)
    table.index += 1
    table.attrs = {"heading": words.CHECKLIST}
    return table
