"""The words that every generated notebook shows, in the languages of the course."""

from __future__ import annotations

from segkit.checks import choice

WORDS = {
    "en": {
        "lesson_title": "# {id} {title}",
        "exercise_title": "# Exercise {id}: {title}",
        "solution_title": "# Solution {id}: {title}",
        "minutes": "**{minutes} minutes.**",
        "objectives": "After this lesson you can",
        "aims": "You practise to",
        "before": "Before this: {units}.",
        "data": "Data: {names}.",
        "to_exercise": "Afterwards: [the exercise](../exercises/{name}.ipynb).",
        "to_lesson": "[The lesson](../notebooks/{name}.ipynb)",
        "to_solution": "[the solution](../solutions/{name}.ipynb)",
        "to_exercise_short": "[the exercise](../exercises/{name}.ipynb)",
        "how": (
            "Put your answer in place of each `...`, run the cell, then run the check "
            "beneath it. `.hint()` helps; a wrong answer costs nothing."
        ),
        "index_title": "# The course",
        "index_how": (
            "Open a lesson, run its cells from top to bottom, then work its exercise. "
            "Minutes are for reading and trying at your own pace."
        ),
        "track": "## Track: {name}",
        "track_evening": "evening: the shortest way to a first decision",
        "track_core": "core: ten meetings of 90 minutes",
        "track_full": "full: everything",
        "track_head": "| unit | lesson | exercise | hours so far |",
        "track_row": "| {unit} | {lesson} min | {exercise} | {hours} |",
        "no_exercise": "none",
        "exercise_cell": "[{minutes} min](../exercises/{name}.ipynb)",
        "contents": "## What you can do afterwards",
    },
    "fr": {
        "lesson_title": "# {id} {title}",
        "exercise_title": "# Exercice {id} : {title}",
        "solution_title": "# Corrigé {id} : {title}",
        "minutes": "**{minutes} minutes.**",
        "objectives": "Après cette leçon, vous savez",
        "aims": "Vous vous exercez à",
        "before": "Avant : {units}.",
        "data": "Données : {names}.",
        "to_exercise": "Ensuite : [l'exercice](../exercises/{name}.ipynb).",
        "to_lesson": "[La leçon](../notebooks/{name}.ipynb)",
        "to_solution": "[le corrigé](../solutions/{name}.ipynb)",
        "to_exercise_short": "[l'exercice](../exercises/{name}.ipynb)",
        "how": (
            "Mettez votre réponse à la place de chaque `...`, exécutez la cellule, "
            "puis la vérification. `.hint()` aide ; se tromper ne coûte rien."
        ),
        "index_title": "# Le cours",
        "index_how": (
            "Ouvrez une leçon, exécutez ses cellules de haut en bas, puis faites son "
            "exercice. Les minutes valent pour lire et essayer à votre rythme."
        ),
        "track": "## Parcours : {name}",
        "track_evening": "une soirée : le plus court chemin vers une décision",
        "track_core": "l'essentiel : dix séances de 90 minutes",
        "track_full": "tout",
        "track_head": "| unité | leçon | exercice | heures cumulées |",
        "track_row": "| {unit} | {lesson} min | {exercise} | {hours} |",
        "no_exercise": "aucun",
        "exercise_cell": "[{minutes} min](../exercises/{name}.ipynb)",
        "contents": "## Ce que vous saurez faire",
    },
}


def say(name: str, lang: str = "en", /, **parts: object) -> str:
    """Return a fixed sentence of the course in one of its languages.

    Parameters
    ----------
    name : key of the sentence
    lang : "en" or "fr"
    parts : what the sentence is filled in with

    Returns
    -------
    str

    Examples
    --------
    >>> say("minutes", minutes=25)
    '**25 minutes.**'
    """
    return WORDS[choice(lang, WORDS, name="lang")][name].format(**parts)
