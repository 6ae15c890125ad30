"""A sign-up form that asks one question more, and asks for consent as it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from segkit.checks import DataError, choice

TEXTS = {
    "English": {
        "email": "E-mail address",
        "heard_from": "How did you hear of us?",
        "main_difficulty": "What is your main difficulty with {topic}?",
        "consent": (
            "Yes, {shop} may write to me by e-mail. I can change my mind in each "
            "message."
        ),
        "send": "Sign up",
        "choose": "Please choose",
    },
    "French": {
        "email": "Adresse e-mail",
        "heard_from": "Comment avez-vous entendu parler de nous ?",
        "main_difficulty": "Quelle est votre principale difficulté avec {topic} ?",
        "consent": "Oui, {shop} peut m'écrire par e-mail. Je peux changer d'avis dans "
        "chaque message.",
        "send": "S'inscrire",
        "choose": "Choisissez",
    },
}
CHOICES = {
    "English": ("friend", "social media", "search", "local paper", "market stall"),
    "French": ("amis", "réseaux sociaux", "recherche", "journal local", "marché"),
}


@dataclass(frozen=True)
class SignupForm:
    """A sign-up form as HTML, and the columns that its answers fill.

    Attributes
    ----------
    html : the form; it sends nothing anywhere until you give it an action
    columns : names of its answers, as `segkit.files.read_subscribers` reads them

    References
    ----------
    own definition

    Examples
    --------
    >>> signup_form("the tea shop").columns
    ('email', 'heard_from', 'consent')
    """

    html: str
    columns: tuple[str, ...]

    def _repr_html_(self) -> str:
        return self.html


def signup_form(
    shop: str,
    *,
    question: str = "heard_from",
    topic: str = "",
    choices: Sequence[str] | None = None,
    language: str = "English",
) -> SignupForm:
    """Make a sign-up form with one question, and a box for consent that is not ticked.

    Parameters
    ----------
    shop : who writes to the subscriber
    question : "heard_from" (a choice), or "main_difficulty" (an open answer)
    topic : what the difficulty is with, such as "brewing tea"
    choices : answers of "heard_from"; None for five usual ones
    language : "English" or "French"

    Returns
    -------
    SignupForm; every text is escaped

    Raises
    ------
    DataError
        if the question or the language is not known, or a difficulty has no topic

    References
    ----------
    Regulation (EU) 2016/679, article 4 (11) and recital 32: a box that is ticked
    beforehand is no consent

    Examples
    --------
    >>> form = signup_form("the tea shop", question="main_difficulty", topic="tea")
    >>> "What is your main difficulty with tea?" in form.html
    True
    >>> "checked" in form.html
    False
    """
    choice(question, ["heard_from", "main_difficulty"], name="question")
    choice(language, TEXTS, name="language")
    if question == "main_difficulty" and not topic:
        raise DataError(
            "the question main_difficulty needs topic=, such as topic='brewing tea'"
        )
    text = {
        name: escape(words.format(shop=shop, topic=topic))
        for name, words in TEXTS[language].items()
    }
    answers = list(CHOICES[language] if choices is None else choices)
    field = _options(answers, text["choose"]) if question == "heard_from" else _OPEN
    html = _FORM.format(label=text[question], field=field, **text)
    return SignupForm(html, ("email", question, "consent"))


_FORM = """<form>
  <p><label for="email">{email}</label><br>
  <input id="email" name="email" type="email" autocomplete="email" required></p>
  <p><label for="question">{label}</label><br>
  {field}</p>
  <p><input id="consent" name="consent" type="checkbox" value="yes">
  <label for="consent">{consent}</label></p>
  <p><button type="submit">{send}</button></p>
</form>"""
_OPEN = (
    '<textarea id="question" name="main_difficulty" rows="3" maxlength="500">'
    "</textarea>"
)


def _options(answers: list[str], choose: str) -> str:
    inside = "".join(
        f'\n    <option value="{escape(a)}">{escape(a)}</option>' for a in answers
    )
    first = f'\n    <option value="">{choose}</option>'
    return f'<select id="question" name="heard_from">{first}{inside}\n  </select>'
