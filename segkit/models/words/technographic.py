"""What the technographic model says to people, ready for translation."""

from dataclasses import dataclass

from segkit.models.profiles import Language
from segkit.models.words import label

USES = "uses_"

INNOVATORS, EARLY, MAJORITY, LATE, LAGGARDS = (
    "Innovators",
    "Early adopters",
    "Early majority",
    "Late majority",
    "Laggards",
)
ADOPTERS = (INNOVATORS, EARLY, MAJORITY, LATE, LAGGARDS)
NOT_YET = "Not yet"
ADOPTED = "first use from {start} to {end}"
ADOPTED_FIRST, ADOPTED_LAST = "first use up to {end}", "first use from {start}"
ADOPTED_NONE = "no first use on file falls here"
NOT_YET_RULE = "no first use on file yet, which does not mean never"
FIRST_USE = "First use: {day}."
NO_FIRST_USE = "No first use is on file yet."
DAY_NUMBER = "day {number}"

VISITS, TOOLS = " visits a month", " tools"
VISITS_LABEL, TOOLS_LABEL = "visits a month", "tools in use"
USER, NO_USER = "Uses {tool}", "Does not use {tool}"
USER_RULE, NO_USER_RULE = "{tool}: yes", "{tool}: no"

VISUAL, CIRCLES, BOTH_NETWORKS, NO_NETWORK = (
    "Pictures and videos",
    "Friends and business",
    "Both kinds of network",
    "No network",
)
NETWORK_RULES = {
    VISUAL: "uses networks of pictures or videos ({visual}), and none of people",
    CIRCLES: "uses networks of people ({circles}), and none of pictures or videos",
    BOTH_NETWORKS: "uses networks of both kinds",
    NO_NETWORK: "uses none of these networks",
}
CREATIVE, CLOUD_OFFICE, OFFICE, CLOUD, LIGHT = (
    "Creative",
    "Office in the cloud",
    "Office on the computer",
    "Cloud storage only",
    "None of these programs",
)
PROFILE_RULE = "the first that fits: {tools}"
PROFILE_LAST = "uses none of the programs that are asked for"
AND = " and "


@dataclass(frozen=True)
class StackLanguage(Language):
    """Names of columns in a sentence; of what is used, the tool alone."""

    def label(self, column: str) -> str:
        """Return the name of a column in a sentence.

        Parameters
        ----------
        column : its name

        Returns
        -------
        str

        Examples
        --------
        >>> LANGUAGE.label("uses_cloud_mail"), LANGUAGE.label("main_device")
        ('cloud mail', 'main device')
        """
        return self.labels.get(column, label(column.removeprefix(USES)))


LANGUAGE = StackLanguage(
    labels={"visits_per_month": VISITS_LABEL, "n_tools": TOOLS_LABEL},
    traits={"n_tools": ("few tools", "many tools")},
)
