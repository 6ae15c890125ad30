"""What stands beside the words of customers."""

HEADING = "What customers of the segment wrote"
WRITERS = "wrote to the shop"
RATING = "stars given in reviews"
STARS = "stars"
QUOTED = "“{text}”"
ONE_VOICE = "one person's words, who agreed to be quoted; n counts all who wrote"
NO_CONSENT = (
    "Nothing is quoted: quotable= names those who agreed to be quoted. Consent to "
    "e-mail, or leave to be contacted, is not that."
)
NOTE = "{n} of those who wrote agreed to be quoted. Quotes are masked."
