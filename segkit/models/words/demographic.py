"""The words of the demographic model: names of levels, and how its columns read."""

from __future__ import annotations

from typing import NamedTuple


class Cohort(NamedTuple):
    """One generation: its key, name, and first and last year of birth; None is open."""

    name: str
    first: int | None
    last: int | None


PEW = (
    Cohort("Greatest Generation", None, 1927),
    Cohort("Silent Generation", 1928, 1945),
    Cohort("Baby Boomers", 1946, 1964),
    Cohort("Generation X", 1965, 1980),
    Cohort("Millennials", 1981, 1996),
    Cohort("Generation Z", 1997, 2012),
    Cohort("Born after 2012", 2013, None),
)
STATCAN = (
    Cohort("Greatest Generation", None, 1927),
    Cohort("Interwar Generation", 1928, 1945),
    Cohort("Baby Boomers", 1946, 1965),
    Cohort("Generation X", 1966, 1980),
    Cohort("Millennials", 1981, 1996),
    Cohort("Generation Z", 1997, 2012),
    Cohort("Generation Alpha", 2013, None),
)
GENERATIONS = {"pew": PEW, "statcan": STATCAN}
BORN = "born {first} to {last}"
BORN_UNTIL = "born {last} or earlier"
BORN_FROM = "born {first} or later"
CHART_END = "; 2012 is where Pew's chart ends, no end has been set"

AGE, SENIORITY = "age", "years with the employer"
YEAR = "year"

ISCED_2011 = {
    0: "Less than primary (ISCED 0)",
    1: "Primary (ISCED 1)",
    2: "Lower secondary (ISCED 2)",
    3: "Upper secondary (ISCED 3)",
    4: "Post-secondary, not tertiary (ISCED 4)",
    5: "Short-cycle tertiary (ISCED 5)",
    6: "Bachelor (ISCED 6)",
    7: "Master (ISCED 7)",
    8: "Doctorate (ISCED 8)",
}
ISCED_1997 = {
    0: "Less than primary (ISCED-97 0)",
    1: "Primary (ISCED-97 1)",
    2: "Lower secondary (ISCED-97 2)",
    3: "Upper secondary (ISCED-97 3)",
    4: "Post-secondary, not tertiary (ISCED-97 4)",
    5: "First stage of tertiary (ISCED-97 5)",
    6: "Second stage of tertiary (ISCED-97 6)",
}
ATTAINMENT = {
    0: "Low education",
    1: "Medium education",
    2: "High education",
}
COMPLETED = "highest level completed: {level}"
ATTAINED = ("ISCED 2011 levels 0 to 2", "levels 3 and 4", "levels 5 to 8")
# Everyday words for the highest schooling completed, and their level of ISCED 2011.
SCHOOLING = {
    "none": 0,
    "no schooling": 0,
    "primary school": 1,
    "compulsory school": 2,
    "lower secondary": 2,
    "vocational": 3,
    "upper secondary": 3,
    "high school": 3,
    "post-secondary": 4,
    "short-cycle tertiary": 5,
    "bachelor": 6,
    "master": 7,
    "doctorate": 8,
}

PCS = {
    1: "Farmers",
    2: "Tradespeople, shopkeepers and business owners",
    3: "Managers and higher professions",
    4: "Intermediate professions",
    5: "Clerical, sales and service employees",
    6: "Manual workers",
    7: "Retired people",
    8: "Other people without an occupation",
}
PCS_FRENCH = {
    1: "Agriculteurs exploitants",
    2: "Artisans, commerçants et chefs d'entreprise",
    3: "Cadres et professions intellectuelles supérieures",
    4: "Professions intermédiaires",
    5: "Employés",
    6: "Ouvriers",
    7: "Retraités",
    8: "Autres personnes sans activité professionnelle",
}
PCS_GROUPS = {
    "farmers": 1,
    "tradespeople and owners": 2,
    "managers and professionals": 3,
    "associate professionals": 4,
    "clerks, sales and service": 5,
    "manual workers": 6,
    "retired": 7,
    "students": 8,
    "not in work": 8,
}
PCS_RULE = "group {code} of PCS: {french}"

