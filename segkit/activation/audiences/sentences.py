"""A rule in English: "customers who bought twice and agreed to e-mail, but ..."."""

from __future__ import annotations

from typing import Any, NamedTuple

from segkit.activation.audiences import phrases
from segkit.activation.audiences.operands import (
    Column,
    DaysSince,
    Densest,
    Events,
    Latest,
    Since,
    Sum,
)
from segkit.activation.audiences.phrases import filled
from segkit.activation.audiences.tree import All, AnyOf, Compare, Member, Not, Rule
from segkit.activation.words import audience_sentences as words


class Phrase(NamedTuple):
    """What is said of customers: after "who", after "whose", or in words of its own."""

    start: str
    text: str
    negative: bool = False


def of_rule(rule: Rule) -> str:
    """Write a rule in English.

    Parameters
    ----------
    rule : any rule

    Returns
    -------
    str

    Examples
    --------
    >>> from segkit.activation.audiences.parse import rule
    >>> print(of_rule(rule("bought twice in 90 days and email_consent is true "
    ...                    "and opened none of the last 5 sends")))
    customers who bought at least twice in the last 90 days and agreed to e-mail,
    but opened none of the last 5 messages
    """
    return f"{words.CUSTOMERS} {_whole(_phrased(rule, no=False, rows=None))}"


def _phrased(rule: Rule, *, no: bool, rows: str | None) -> Phrase:
    """Say what a rule says; "not" is carried inwards, where it can be said well."""
    if isinstance(rule, Not):
        return _phrased(rule.part, no=not no, rows=rows)
    if isinstance(rule, All | AnyOf):
        parts = [_inner(_phrased(p, no=no, rows=rows)) for p in rule.parts]
        every = isinstance(rule, All) != no
        return Phrase("joined", _together(parts, every=every, rows=rows))
    if isinstance(rule, Member):
        name = phrases.value(rule.audience)
        return Phrase("who", words.MEMBER[no].format(name=name), no)
    assert isinstance(rule, Compare)
    return _condition(rule, no=no, rows=rows)


def _whole(phrase: Phrase) -> str:
    return phrase.text if phrase.start in ("", "joined") else " ".join(phrase[:2])


def _inner(phrase: Phrase) -> Phrase:
    if phrase.start != "joined":
        return phrase
    return Phrase("", words.BRACKETS.format(text=phrase.text))


def _together(parts: list[Phrase], *, every: bool, rows: str | None) -> str:
    """Join phrases; "who" is said once, and "but" turns to what is not so."""
    texts = []
    for before, part in zip([None, *parts], parts, strict=False):
        same = before is not None and before.start == part.start == "who"
        texts.append(part.text if same and every else _whole(part))
    turn = next((i for i, part in enumerate(parts) if part.negative), 0)
    rest = parts[turn:]
    if not every or not turn or not all(part.negative for part in rest) or rows:
        return _list(texts, words.AND if every else words.OR)
    return _list(texts[:turn], words.AND) + words.BUT + _list(texts[turn:], words.AND)


def _list(texts: list[str], joint: str) -> str:
    if len(texts) == 1:
        return texts[0]
    return words.COMMA.join(texts[:-1]) + joint + texts[-1]


def _condition(leaf: Compare, *, no: bool, rows: str | None) -> Phrase:
    of = leaf.of
    if isinstance(of, Column):
        return _column(leaf, of.name, no=no, rows=rows)
    if isinstance(of, DaysSince):
        return _aged(leaf, of.name, no=no)
    if isinstance(of, Sum):
        return _summed(leaf, of, no=no)
    if isinstance(of, Since):
        return _since(leaf, of, no=no)
    if isinstance(of, Latest):
        return _latest(leaf, of, no=no)
    return _often(leaf, of.events, no=no)


def _column(leaf: Compare, name: str, *, no: bool, rows: str | None) -> Phrase:
    if leaf.kinds == ("truth",):
        yes = (leaf.values[0] is True) == (leaf.op == "=") != no
        return _truth(name, yes=yes, rows=rows)
    deed = phrases.deed(name)
    if deed and leaf.kinds and leaf.kinds[0] == "date":
        when = filled(words.WHEN, words.WHEN_NOT, leaf, no=no)
        return Phrase("that" if rows else "who", f"{deed} {when}")
    said = filled(words.IS, words.IS_NOT, leaf, no=no)
    negative = leaf.op == "unknown" if not no else leaf.op == "known"
    return Phrase("whose", f"{phrases.label(name)} {said}", negative)


def _truth(name: str, *, yes: bool, rows: str | None) -> Phrase:
    label = name.replace("_", " ")
    if rows:
        done = label.endswith("ed") and " " not in label
        texts = words.ROW_TRUE if done else words.ROW_IS_TRUE
        return Phrase("", texts[not yes].format(label=label), not yes)
    if name in words.TRUTHS:
        return Phrase("who", words.TRUTHS[name][not yes], not yes)
    if name.startswith("uses_"):
        return Phrase("who", f"{words.USES[not yes]} {label[5:]}", not yes)
    return Phrase("", words.IS_TRUE[not yes].format(label=label), not yes)


