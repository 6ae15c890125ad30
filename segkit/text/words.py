"""What the room of texts says to people."""

LABELS = ("negative", "mixed", "positive", "no sign")
OTHER = "no theme"
SENTIMENT_HEADING = "Sentiment of {n:,} texts"
SENTIMENT_NOTES = (
    "it counts weighed words: it does not understand irony, and knows quotations only "
    "by their marks",
    "{n:,} texts hold no word that it knows: no sign is not the same as content",
)
EXAMPLES_NOTE = "examples are shortened and masked; a mask is care, not proof"
THEME_HEADING = "Themes of {n:,} texts in {language}"
THEME_NOTES = {
    "none": "{n:,} texts ({share:.0%}) have no theme",
    "words": "a theme is named by its own words; give it a name of yours with names=",
}
ADVICE = {
    "heading": "How many themes? Agreement of themes found in two halves, 0 to 1",
    "best": "{n} themes come back most surely ({value:.2f})",
    "weak": (
        "no number of themes comes back in both halves (at most {value:.2f} of 1): "
        "code "
        "the texts by rules instead, or collect more of them"
    ),
}
SHARES = {
    "heading": "Share of texts by sentiment, per {by}",
    "raw": (
        "these are shares of labels, and labels are wrong at times: pass checked= "
        "(texts "
        "whose sentiment somebody coded) to have them corrected"
    ),
    "corrected": (
        "corrected for wrong labels by {n:,} checked texts (Rogan and Gladen 1978, for "
        "three answers); it holds if labels go wrong equally often in each {by}"
    ),
    "small": "groups of fewer than {minimum} texts are blank",
}
MODEL = {
    "repr": "{name} learned from {n:,} texts in {languages}: {labels}",
}
CHECKED = {
    "heading": "How right: {n:,} texts, by language",
    "calibration": "How right at each confidence: {n:,} texts",
    "wrong": "Where it is wrong: {n:,} texts",
}

SAYS = {
    "texts": "texts must be a Series or list of texts; this is a {found}",
    "numbers": "texts must be words; these are {found}: pass the column of texts",
    "empty": "there is no text in texts= (of {n:,}, none has a letter)",
    "language": (
        "language must be 'auto', one of {known}, or a column of them; it is {it}"
    ),
    "few": (
        "{n_themes} themes need {need} texts or more that share words; there are {n}: "
        "ask for fewer themes, or code the texts by rules="
    ),
    "rules": (
        "rules must be {{'theme': ['beginning of a word', …]}}; the theme {theme!r} "
        "has "
        "{found!r}"
    ),
    "one language": (
        "themes are found in one language at a time; these texts are {found}: pass "
        "those "
        "of one language, or rules= that know both"
    ),
    "labels": "labels must be two or more of {known}; found {found}",
    "learn": (
        "{label!r} has {n} texts; at least {need} of each are needed to learn from"
    ),
    "match": "texts and labels must be of the same length; they have {a} and {b}",
    "other": "the model knows {known}; these texts are {found}",
    "names": "names= names {wrong}; there are themes 0 to {last}",
}