ISCO = {
    0: "Armed forces",
    1: "Managers",
    2: "Professionals",
    3: "Technicians and associate professionals",
    4: "Clerical support workers",
    5: "Service and sales workers",
    6: "Skilled agricultural, forestry and fishery workers",
    7: "Craft and related trades workers",
    8: "Plant and machine operators and assemblers",
    9: "Elementary occupations",
}
NO_JOB = "Without an occupation"
NO_JOB_RULE = "retired, studying, at home or looking for work; not a part of ISCO-08"
ISCO_RULE = "major group {code} of ISCO-08, skill level {skill}"
ISCO_JOBS = {
    "company director": 1,
    "department head": 1,
    "innkeeper": 1,
    "engineer": 2,
    "software developer": 2,
    "physician": 2,
    "lawyer": 2,
    "secondary-school teacher": 2,
    "primary-school teacher": 2,
    "researcher": 2,
    "consultant": 2,
    "nurse": 2,
    "designer": 2,
    "social worker": 2,
    "technician": 3,
    "bookkeeper": 3,
    "office clerk": 4,
    "shop owner": 5,
    "sales assistant": 5,
    "carer": 5,
    "waiter or cook": 5,
    "police officer or firefighter": 5,
    "farmer": 6,
    "market gardener": 6,
    "tradesperson with own firm": 7,
    "electrician or plumber": 7,
    "builder": 7,
    "factory worker": 8,
    "driver": 8,
    "cleaner": 9,
    "110": 0,  # 0110, 0210 and 0310 of the armed forces, read as numbers
    "210": 0,
    "310": 0,
    "retired": None,
    "student": None,
    "at home with the family": None,
    "looking for work": None,
}
SKILLS = {
    "4": "Skill level 4",
    "3 or 4": "Skill level 3 or 4",
    "3": "Skill level 3",
    "2": "Skill level 2",
    "1": "Skill level 1",
    "1, 2 or 4": "Skill level 1, 2 or 4",
}
SKILL_RULE = "ISCO-08: {majors}"

INCOME = (
    "At risk of poverty",
    "Lower income",
    "Lower middle income",
    "Middle income",
    "Upper middle income",
    "Upper income",
)
OF_MEDIAN = "{limits} of the median"
INCOME_RULE = "equivalised income {limits} ({shares} of the median {median})"
QUANTILE = "Income band {band} of {n}"
QUANTILE_RULE = "equivalised income {limits}"
TIERS = {
    "low": "Low price tier",
    "middle": "Middle price tier",
    "high": "High price tier",
}
OR, ANY, NOBODY = "; or ", "any income that is known", "no band has this tier"

HOUSEHOLDS = {
    "one": ("One person", "1 adult, no child"),
    "lone_parent": ("One adult with children", "1 adult and children"),
    "two": ("Two adults", "2 adults, no child"),
    "two_children": ("Two adults with children", "2 adults and children"),
    "more": ("Three adults or more", "3 adults or more, no child"),
    "more_children": (
        "Three adults or more with children",
        "3 adults or more and children",
    ),
}

WELLS_GUBAR = {
    "bachelor": ("Bachelor stage", "alone, no children, under {older}"),
    "young_couple": ("Young couple", "a couple, no children, under {older}"),
    "full_nest": ("Full nest I", "a couple with children, under {older}"),
    "full_nest_2": ("Full nest II", "a couple with children, {older} or older"),
    "single_parent": ("Single parent", "alone with children (own addition)"),
    "empty_nest_1": (
        "Empty nest I",
        "a couple, no children, {older} or older, not retired",
    ),
    "empty_nest_2": ("Empty nest II", "a couple, no children, retired"),
    "survivor_1": (
        "Solitary survivor, in work",
        "alone, no children, {older} or older, not retired",
    ),
    "survivor_2": ("Solitary survivor, retired", "alone, no children, retired"),
}
MURPHY_STAPLES = {
    "young_single": ("Young single", "single, no children, under {middle}"),
    "young_married": ("Young couple", "a couple, no children, under {middle}"),
    "young_divorced": (
        "Young divorced without children",
        "divorced, no children, under {middle}",
    ),
    "young_parents": (
        "Young couple with children",
        "a couple with children, under {middle}",
    ),
    "young_divorced_parent": (
        "Young divorced with children",
        "divorced with children, under {middle}",
    ),
    "middle_parents": (
        "Middle-aged couple with children",
        "a couple with children, {middle} to {below}",
    ),
    "middle_divorced_parent": (
        "Middle-aged divorced with children",
        "divorced with children, {middle} to {below}",
    ),
    "middle_married": (
        "Middle-aged couple without children",
        "a couple, no children at home, {middle} to {below}",
    ),
    "middle_divorced": (
        "Middle-aged divorced without children",
        "divorced, no children at home, {middle} to {below}",
    ),
    "older_married": ("Older couple", "a couple, {older} or older"),
    "older_unmarried": ("Older unmarried", "without a partner, {older} or older"),
    "other": ("Other stage", "none of the other stages"),
}
# What is said of a marital status, as the stages need it.
STATUS = {
    "single": "single",
    "living together": "couple",
    "married": "couple",
    "divorced": "divorced",
    "separated": "divorced",
    "widowed": "widowed",
}
RETIRED = ("retired", "retired people", "pensioner", "retraité", "retraités", "7")

WORKPLACES = {
    "same": ("Works where they live", "the same place of home and of work"),
    "other": ("Works elsewhere", "another place of work than of home"),
    "none": ("No place of work", "no place of work is stated"),
}

SENSITIVE = {
    "gender": "gender",
    "height_cm": "height",
    "weight_kg": "weight",
}
CARE = " [divides by {names}: check that this is lawful and fair]"
