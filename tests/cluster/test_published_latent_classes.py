"""Latent classes of published tables: log-likelihoods to the printed digits."""

import numpy as np
import pandas as pd
import pytest

from segkit.cluster import LatentClass
from segkit.cluster.class_information import information
from segkit.cluster.class_regression import Climbed

# Seven pathologists (A to G) look at 118 slides for carcinoma: Agresti (2002),
# Categorical Data Analysis, table 13.1; 1 is yes. Patterns and their counts.
CARCINOMA = {
    "0000000": 34,
    "0000100": 2,
    "0100000": 6,
    "0100001": 1,
    "0100100": 4,
    "0100101": 5,
    "1000000": 2,
    "1010101": 1,
    "1100000": 2,
    "1100001": 1,
    "1100100": 2,
    "1100101": 7,
    "1100111": 1,
    "1101001": 1,
    "1101101": 2,
    "1101111": 3,
    "1110101": 13,
    "1110111": 5,
    "1111101": 10,
    "1111111": 16,
}

# Four conflicts between a rule and a friend, 216 students: Stouffer and Toby (1951),
# in Goodman (1974), Biometrika 61, 215-231; 1 is universalistic.
ROLE_CONFLICT = {
    "1111": 42,
    "1110": 23,
    "1101": 6,
    "1100": 25,
    "1011": 6,
    "1010": 24,
    "1001": 7,
    "1000": 38,
    "0111": 1,
    "0110": 4,
    "0101": 1,
    "0100": 6,
    "0011": 2,
    "0010": 9,
    "0001": 2,
    "0000": 20,
}

# Four ways to cheat, 319 students: Dayton (1998), Latent Class Scaling Analysis, table
# 3.4; 1 is yes.
CHEATING = {
    "0000": 207,
    "1000": 10,
    "0100": 13,
    "1100": 11,
    "0010": 7,
    "1010": 1,
    "0110": 1,
    "1110": 1,
    "0001": 46,
    "1001": 3,
    "0101": 4,
    "1101": 4,
    "0011": 5,
    "1011": 2,
    "0111": 2,
    "1111": 2,
}

# The same students by their grade point average, in five groups from 2.99 or less to
# 3.76 and more: Dayton (1998), table 7.1, as the data set of poLCA has them. Four
# students who never cheated did not tell theirs.
CHEATING_BY_GRADES = {
    "0000": (51, 63, 35, 30, 24),
    "0001": (19, 18, 6, 2, 1),
    "0010": (0, 5, 1, 0, 1),
    "0011": (4, 0, 0, 0, 1),
    "0100": (4, 4, 4, 0, 1),
    "0101": (3, 0, 0, 1, 0),
    "0110": (1, 0, 0, 0, 0),
    "0111": (0, 1, 0, 1, 0),
    "1000": (5, 4, 0, 0, 1),
    "1001": (2, 1, 0, 0, 0),
    "1010": (1, 0, 0, 0, 0),
    "1011": (0, 1, 1, 0, 0),
    "1100": (4, 6, 1, 0, 0),
    "1101": (4, 0, 0, 0, 0),
    "1110": (1, 0, 0, 0, 0),
    "1111": (1, 1, 0, 0, 0),
}


def people(patterns):
    """One row per person."""
    rows = pd.DataFrame([[int(a) for a in pattern] for pattern in patterns])
    rows.columns = list("ABCDEFG")[: rows.shape[1]]
    return rows.loc[rows.index.repeat(list(patterns.values()))].reset_index(drop=True)


def fitted(patterns, k):
    model = LatentClass(k, n_init=20, max_iter=8000, tol=1e-10, random_state=0)
    return model.fit(people(patterns))


def test_the_tables_have_as_many_people_as_published():
    assert len(CARCINOMA) == 20
    assert len(people(CARCINOMA)) == 118
    assert len(people(ROLE_CONFLICT)) == 216
    assert len(people(CHEATING)) == 319


def test_three_classes_of_slides_fit_as_the_manual_of_polca_prints():
    """Linzer and Lewis (2011), Journal of Statistical Software 42(10): carcinoma."""
    model = fitted(CARCINOMA, 3)
    assert round(model.log_likelihood_, 3) == -293.705
    assert round(model.aic_, 2) == 633.41
    assert round(model.bic_, 4) == 697.1357
    assert round(model.g2_, 5) == 15.26171
    assert model.x2_ == pytest.approx(20.50336, abs=5e-5)
    assert model.n_parameters_ == 23
    assert model.class_prior_ == pytest.approx([0.4447, 0.3736, 0.1817], abs=5e-5)


