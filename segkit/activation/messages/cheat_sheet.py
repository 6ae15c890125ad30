"""The cheat-sheet: what to remember, on one page to print."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from segkit import checks
from segkit.activation.messages.break_even import break_even_uptake
from segkit.activation.messages.lengths import LIMITS
from segkit.activation.messages.library import typeset
from segkit.activation.messages.locale import LOCALES
from segkit.activation.words.messages import saying as words
from segkit.checks import DataError

STYLE = (
    "@page{size:A4;margin:15mm}"
    "body{font:11pt/1.4 Georgia,serif;color:#222;max-width:50em;margin:2em auto;"
    "padding:0 1em}h1{font-size:18pt}h2{font-size:12pt;margin:0 0 .2em}"
    "main{columns:2 20em;column-gap:2em}section{break-inside:avoid;margin-bottom:1em}"
    "ul{list-style:none;padding:0;margin:0}li{padding-left:1.6em;text-indent:-1.6em}"
    "li::before{content:'\\2610\\00a0\\00a0'}"
)
Section = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, repr=False)
class CheatSheet:
    """One page: headings with lines below them.

    Parameters
    ----------
    title : of the page
    language : English or French
    sections : heading and lines

    Examples
    --------
    >>> cheat_sheet().sections[0][0]
    'Five steps'
    """

    title: str
    language: str
    sections: tuple[Section, ...]

    def to_markdown(self) -> str:
        """Return the page as Markdown."""
        blocks = [f"# {self.title}"]
        for heading, lines in self.sections:
            blocks.append("\n".join([f"## {heading}", "", *(f"- {x}" for x in lines)]))
        return "\n\n".join(blocks) + "\n"

    def to_html(self) -> str:
        """Return the page as a document of its own, ready to print on A4."""
        code = {"English": "en", "French": "fr"}[self.language]
        return (
            f'<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8">'
            f"<title>{escape(self.title)}</title><style>{STYLE}</style></head><body>"
            f"<h1>{escape(self.title)}</h1><main>{self._inner()}</main></body></html>"
        )

    def _inner(self) -> str:
        return "".join(
            f"<section><h2>{escape(heading)}</h2><ul>"
            + "".join(f"<li>{escape(line)}</li>" for line in lines)
            + "</ul></section>"
            for heading, lines in self.sections
        )

    def __repr__(self) -> str:
        """Print the page as Markdown."""
        return self.to_markdown()

    def _repr_html_(self) -> str:
        return f"<h3>{escape(self.title)}</h3>{self._inner()}"


def cheat_sheet(
    *, language: str = "English", margin_rate: float = 0.4, discount_rate: float = 0.15
) -> CheatSheet:
    """Put what to remember on one page: steps, uses, checks, and your own break-even.

    Parameters
    ----------
    language : "English" or "French"
    margin_rate : margin of an order at list price, for the lines on discounts
    discount_rate : the discount that you think of, below the margin

    Returns
    -------
    CheatSheet: to_html() to print, to_markdown(); write it with `files.write_text`

    Raises
    ------
    DataError
        if there is no such language, or the discount takes all of the margin

    References
    ----------
    Own words; the steps and uses are those of the small-business unit.

    Examples
    --------
    >>> page = cheat_sheet(margin_rate=0.4, discount_rate=0.15)
    >>> page.sections[3][1][1]
    'At a margin of 40%, a discount of 15% needs 1.60 times as many buyers to earn the
    same.'
    """
    checks.choice(language, list(words.SHEET), name="language")
    locale = LOCALES[language]
    times = break_even_uptake(margin_rate, discount_rate, bought_without=1.0)
    if times == float("inf"):
        raise DataError(words.NO_MARGIN_LEFT.format(d=discount_rate, m=margin_rate))
    subject = next(
        x.most for x in LIMITS if (x.channel, x.part) == ("email", "subject")
    )
    said = {
        "margin": locale.share(margin_rate),
        "discount": locale.share(discount_rate),
        "times": locale.number(times, 2),
        "subject": subject,
    }
    set_type = typeset if language == "French" else str
    sections = tuple(
        (heading, tuple(set_type(line).format(**said) for line in lines))
        for heading, lines in words.SHEET[language]
    )
    return CheatSheet(words.SHEET_TITLE[language], language, sections)
