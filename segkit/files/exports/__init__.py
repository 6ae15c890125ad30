"""Exports of web analytics and of e-mail platforms, read into the kit's tables."""

from segkit.files.exports.form import SignupForm, signup_form
from segkit.files.exports.list import one_list
from segkit.files.exports.mails import read_mail_events
from segkit.files.exports.sessions import read_sessions
from segkit.files.exports.subscribers import read_subscribers

__all__ = [
    "SignupForm",
    "one_list",
    "read_mail_events",
    "read_sessions",
    "read_subscribers",
    "signup_form",
]
