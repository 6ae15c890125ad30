"""What the firmographic model says to people, ready for translation."""

from segkit.models import words
from segkit.models.profiles import Language

MICRO, SMALL, MEDIUM, MID_CAP, LARGE = (
    "Micro",
    "Small",
    "Medium",
    "Small mid-cap",
    "Large",
)
SIZE_RULE = (
    "fewer than {people} people, and a turnover of at most {turnover} M€ "
    "or a balance sheet of at most {balance} M€"
)
LARGE_RULE = "not within any of these limits"
STATUS_RULE = "{name} by the rule of two years in a row"


def millions(value: float) -> str:
    """Write an amount in millions of euros.

    Parameters
    ----------
    value : euros

    Returns
    -------
    str

    Examples
    --------
    >>> millions(2_500_000)
    '2.5'
    """
    return words.number(value / 1_000_000)


def percent(value: float) -> str:
    """Write a rate in per cent, with its own decimals.

    Parameters
    ----------
    value : a rate, 0.05 for 5 %

    Returns
    -------
    str

    Examples
    --------
    >>> percent(0.05), percent(0.125)
    ('5 %', '12.5 %')
    """
    return f"{100 * value:.6g} %"


BETWEEN = "{low} to {high}"
PEOPLE, EUROS, OF_MARKET = " people", " M€", " of the market"

SECTION = "{letter} {name}"
SECTION_RULE = "divisions {divisions} of NACE Rev. {version}"
SECTIONS_2 = {
    "A": "Agriculture, forestry and fishing",
    "B": "Mining and quarrying",
    "C": "Manufacturing",
    "D": "Electricity, gas, steam and air conditioning",
    "E": "Water supply, sewerage, waste",
    "F": "Construction",
    "G": "Wholesale and retail trade",
    "H": "Transport and storage",
    "I": "Accommodation and food service",
    "J": "Information and communication",
    "K": "Finance and insurance",
    "L": "Real estate",
    "M": "Professional, scientific and technical activities",
    "N": "Administrative and support services",
    "O": "Public administration and defence",
    "P": "Education",
    "Q": "Health and social work",
    "R": "Arts, entertainment and recreation",
    "S": "Other services",
    "T": "Households as employers",
    "U": "Extraterritorial organisations",
}
SECTIONS_2_1 = {
    **{letter: SECTIONS_2[letter] for letter in "ABCDEFGHI"},
    "J": "Publishing, broadcasting and content",
    "K": "Telecommunication, programming and information services",
    "L": SECTIONS_2["K"],
    "M": SECTIONS_2["L"],
    "N": SECTIONS_2["M"],
    "O": SECTIONS_2["N"],
    "P": SECTIONS_2["O"],
    "Q": SECTIONS_2["P"],
    "R": SECTIONS_2["Q"],
    "S": "Arts, sports and recreation",
    "T": SECTIONS_2["S"],
    "U": SECTIONS_2["T"],
    "V": SECTIONS_2["U"],
}
HEALTH, TECHNOLOGY, RETAIL, MANUFACTURING, OTHER = (
    "Health",
    "Technology",
    "Retail",
    "Manufacturing",
    "Other",
)
VERTICAL_RULE = "divisions {divisions} of NACE"
OTHER_RULE = "every other division"

LISTED, PRIVATE, PUBLIC = "Listed", "Private", "Public sector"
OWNERSHIP = {
    LISTED: "shares are traded on an exchange",
    PRIVATE: "owned by persons, families or members, and not listed",
    PUBLIC: "owned by the state, a region or a town",
}
START_UP, YOUNG, ESTABLISHED = "Start-up", "Young", "Established"
MATURITY = {
    START_UP: "founded less than {young} years ago",
    YOUNG: "founded {young} to less than {old} years ago",
    ESTABLISHED: "founded {old} years ago or more",
}
LOCATION = {
    "At its seat": "works mostly in the region of its seat",
    "Elsewhere": "works mostly in another region than that of its seat",
}
STAGES = {
    "none": ("No talk yet", "no talk was ever opened"),
    "lead": ("Lead", "a talk is open; its need is not confirmed"),
    "qualified": ("Qualified", "a talk is open and its need is confirmed"),
    "offer": ("Offer", "a written offer is open"),
    "won": ("Won", "no talk is open, and at least one was won"),
    "lost": ("Lost", "no talk is open, and none was won"),
}
PERFORMANCE = {
    "Losing money": "profit below {low} of the turnover",
    "High growth": "turnover grew by more than {high} a year",
    "Shrinking": "turnover fell",
    "Unsteady": "growth swings by more than {swing} from year to year",
    "Growing": "turnover grew by {growing} a year or more, steadily",
    "Steady": "turnover grew by less than {growing} a year, steadily",
}
LANGUAGE = Language(
    labels={
        "employees": "people",
        "group_employees": "people in the group",
        "turnover_amount": "turnover",
        "group_turnover_amount": "turnover of the group",
        "balance_amount": "balance sheet",
        "group_balance_amount": "balance sheet of the group",
        "turnover_per_head_amount": "turnover a head",
        "firm_age_years": "years since founding",
        "turnover_growth_rate": "growth a year",
        "turnover_growth_sd_rate": "swing of growth",
        "profit_margin_rate": "margin",
        "nace_code": "NACE code",
        "nace_section": "NACE section",
    },
    traits={
        "employees": ("few people", "many people"),
        "turnover_per_head_amount": ("little turnover a head", "much turnover a head"),
        "sites": ("few sites", "many sites"),
        "firm_age_years": ("young", "old"),
        "turnover_growth_rate": ("slow growth", "fast growth"),
        "profit_margin_rate": ("low margin", "high margin"),
        "turnover_growth_sd_rate": ("steady", "unsteady"),
    },
)
