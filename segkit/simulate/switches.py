"""The planted pitfalls: each can be switched off, and nothing else then changes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from difflib import get_close_matches

from segkit import checks


@dataclass(frozen=True)
class Switches:
    """Which pitfalls a world holds; all of them unless told otherwise.

    Attributes
    ----------
    missing_income : high incomes are left blank more often
    sentinels : impossible ages and incomes that mean "not known"
    duplicates : customers and orders that stand twice
    wrong_scale : amounts a hundred times too large
    utc_timestamps : web times in UTC without saying so
    bots : sessions of machines among those of people
    machine_opens : e-mail programs that open every message by themselves
    leakage : a score column that knows the future
    straight_liners : respondents who give every item the same answer
    reverse_items : items worded against their scale
    nonresponse : unhappy customers answer the survey less often
    drift : the second year differs from the first
    lucky_window : a spring in which some customers bought more, for once
    immortal_time : the loyalty card is given after several orders
    sample_ratio : a campaign whose hold-out lost people
    many_campaigns : weak campaigns, and one with enough people
    summer_offers : a group that answers limited-time offers in summer only
    message_effects : subject line, proof and deadline change clicks
    simpson : a test whose share grew while the traffic changed
    novelty : a test whose effect wears off
    free_shipping : a test that lifts orders and loses margin
    prior_spend : a column from before the test that explains half of its noise
    intention_by_sex : one intention that depends on sex and one that does not
    """

    missing_income: bool = True
    sentinels: bool = True
    duplicates: bool = True
    wrong_scale: bool = True
    utc_timestamps: bool = True
    bots: bool = True
    machine_opens: bool = True
    leakage: bool = True
    straight_liners: bool = True
    reverse_items: bool = True
    nonresponse: bool = True
    drift: bool = True
    lucky_window: bool = True
    immortal_time: bool = True
    sample_ratio: bool = True
    many_campaigns: bool = True
    summer_offers: bool = True
    message_effects: bool = True
    simpson: bool = True
    novelty: bool = True
    free_shipping: bool = True
    prior_spend: bool = True
    intention_by_sex: bool = True

    @classmethod
    def names(cls) -> list[str]:
        """Return the names of the switches.

        Returns
        -------
        list of str

        Examples
        --------
        >>> "drift" in Switches.names()
        True
        """
        return [each.name for each in fields(cls)]

    @classmethod
    def read(cls, given: dict[str, bool]) -> Switches:
        """Return the switches as given; the others stay on.

        Parameters
        ----------
        given : name to True or False

        Returns
        -------
        Switches

        Raises
        ------
        DataError
            if there is no such switch, or its value is not True or False

        Examples
        --------
        >>> Switches.read({"drift": False}).drift
        False
        """
        for name, value in given.items():
            if name not in cls.names():
                raise checks.DataError(_unknown(name, cls.names()))
            if not isinstance(value, bool):
                raise checks.DataError(
                    f"the switch {name} must be True or False; this is {value!r}"
                )
        return cls(**given)


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=2, cutoff=0.4)
    hint = f"; nearest: {near}" if near else ""
    return f"the world has no switch {name!r}{hint}: the switches are {known}"
