"""A sequence in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from segkit.activation.words import sequences as words

if TYPE_CHECKING:
    from segkit.activation.sequences.sequence import Sequence, Step


def sentence(sequence: Sequence) -> str:
    """Return the whole sequence in sentences."""
    who = ""
    if sequence.who:
        told = [_condition(column, values) for column, values in sequence.who.items()]
        who = words.WHO.format(conditions=", ".join(told))
    return words.SENTENCE.format(
        name=sequence.name,
        start=sequence.trigger.words,
        who=who,
        steps=", ".join(step_words(step) for step in sequence.steps),
        rules=" ".join(_rules(sequence)),
    )


def step_words(step: Step) -> str:
    """Return one step: which message, and when."""
    if step.relative_to == words.PREVIOUS:
        when = _plural(words.DAYS_AFTER, step.after_days)
    elif step.after_days:
        when = _plural(words.DAYS_LATER, step.after_days)
    else:
        when = words.AT_ONCE if step.at is None else words.SAME_DAY
    when += "" if step.at is None else words.AT.format(at=step.at)
    return words.STEP_NOW.format(message=step.message, when=when)


def _condition(column: str, values: Any) -> str:
    told = [words.NOT_KNOWN if value is None else str(value) for value in values]
    return words.IS.format(column=column, values=words.OR.join(told))


def _plural(forms: tuple[str, str], n: int) -> str:
    return forms[n != 1].format(n=n)


def _rules(sequence: Sequence) -> list[str]:
    rules = [words.KIND.format(kind=words.KINDS[sequence.kind])]
    if sequence.stop_when:
        rules.append(words.STOP)
    if isinstance(sequence.deadline, int):
        rules.append(words.UNTIL_DAYS.format(days=sequence.deadline))
    elif sequence.deadline:
        rules.append(words.UNTIL.format(day=sequence.deadline))
    if sequence.reentry_days:
        rules.append(words.REENTRY.format(days=sequence.reentry_days))
    wait = words.WAIT if sequence.wait_days else words.NO_WAIT
    rules.append(wait.format(days=sequence.wait_days))
    return [*rules, sequence.note] if sequence.note else rules
