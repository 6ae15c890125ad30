"""E-mail: what became of each message, and which was read."""

from segkit.kpis.mail import rates, results

__all__ = ["rates", "results"]