def _aged(leaf: Compare, name: str, *, no: bool) -> Phrase:
    deed = phrases.deed(name)
    start, subject = ("who", deed) if deed else ("whose", f"{phrases.label(name)} is")
    if leaf.op in ("known", "unknown"):
        return _column(leaf, name, no=no, rows=None)
    whole = all(isinstance(each, int) for each in leaf.values)
    if leaf.op == "between" and whole and leaf.values[0] == 0:
        span = phrases.days(int(leaf.values[1]) + 1)  # type: ignore[arg-type]
        return Phrase(start, f"{subject} {words.WITHIN[no].format(days=span)}", no)
    if leaf.op == "between" and whole and leaf.values[1] == -1:
        span = phrases.days(-int(leaf.values[0]))  # type: ignore[arg-type]
        return Phrase(start, f"{subject} {words.AHEAD[no].format(days=span)}", no)
    when = filled(words.AGO, words.AGO_NOT, leaf, no=no, write=phrases.days)
    return Phrase(start, f"{subject} {when}")


def _where(events: Events) -> str:
    """Say which rows of a table count, and when."""
    when = phrases.period(events)
    if events.where is None:
        return when
    many = phrases.nouns(events.table)[2]
    where = _whole(_phrased(events.where, no=False, rows=many))
    return when + words.ONLY.format(many=many, where=where)


def _often(leaf: Compare, events: Events, *, no: bool) -> Phrase:
    verb, one, many = phrases.nouns(events.table)
    none = (leaf.op, leaf.values) in (("=", (0,)), ("<", (1,)), ("<=", (0,)))
    some = (leaf.op, leaf.values) in ((">=", (1,)), (">", (0,)), ("!=", (0,)))
    some, none = (none, some) if no else (some, none)
    bought = words.BUYING.get(events.table)
    if isinstance(leaf.of, Densest):
        span = " " + words.SPAN.format(days=phrases.days(leaf.of.days))
        when = span + _where(events)
        some = none = False
    else:
        when = _where(events)
    if none:
        nothing = bought[1] if bought else words.NO.format(verb=verb, one=one)
        return Phrase("who", nothing + when, True)
    if some and bought:
        return Phrase("who", bought[0] + when)
    if bought:
        often = filled(words.OFTEN, words.OFTEN_NOT, leaf, no=no, write=_times)
        return Phrase("who", f"{bought[0]} {often}{when}")
    number = filled(words.NUMBER, words.NUMBER_NOT, leaf, no=no)
    noun = one if leaf.values == (1,) else many
    return Phrase("who", f"{verb} {number} {noun}{when}")


def _times(n: Any) -> str:
    return words.TIMES.get(n) or words.N_TIMES.format(n=phrases.value(n))


def _summed(leaf: Compare, of: Sum, *, no: bool) -> Phrase:
    number = filled(words.NUMBER, words.NUMBER_NOT, leaf, no=no)
    spent = words.SPENT.get((of.events.table, of.column))
    if spent:
        return Phrase("who", f"{spent} {number}{_where(of.events)}")
    many = phrases.nouns(of.events.table)[2]
    said = words.SUM.format(label=phrases.label(of.column), many=many, number=number)
    return Phrase("whose", said + _where(of.events))


def _since(leaf: Compare, of: Since, *, no: bool) -> Phrase:
    verb, one, _ = phrases.nouns(of.events.table)
    bought = of.events.table in words.BUYING
    if leaf.op in ("known", "unknown"):
        never = (leaf.op == "unknown") != no
        texts = words.EVER.get(of.events.table, words.EVER_HAD)
        text = texts[never].format(verb=verb, one=one)
        return Phrase("who", text + _where(of.events), never)
    when = filled(words.AGO, words.AGO_NOT, leaf, no=no, write=phrases.days)
    if bought:
        said = f"{words.LAST_BOUGHT[of.which]} {when}"
        return Phrase("who", said + _where(of.events))
    was = words.LAST_WAS.format(which=of.which, one=one)
    return Phrase("whose", f"{was} {when}{_where(of.events)}")


def _latest(leaf: Compare, of: Latest, *, no: bool) -> Phrase:
    verb, _, many = phrases.nouns(of.events.table)
    if leaf.op in ("known", "unknown"):
        few = (leaf.op == "unknown") != no
        text = words.ENOUGH[few].format(verb=verb, n=of.n, many=many)
        return Phrase("who", text + _where(of.events), few)
    template = words.UP_TO_N if of.up_to else words.LAST_N
    last = template.format(n=of.n, many=many) + _where(of.events)
    quantity = _quantity(leaf, of, no=no)
    negative = quantity == words.QUANTITY["=", 0]
    had: Any = of.had
    simple = isinstance(had, Compare) and isinstance(had.of, Column)
    deed = phrases.deed(had.of.name) if simple and had.op == "known" else None
    if deed:
        said = words.OF_LAST.format(verb=deed, quantity=quantity, last=last)
        return Phrase("who", said, negative)
    told = _whole(_phrased(had, no=False, rows=many))
    said = words.AMONG.format(last=last, quantity=quantity, many=many, had=told)
    return Phrase("", said, negative)


def _quantity(leaf: Compare, of: Latest, *, no: bool) -> str:
    op = phrases.turned(leaf.op) if no else leaf.op
    first = leaf.values[0]
    if (op, first) in ((">", 0), ("!=", 0)):
        op, first = ">=", 1
    if (op, leaf.values) == ("=", (of.n,)) and not of.up_to:
        return words.ALL_OF
    if op and (op, first) in words.QUANTITY:
        return words.QUANTITY[op, first]  # type: ignore[index]
    return filled(words.NUMBER, words.NUMBER_NOT, leaf, no=no)
