"""Every lesson in a real JupyterLab: it runs, its widgets move, answers are judged."""

from pathlib import Path
from typing import NamedTuple

import pytest

from segkit.practice import words as judged
from segkit.widgets import words as moved

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("notebooks", "exercises", "solutions")


class Number(NamedTuple):
    """Type a value into the number box, or the slider's readout, so labelled."""

    label: str
    value: float

    def do(self, book):
        book.set_number(self.label, self.value)


class Choose(NamedTuple):
    """Choose from the list or the radio buttons so labelled."""

    label: str
    option: str
    changes: bool = True

    def do(self, book):
        book.choose(self.label, self.option, self.changes)


class Press(NamedTuple):
    """Press a button; then these words are in the cell's output."""

    label: str
    says: str = ""

    def do(self, book):
        assert self.says in book.press(self.label)


class Answer(NamedTuple):
    """Type an answer over the question's stub and run its check."""

    question: str
    code: str
    says: str
    name: str = ""  # of the variable, where it is not the question's

    def do(self, book):
        check = rf"^q\.{self.question}\.check\("
        before = book.text(book.index(check))
        variable = self.name or self.question
        book.type_and_run(rf"^{variable} = ", f"{variable} = {self.code}")
        said = book.run(check)
        assert self.says in said
        assert said != before


# ---- what a person does in each notebook after running it -------------------------
STEPS = {
    "notebooks/00_start_here.ipynb": [
        Choose(moved.TRACK, "core"),
        Answer("group_size", "len(shop['orders'])", judged.NOT_YET, "people"),
        Answer("group_size", "len(recent)", judged.CORRECT, "people"),
    ],
    "notebooks/07_behavioural.ipynb": [
        Number(moved.RECENCY_CUT.format(score=5), 3),
        Press(moved.START),
        Answer("score_direction", "True", judged.NOT_YET, "longer_ago"),
        Answer("score_direction", "False", judged.CORRECT, "longer_ago"),
    ],
    "notebooks/13_are_they_real.ipynb": [
        Number(moved.N_SEGMENTS, 3),
        Choose(moved.CUSTOMERS, "our customers"),
        Answer("groups", "True", judged.NOT_YET),
        Answer("groups", "False", judged.CORRECT),
    ],
    "notebooks/16_personas.ipynb": [
        Choose(moved.PERSONA_GUESSES, "hidden"),
        Choose(moved.PERSONA_BESIDE, "regulars (3,305)"),
        Number(moved.PERSONA_LEAST, 400),
        Choose(moved.PERSONA, "once or twice (6,795)"),
        Answer("most_are", "True", judged.NOT_YET),
        Answer("most_are", "False", judged.CORRECT),
        Answer("ten_people", "'A'", judged.NOT_YET),
        Answer("ten_people", "'C'", judged.CORRECT),
    ],
    "notebooks/20_testing.ipynb": [
        Number(moved.PLAN_LABELS["effect"], 3.5),
        Choose(moved.PLAN_SEGMENT, "VIP (1,747)"),
        Number(moved.PLAN_LABELS["held_out"], 20),
        Answer("worth_having", "cost / brings", judged.NOT_YET),
        Answer("worth_having", "cost / (brings * left)", judged.CORRECT),
        Answer("stop_early", "'A'", judged.NOT_YET),
        Answer("stop_early", "'C'", judged.CORRECT),
    ],
    "exercises/00_start_here.ipynb": [
        Choose(judged.CHOICE, "A", changes=False),
        Press(judged.CHECK_BUTTON, judged.NOT_YET),
        Choose(judged.CHOICE, "C", changes=False),
        Press(judged.CHECK_BUTTON, judged.CORRECT),
        Answer("group_size", "len(customers)", judged.NOT_YET),
        Answer("group_size", "(customers['recency_days'] < 30).sum()", judged.CORRECT),
    ],
    "exercises/07_behavioural.ipynb": [
        Answer("repeat_rate", "(X['n_orders'] >= 1).mean()", judged.NOT_YET),
        Answer("repeat_rate", "(X['n_orders'] >= 2).mean()", judged.CORRECT),
    ],
    "exercises/13_are_they_real.ipynb": [
        Answer(
            "pair_agreement",
            "(two_samples['first'] == two_samples['second']).mean()",
            judged.NOT_YET,
        ),
        Answer(
            "pair_agreement",
            "evaluation.adjusted_rand(pd.crosstab(*two_samples.T.values).to_numpy())",
            judged.CORRECT,
        ),
    ],
    "exercises/16_personas.ipynb": [
        Answer("all_at_once", "(people['gender'] == 'man').sum()", judged.NOT_YET),
        Answer(
            "answered",
            "invited['segment'].value_counts(normalize=True)",
            judged.NOT_YET,
        ),
        Answer(
            "answered",
            "invited['answered_on'].notna().groupby(invited['segment']).mean()",
            judged.CORRECT,
        ),
    ],
    "exercises/20_testing.ipynb": [
        Answer("per_arm", "experiments.sample_size(0.012, 0.019)", judged.NOT_YET),
        Answer(
            "per_arm",
            "experiments.sample_size(0.012, 0.019, power=0.85).n_per_arm",
            judged.CORRECT,
        ),
        Answer("margin_gain", "3.2", judged.NOT_YET),
    ],
}
# -----------------------------------------------------------------------------------

NOTEBOOKS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in FOLDERS
    for path in (ROOT / folder).glob("*.ipynb")
)


@pytest.fixture(scope="module")
def lessons(lab):
    for folder in FOLDERS:
        lab.add(ROOT / folder)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.usefixtures("lessons")
@pytest.mark.parametrize("path", NOTEBOOKS)
def test_a_lesson_runs_moves_and_judges(path, opened, page, pictures):
    name = path.replace("/", "-").removesuffix(".ipynb")
    book = opened(path)
    book.run_all()
    book.pictures(pictures, name)
    for step in STEPS.get(path, []):
        step.do(book)
    if path in STEPS:
        book.pictures(pictures, f"{name}-worked")
    assert page.trouble == []


def test_the_steps_speak_of_notebooks_that_exist():
    assert set(STEPS) <= set(NOTEBOOKS)


@pytest.mark.parametrize("path", [p for p in NOTEBOOKS if "solutions" not in p])
def test_every_widget_and_every_exercise_is_worked(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    wanted = {Answer: ".check(", Press: ".ask(", (Number, Choose): "widgets.explore_"}
    for kind, words in wanted.items():
        used = any(isinstance(step, kind) for step in STEPS.get(path, []))
        assert used or words not in text, f"{path}: add a step for {words}"
