"""What firms do: classes of the NACE Rev. 2 nomenclature, and words for their names.

Source: Regulation (EC) No 1893/2006, annex I (codes); the words are our own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from segkit.simulate.draw import pick
from segkit.simulate.firms.plan import INDUSTRIES


@dataclass(frozen=True)
class Activity:
    """One class of activity.

    Attributes
    ----------
    code : four digits, NACE Rev. 2
    weight : how common it is within its industry
    words : what firms of this class add to their name
    """

    code: str
    weight: float
    words: tuple[str, ...]


# Section letter, then the classes, by industry.
ACTIVITIES: dict[str, tuple[str, tuple[Activity, ...]]] = {
    "agriculture": ("A", (
        Activity("01.13", 2, ("Market Garden", "Vegetables")),
        Activity("01.30", 3, ("Nurseries", "Tree Nursery")),
    )),
    "manufacturing": ("C", (
        Activity("10.71", 2, ("Bakeries", "Breads")),
        Activity("16.23", 2, ("Carpentry", "Timber Works")),
        Activity("25.62", 3, ("Metal Works", "Precision")),
        Activity("28.29", 3, ("Machines", "Machine Works")),
        Activity("31.01", 1, ("Shop Fittings", "Seating")),
    )),
    "construction": ("F", (
        Activity("41.20", 3, ("Builders", "Construction")),
        Activity("43.21", 3, ("Electrics", "Electrical")),
        Activity("43.22", 3, ("Heating", "Plumbing")),
        Activity("43.34", 2, ("Painters", "Paint and Glass")),
    )),
    "retail and wholesale": ("G", (
        Activity("46.49", 2, ("Trading", "Imports")),
        Activity("47.11", 2, ("Market", "Foods")),
        Activity("47.71", 3, ("Fashion", "Outfitters")),
        Activity("47.76", 2, ("Flowers", "Garden Centre")),
    )),
    "transport": ("H", (
        Activity("49.41", 4, ("Haulage", "Freight")),
        Activity("52.10", 2, ("Logistics", "Warehousing")),
        Activity("53.20", 1, ("Couriers", "Parcels")),
    )),
    "hospitality": ("I", (
        Activity("55.10", 3, ("Hotel", "Inn")),
        Activity("56.10", 5, ("Kitchen", "Tavern", "Dining Room")),
        Activity("56.30", 2, ("Coffee House", "Tea Room")),
    )),
    "technology": ("J", (
        Activity("58.29", 2, ("Software", "Apps")),
        Activity("62.01", 4, ("Code", "Digital", "Labs")),
        Activity("62.02", 3, ("Systems", "Networks")),
        Activity("63.11", 1, ("Hosting", "Data")),
    )),
    "finance": ("K", (
        Activity("64.19", 2, ("Savings", "Bank")),
        Activity("66.22", 3, ("Insurance Brokers", "Cover")),
    )),
    "real estate": ("L", (
        Activity("68.20", 2, ("Homes", "Property")),
        Activity("68.31", 3, ("Estate Agents", "Lettings")),
    )),
    "professional services": ("M", (
        Activity("69.10", 3, ("Law", "Notaries")),
        Activity("69.20", 3, ("Accounts", "Tax Advice")),
        Activity("70.22", 2, ("Consulting", "Advisers")),
        Activity("71.11", 2, ("Architects", "Plans")),
        Activity("73.11", 2, ("Advertising", "Campaigns")),
        Activity("74.10", 2, ("Design", "Studio")),
    )),
    "business support": ("N", (
        Activity("81.21", 3, ("Cleaning", "Building Care")),
        Activity("81.30", 2, ("Landscapes", "Gardeners")),
        Activity("82.11", 2, ("Office Services", "Desk Services")),
    )),
    "public administration": ("O", (
        Activity("84.11", 4, ("Town Council", "District Office")),
        Activity("84.12", 1, ("Schools Board", "Health Board")),
    )),
    "education": ("P", (
        Activity("85.20", 3, ("Primary School", "School")),
        Activity("85.31", 3, ("Grammar School", "College")),
        Activity("85.42", 1, ("University", "Academy")),
        Activity("85.59", 2, ("Language School", "Courses")),
    )),
    "health and care": ("Q", (
        Activity("86.10", 2, ("Hospital", "Clinic")),
        Activity("86.21", 2, ("Practice", "Doctors")),
        Activity("86.23", 2, ("Dental Practice", "Dentists")),
        Activity("87.30", 2, ("Care Home", "Residence")),
        Activity("88.91", 2, ("Nursery School", "Day Care")),
    )),
    "other services": ("S", (
        Activity("94.99", 2, ("Association", "Society")),
        Activity("96.02", 3, ("Hair", "Beauty")),
    )),
}  # fmt: skip
ALL = [
    (INDUSTRIES.index(industry), letter, activity)
    for industry, (letter, activities) in ACTIVITIES.items()
    for activity in activities
]


def activities(
    rng: np.random.Generator, industry: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Draw the class of activity of every firm.

    Parameters
    ----------
    rng : random stream
    industry : (n,) positions in `plan.INDUSTRIES`

    Returns
    -------
    (n,) positions in `ALL`

    Examples
    --------
    >>> from segkit.simulate.draw import stream
    >>> drawn = activities(stream(1, "example"), np.array([11, 11]))
    >>> {ALL[place][1] for place in drawn}
    {'O'}
    """
    of = np.array([place for place, _, _ in ALL])
    weight = np.array([activity.weight for _, _, activity in ALL])
    return pick(rng, (of == np.arange(len(INDUSTRIES))[:, None]) * weight, industry)
