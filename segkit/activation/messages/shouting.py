"""Subject lines that shout, and look like what nobody asked for."""

from __future__ import annotations

import re

from segkit.activation.words.messages import checking as words

WORD = re.compile(r"[^\W\d_]{3,}")
SIGNS = re.compile(r"[!?]{2,}|!.*!|[€$£]{2,}|\.{4,}")
PRETENDS = re.compile(r"^\s*(?:re|fw|fwd|tr|aw|wg)\s*:", re.IGNORECASE)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
PUSHY = re.compile(r"\b(?:" + "|".join(words.PUSHY) + r")\b", re.IGNORECASE)


def shouting(subject: str) -> list[str]:
    """Say what in a subject line shouts.

    Parameters
    ----------
    subject : one line

    Returns
    -------
    list of faults in words, empty for a calm line: capitals (two words or more in
        capitals only), signs (!!, ?!, two !), pretends (begins with Re: or Fw:), emoji
        (three or more), pushy (words of unwanted mail)

    References
    ----------
    Own definition; the Apache SpamAssassin rules SUBJ_ALL_CAPS, FAKE_REPLY and
    PLING_PLING look for the same.

    Examples
    --------
    >>> shouting("LAST CHANCE!!! Act now")
    ['capitals', 'signs', 'pushy']
    >>> shouting("Three tips for your garden")
    []
    """
    found = WORD.findall(subject)
    capitals = [word for word in found if word.isupper()]
    faults = {
        words.CAPITALS: len(capitals) >= 2 or (len(found) == len(capitals) == 1),
        words.SIGNS: bool(SIGNS.search(subject)),
        words.PRETENDS: bool(PRETENDS.search(subject)),
        words.EMOJI: len(EMOJI.findall(subject)) >= 3,
        words.PUSHED: bool(PUSHY.search(subject)),
    }
    return [name for name, there in faults.items() if there]
