"""How strongly the ways to see a person hang together: what was planted, in figures."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from segkit.simulate.people import links, person, plan

# A model, its labels, and the part of the people with each.
_Given = tuple[str, tuple[str, ...], NDArray]
# A model, its labels, and their chances, given each label of another model.
_Then = tuple[str, tuple[str, ...], NDArray]
BEHAVIOUR = tuple(segment.name for segment in plan.SEGMENTS)


def cramers_v(chances: NDArray, shares: NDArray) -> float:
    """Return how much a label tells of another one: 0 nothing, 1 everything.

    Parameters
    ----------
    chances : (k, m) chance of each label, given each of the other; rows sum to 1
    shares : (k,) part of the people with each of the other; sums to 1

    Returns
    -------
    float

    Notes
    -----
    Cramér (1946), *Mathematical Methods of Statistics*, section 21.9.

    Examples
    --------
    >>> cramers_v(np.eye(2), np.array([0.5, 0.5]))
    1.0
    """
    joint = chances * shares[:, None]
    expected = np.outer(shares, joint.sum(axis=0))
    square = ((joint - expected) ** 2 / expected).sum()
    return float(np.sqrt(square / (min(joint.shape) - 1)))


def table(places: pd.DataFrame) -> pd.DataFrame:
    """Return every link between two ways to see a person.

    Parameters
    ----------
    places : the postcodes

    Returns
    -------
    pandas table, one row per pair of labels: given_model, given, model, label,
    chance_rate (of the label, given the other), cramers_v (of the two models)

    Examples
    --------
    >>> from segkit.simulate.people.places import places
    >>> made = table(places(seed=1))
    >>> sums = made.groupby(["given_model", "given", "model"])["chance_rate"].sum()
    >>> bool(sums.round(6).eq(1).all())
    True
    """
    living = places["population"].groupby(places["geographic"]).sum()
    return pd.concat(
        [_long(*link) for link in _all((living / living.sum()).to_numpy())],
        ignore_index=True,
    )


def _all(geographic: NDArray) -> list[tuple[_Given, _Then]]:
    demographic = geographic @ links.DEMOGRAPHIC_OF_GEOGRAPHIC
    both = demographic[:, None] * links.NEEDS_OF_DEMOGRAPHIC
    need = both.sum(axis=0)
    weights = links.segment_weights().reshape(both.size, -1)
    behaviour = plan.calibrated(weights, both.ravel()).reshape(*both.shape, -1)
    joint = both[:, :, None] * behaviour
    by_demographic = joint.sum(axis=1) / demographic[:, None]
    places = "geographic", links.GEOGRAPHIC, geographic
    people = "demographic", links.DEMOGRAPHIC, demographic
    wants = "needs", links.NEEDS, need
    return [
        (places, ("demographic", links.DEMOGRAPHIC, links.DEMOGRAPHIC_OF_GEOGRAPHIC)),
        (places, ("interest", person.INTERESTS, links.INTEREST_OF_GEOGRAPHIC)),
        (people, ("needs", links.NEEDS, links.NEEDS_OF_DEMOGRAPHIC)),
        (people, ("digital", links.DIGITAL, links.DIGITAL_OF_DEMOGRAPHIC)),
        (people, ("behavioural", BEHAVIOUR, by_demographic)),
        (wants, ("psychographic", links.MINDS, links.MINDS_OF_NEEDS)),
        (wants, ("behavioural", BEHAVIOUR, joint.sum(axis=0) / need[:, None])),
    ]


def _long(given: _Given, then: _Then) -> pd.DataFrame:
    given_model, known, shares = given
    model, labels, chances = then
    return pd.DataFrame(
        {
            "given_model": given_model,
            "given": np.repeat(known, len(labels)),
            "model": model,
            "label": np.tile(labels, len(known)),
            "chance_rate": chances.ravel(),
            "cramers_v": cramers_v(chances, shares),
        }
    )