@pytest.mark.parametrize(("k", "log_likelihood"), [(2, -317.2568), (4, -289.2858)])
def test_two_and_four_classes_of_slides_reach_the_published_likelihood(
    k, log_likelihood
):
    """The help page of poLCA; its manual shows a worse local maximum for four."""
    model = fitted(CARCINOMA, k)
    assert model.log_likelihood_ == pytest.approx(log_likelihood, abs=1e-4)


def test_two_classes_of_slides_cost_what_the_manual_prints():
    assert round(fitted(CARCINOMA, 2).aic_, 1) == 664.5


def test_four_classes_of_slides_need_more_than_one_start():
    model = fitted(CARCINOMA, 4)
    assert model.n_best_ < 20
    assert model.starts_.min() < -290
    assert model.aic_ == pytest.approx(640.57, abs=0.005)


def test_role_conflict_comes_out_as_goodman_printed_it():
    """Goodman (1974), two classes: both chi-squares are 2.72 on 6 degrees."""
    model = fitted(ROLE_CONFLICT, 2)
    assert round(model.g2_, 2) == 2.72
    assert round(model.x2_, 2) == 2.72
    assert model.degrees_of_freedom_ == 6
    assert model.class_prior_ == pytest.approx([0.721, 0.279], abs=5e-4)
    yes = model.item_probabilities_.xs(1.0, level="category")
    assert yes["class_0"].round(3).tolist() == [0.714, 0.330, 0.354, 0.132]
    assert yes["class_1"].round(3).tolist() == [0.993, 0.940, 0.927, 0.769]


@pytest.mark.parametrize(
    ("k", "log_likelihood"), [(1, -543.6498), (2, -504.4677), (3, -503.3011)]
)
def test_role_conflict_has_the_published_likelihoods(k, log_likelihood):
    """Goodman (2002), tables 5 and 6, as the help page of poLCA prints them."""
    model = fitted(ROLE_CONFLICT, k)
    assert model.log_likelihood_ == pytest.approx(log_likelihood, abs=1e-4)


def test_cheating_has_the_published_likelihood():
    """Dayton (1998), table 3.3; the likelihood in the help page of poLCA."""
    model = fitted(CHEATING, 2)
    assert model.log_likelihood_ == pytest.approx(-440.0271, abs=1e-4)


def graded():
    """The students who told their grades, and the grades."""
    counts = [sum(by_grade) for by_grade in CHEATING_BY_GRADES.values()]
    X = people(dict(zip(CHEATING_BY_GRADES, counts, strict=True)))
    groups = [np.repeat(range(1, 6), by) for by in CHEATING_BY_GRADES.values()]
    return X, pd.DataFrame({"GPA": np.concatenate(groups)})


def test_the_grades_are_those_of_the_published_students():
    counts = {pattern: sum(by) for pattern, by in CHEATING_BY_GRADES.items()}
    assert {**counts, "0000": counts["0000"] + 4} == CHEATING


def test_grades_explain_cheating_as_polca_prints_it():
    """The help page of poLCA prints the likelihood; R's poLCA 1.6 gave the effects."""
    X, grades = graded()
    model = LatentClass(2, n_init=20, max_iter=8000, tol=1e-10, random_state=0)
    model.fit(X, covariates=grades)
    assert round(model.log_likelihood_, 4) == -429.6384
    assert model.n_parameters_ == 10
    assert model.class_prior_ == pytest.approx([0.8218932, 0.1781068], abs=5e-6)
    effects = model.coefficients_["coefficient"].loc["class_1"]
    assert effects["constant"] == pytest.approx(0.1134289, abs=2e-5)
    assert effects["GPA"] == pytest.approx(-0.8424836, abs=5e-6)


def test_the_errors_from_squared_scores_are_those_of_polca():
    """poLCA takes the outer product of the scores; ours are second derivatives."""
    X, grades = graded()
    model = LatentClass(2, n_init=20, max_iter=8000, tol=1e-10, random_state=0)
    model.fit(X, covariates=grades)
    found = Climbed(model._model, model._logit, 1, converged=True)
    items = model._items(model._reader.read(X.astype(float)))
    known = information(found, items, grades.to_numpy(float), np.ones(len(X)))
    turn = model._logit.own_units()
    errors = np.sqrt(np.diag(turn @ known.covariance("outer") @ turn.T))
    assert errors == pytest.approx([0.5099159, 0.2813142], abs=5e-6)
    ours = model.coefficients_["standard_error"].to_numpy()
    assert ours == pytest.approx(errors, rel=0.05)
