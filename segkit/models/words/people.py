"""How the columns about people are put into words."""

from __future__ import annotations

from segkit.models import profiles, words

# How the columns are put into words when groups are found in them.
LABELS = {
    "age_years": "age",
    "birth_year": "born in",
    "income_amount": "household income",
    "equivalised_income_amount": "equivalised income",
    "household_size": "household size",
    "children": "children",
    "occupation_group": "occupation",
    "seniority_years": "years with the employer",
    "height_cm": "height in cm",
    "weight_kg": "weight in kg",
    "postcode": "home",
    "work_postcode": "work",
}
TRAITS = {
    "age_years": ("younger", "older"),
    "income_amount": ("lower income", "higher income"),
    "equivalised_income_amount": ("lower income", "higher income"),
    "household_size": ("smaller households", "larger households"),
    "children": ("fewer children", "more children"),
    "seniority_years": ("newer in the job", "longer in the job"),
    "height_cm": ("shorter", "taller"),
    "weight_kg": ("lighter", "heavier"),
}
MUCH = "much {}"
MANY_MORE = {"children": ("far fewer children", "many more children")}
N_CHILDREN = {"0": "no children", "1": "1 child", "more": "{} children"}
ALONE, TOGETHER = "living alone", "household of {}"


class PeopleLanguage(profiles.Language):
    """Words that compare people: older, with a larger household, without children.

    Examples
    --------
    >>> PEOPLE.trait("age_years", 1.7), PEOPLE.category("children", "0")
    ('much older', 'no children')
    """

    def trait(self, column: str, off: float) -> str:
        """Compare a mean with that of all: older, or much older.

        Parameters
        ----------
        column : of numbers
        off : spreads above the mean of all

        Returns
        -------
        str
        """
        if column not in self.traits:
            return super().trait(column, off)
        far = abs(off) >= profiles.EXTREME
        if far and column in MANY_MORE:
            return MANY_MORE[column][off > 0]
        word = self.traits[column][off > 0]
        return MUCH.format(word) if far else word

    def figure(self, column: str, value: float) -> str:
        """Write a number; one of persons with at most one decimal.

        Parameters
        ----------
        column : of numbers
        value : in its units

        Returns
        -------
        str
        """
        if column in ("children", "household_size"):
            return words.number(round(value, 1))
        return super().figure(column, value)

    def category(self, column: str, value: str) -> str:
        """Say which category is common; numbers of children in words.

        Parameters
        ----------
        column : of categories
        value : the category

        Returns
        -------
        str
        """
        if column == "children":
            return N_CHILDREN.get(value, N_CHILDREN["more"]).format(value)
        if column == "household_size":
            return ALONE if value == "1" else TOGETHER.format(value)
        return super().category(column, value)


PEOPLE = PeopleLanguage(LABELS, TRAITS)
