"""What the three levers say, and what a combination of them would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import special

from segkit import checks
from segkit.activation.messages.lever_design import mean_rate, set_to
from segkit.activation.messages.logistic import Line
from segkit.activation.words.messages import offers as words
from segkit.checks import DataError
from segkit.record import Table


@dataclass(frozen=True, repr=False)
class Simulated:
    """What would answer under some settings.

    Parameters
    ----------
    settings : by lever
    rate, low, high : share that answers
    change, change_low, change_high : against the messages as they were sent
    n : messages that were sent with these very settings

    Examples
    --------
    >>> Simulated({"message": "B"}, 0.2, 0.1, 0.3, 0.05, -0.02, 0.12, 40).rate
    0.2
    """

    settings: dict[str, Any]
    rate: float
    low: float
    high: float
    change: float
    change_low: float
    change_high: float
    n: int

    @property
    def sentence(self) -> str:
        """What it says, for people to read."""
        numbers = {
            key: words.share(getattr(self, key)) for key in ("rate", "low", "high")
        }
        numbers |= {
            key: words.points(getattr(self, key))
            for key in ("change", "change_low", "change_high")
        }
        named = ", ".join(f"{k} {v}" for k, v in self.settings.items())
        said = words.SIMULATED.format(settings=named, **numbers)
        if self.change_low <= 0 <= self.change_high:
            said += words.MAY_BE_NOTHING
        return said + (words.NEVER_SENT if not self.n else "")

    def __repr__(self) -> str:
        """Return the sentence."""
        return self.sentence

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415

        return f"<p>{escape(self.sentence)}</p>"


@dataclass(frozen=True, repr=False)
class Levers:
    """What each setting of each lever adds, and what combinations would do.

    Parameters
    ----------
    table : what `levers` describes
    settings : by lever, its settings, the reference first
    cannot : levers that these data cannot judge, and why
    """

    table: Table
    settings: dict[str, list[Any]]
    cannot: dict[str, str]
    _data: pd.DataFrame
    _design: np.ndarray
    _line: Line
    _level: float

    def __repr__(self) -> str:
        """Print the table."""
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()

    def simulate(self, **settings: Any) -> Simulated:
        """Say what share would answer if all messages had been sent like this.

        Parameters
        ----------
        settings : one or more of offer=, message=, timing=; levers that are not named
            stay as they were

        Returns
        -------
        Simulated

        Raises
        ------
        DataError
            if a lever or a setting was never tried

        References
        ----------
        Averages over the messages as they were sent (g-computation, Robins 1986); the
        three add up on the scale of log-odds; delta method.

        Examples
        --------
        >>> from segkit.activation import levers
        >>> sent = pd.DataFrame({"message_kind": ["A", "B"] * 100})
        >>> sent["answered"] = [0, 1, 0, 0, 1, 0, 0, 1] * 25
        >>> found = levers(sent, outcome="answered", message="message_kind")
        >>> round(found.simulate(message="B").rate, 6)
        0.5
        """
        for lever, value in settings.items():
            if lever in self.cannot:
                raise DataError(self.cannot[lever])
            checks.choice(lever, list(self.settings), name="lever")
            checks.choice(value, self.settings[lever], name=lever)
        z = float(special.ndtri((1 + self._level) / 2))
        design = set_to(self._design, self._data, self.settings, settings)
        rate, slope = mean_rate(design, self._line)
        now, slope_now = mean_rate(self._design, self._line)
        error, change_error = (
            z * float(np.sqrt(max(part @ self._line.covariance @ part, 0.0)))
            for part in (slope, slope - slope_now)
        )
        low, high = max(rate - error, 0.0), min(rate + error, 1.0)
        change = rate - now
        ends = (change - change_error, change + change_error)
        same = np.ones(len(self._data), dtype=bool)
        for lever, value in settings.items():
            same &= (self._data[lever] == value).to_numpy()
        return Simulated(settings, rate, low, high, change, *ends, int(same.sum()))
