"""Sequences: mails that follow an event by themselves, within limits.

A sequence is data (`Sequence`: what starts it, its steps, what ends it); `schedule`
plays several of them on a list of customers, with consent, a cap, quiet hours, stops
and priorities, and says of every message planned what became of it.
"""
