"""What every model must do, whichever it is: parametrised over `models.ALL`."""

import json
import pickle

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer
from sklearn.utils.estimator_checks import estimator_checks_generator

from segkit import models
from segkit.checks import DataError
from tests.models.cases import PARAMS, make
from tests.models.samples import customers

# scikit-learn's own checks that need no table of unnamed numbers
SKLEARN_CHECKS = {
    "check_do_not_raise_errors_in_init_or_set_params",
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_estimators_unfitted",
    "check_get_params_invariance",
    "check_mixin_order",
    "check_no_attributes_set_in_init",
    "check_parameters_default_constructible",
    "check_set_params",
    "check_transformers_unfitted",
    "check_valid_tag_types",
}


@pytest.fixture(params=PARAMS)
def model(request):
    return make(*request.param)


@pytest.fixture(scope="module", name="every_customer")
def one_table_for_all():
    return customers()


@pytest.fixture(scope="module", name="strangers")
def another_table_for_all():
    return customers(n=200, seed=8)


@pytest.fixture(name="X")
def table_of_customers(every_customer):
    return every_customer.copy()


def test_the_registry_names_each_model_as_the_model_does():
    assert all(name == model.name for name, model in models.ALL.items())


@pytest.mark.parametrize("name", models.ALL)
def test_scikit_learns_checks_pass(name):
    run = set()
    for estimator, check in estimator_checks_generator(models.ALL[name]()):
        title = getattr(check, "func", check).__name__
        if title in SKLEARN_CHECKS:
            check(estimator)
            run.add(title)
    assert run == SKLEARN_CHECKS


def test_fit_returns_the_model_itself(model, X):
    assert model.fit(X) is model


def test_fit_leaves_the_input_and_the_arguments_alone(model, X):
    before, arguments = X.copy(deep=True), repr(model.get_params())
    model.fit(X).assign(X)
    pd.testing.assert_frame_equal(X, before)
    assert X.attrs == before.attrs
    assert repr(model.get_params()) == arguments


def test_predict_repeats_the_training_labels(model, X):
    model.fit(X)
    np.testing.assert_array_equal(model.predict(X), model.labels_)
    np.testing.assert_array_equal(clone(model).fit_predict(X), model.labels_)


def test_fitting_twice_gives_the_same(model, X):
    first = model.fit(X).labels_
    np.testing.assert_array_equal(model.fit(X).labels_, first)
    np.testing.assert_array_equal(clone(model).fit(X).labels_, first)


def test_codes_are_whole_numbers_of_the_segments(model, X):
    codes = model.fit(X).predict(X)
    assert codes.dtype.kind == "i"
    assert codes.shape == (len(X),)
    assert set(codes) <= set(model.segments_["code"])


def test_each_customer_is_predicted_alone_as_among_others(model, X):
    model.fit(X)
    some = range(0, len(X), 4)
    alone = [model.predict(X.iloc[[row]])[0] for row in some]
    assert alone == model.labels_[some].tolist()


def test_shuffled_rows_change_nothing(model, X):
    segments = model.fit(X).assign(X)
    frozen = model.frozen()
    shuffled = X.sample(frac=1, random_state=3)
    again = model.fit(shuffled).assign(X)
    pd.testing.assert_series_equal(again, segments)
    assert model.frozen() == frozen


def test_renamed_customers_change_nothing(model, X):
    labels = model.fit(X).labels_
    renamed = X.set_axis(pd.RangeIndex(len(X), 0, -1, name="customer_id"))
    np.testing.assert_array_equal(model.fit(renamed).labels_, labels)


@pytest.mark.parametrize("seed", [1, 2])
def test_columns_in_another_order_and_more_of_them_change_nothing(model, X, seed):
    segments = model.fit(X).assign(X)
    frozen = model.frozen()
    unrelated = {"remark": "?", "number": range(len(X)), "lists": [[1]] * len(X)}
    wider = X.sample(frac=1, axis=1, random_state=seed).assign(**unrelated)
    pd.testing.assert_series_equal(model.assign(wider), segments)
    pd.testing.assert_series_equal(model.fit(wider).assign(X), segments)
    assert model.frozen() == frozen


def test_assign_names_the_segments_and_keeps_the_index(model, X):
    segments = model.fit(X).assign(X)
    assert isinstance(segments.dtype, pd.CategoricalDtype)
    assert segments.name == model.name
    assert segments.index.equals(X.index)
    assert segments.index.name == "customer_id"
    assert segments.cat.categories.tolist() == model.segments_["name"].tolist()
    assert segments.cat.codes.tolist() == model.labels_.tolist()
    assert not segments.isna().any()


def test_assign_says_the_day_that_x_describes(model, X):
    model.fit(X)
    assert model.assign(X).attrs["as_of"] == "2024-06-30"
    later = X.copy()
    later.attrs["as_of"] = "2024-07-31"
    assert model.assign(later).attrs["as_of"] == "2024-07-31"
    later.attrs.clear()
    assert "as_of" not in model.assign(later).attrs
    assert model.as_of_ == "2024-06-30"


def test_the_table_of_segments_counts_every_customer_once(model, X):
    table = model.fit(X).segments_
    assert table.columns.tolist() == ["code", "name", "rule", "size", "share"]
    assert table["code"].tolist() == list(range(len(table)))
    assert table["name"].is_unique
    assert table["rule"].str.len().min() > 0
    assert table["size"].sum() == len(X)
    counted = model.assign(X).value_counts().reindex(table["name"]).tolist()
    assert table["size"].tolist() == counted
    np.testing.assert_allclose(table["share"], table["size"] / len(X))


def test_explain_names_customer_and_segment(model, X):
    segments = model.fit(X).assign(X)
    for customer in X.index[::4]:
        said = model.explain(X, customer)
        assert said.startswith(f"Customer {customer} is in {segments[customer]}.")
        assert said.endswith((".", ")"))
        assert repr(said) == str(said)
        assert "nan" not in said


def test_explain_refuses_a_customer_who_is_not_there(model, X):
    model.fit(X)
    with pytest.raises(
        DataError, match=r"no customer 'nobody' \(str\) among its 60"
    ) as e:
        model.explain(X, "nobody")
    assert "type string: pass one of X.index" in str(e.value)
    assert X.index[1] not in str(e.value)
    with pytest.raises(DataError, match=r"no customer 7 \(int\)"):
        model.explain(X, 7)
    with pytest.raises(DataError, match=r"no customer \['nobody'\] \(list\)"):
        model.explain(X, ["nobody"])


def test_the_model_keeps_no_customer_rows(model, X):
    kept = pickle.dumps(model.fit(X))
    assert not any(customer.encode() in kept for customer in X.index)
    assert not any(customer in json.dumps(model.frozen()) for customer in X.index)


def test_transform_marks_one_segment_per_customer(model, X):
    marks = model.fit(X).transform(X)
    assert marks.shape == (len(X), len(model.segments_))
    assert set(np.unique(marks)) == {0.0, 1.0}
    np.testing.assert_array_equal(marks.argmax(axis=1), model.labels_)
    np.testing.assert_array_equal(clone(model).fit_transform(X), marks)


def test_set_output_gives_a_table_with_names_and_index(model, X):
    table = model.set_output(transform="pandas").fit(X).transform(X)
    assert table.columns.tolist() == model.get_feature_names_out().tolist()
    assert all(column.startswith(f"{model.name}_") for column in table)
    assert table.columns.is_unique
    assert table.index.equals(X.index)


def test_a_pipeline_carries_the_model(model, X):
    pipe = Pipeline([("as it is", FunctionTransformer()), ("segments", model)])
    labels = pipe.fit_predict(X)
    np.testing.assert_array_equal(labels, clone(model).fit(X).labels_)
    np.testing.assert_array_equal(pipe.predict(X), labels)
    pipe.set_output(transform="pandas")
    names = pipe.fit_transform(X).columns.tolist()
    assert names == model.get_feature_names_out().tolist()


def test_the_columns_that_were_read_are_named(model, X):
    model.fit(X)
    rule = model.methods[model.method]
    assert set(rule.needs) <= set(model.feature_names_in_) <= set(X.columns)
    assert model.n_features_in_ == len(model.feature_names_in_)


def test_clone_and_set_params_keep_the_arguments(model, X):
    copy = clone(model.fit(X))
    assert repr(copy.get_params()) == repr(model.get_params())
    assert not hasattr(copy, "labels_")
    assert model.set_params(method=model.method) is model


def test_a_pickled_model_predicts_the_same(model, X):
    again = pickle.loads(pickle.dumps(model.fit(X)))
    np.testing.assert_array_equal(again.predict(X), model.labels_)
    pd.testing.assert_frame_equal(again.segments_, model.segments_)


def test_a_frozen_model_predicts_the_same_after_a_json_file(model, X, strangers):
    frozen = model.fit(X).frozen()
    thawed = models.from_frozen(json.loads(json.dumps(frozen, allow_nan=False)))
    assert type(thawed) is type(model)
    expected = model.assign(strangers)
    pd.testing.assert_series_equal(thawed.assign(strangers), expected)
    pd.testing.assert_frame_equal(thawed.segments_, model.segments_)
    assert thawed.explain(X, X.index[3]) == model.explain(X, X.index[3])
    assert thawed.frozen() == frozen
    assert thawed.as_of_ == "2024-06-30"


def test_an_incomplete_frozen_model_is_refused(model, X):
    frozen = model.fit(X).frozen()
    for part in ("arguments", "rule", "columns", "sizes"):
        broken = {key: value for key, value in frozen.items() if key != part}
        with pytest.raises(DataError, match="frozen model cannot be read"):
            models.from_frozen(broken)


def test_a_rule_from_another_version_is_refused(model, X):
    frozen = model.fit(X).frozen()
    frozen["rule"] = {**frozen["rule"], "mood": 3}
    with pytest.raises(DataError, match="another version of segkit"):
        models.from_frozen(frozen)


def test_a_missing_column_is_named(model, X):
    for column in model.methods[model.method].needs:
        with pytest.raises(DataError, match="needs columns") as error:
            model.fit(X.drop(columns=column))
        said = str(error.value)
        assert f"needs columns ['{column}'] in X; the table has [" in said
        assert f"make X with {model.methods[model.method].made_by}" in said
        with pytest.raises(DataError, match=f"needs columns \\['{column}'\\]"):
            model.fit(X).predict(X.drop(columns=column))


def test_an_unknown_method_is_refused(model, X):
    with pytest.raises(DataError, match=r"method must be one of .*'magic'"):
        model.set_params(method="magic").fit(X)


def test_an_empty_table_is_refused(model, X):
    with pytest.raises(DataError, match="needs customers; X has 0 rows"):
        model.fit(X.iloc[:0])
    with pytest.raises(DataError, match="needs customers; X has 0 rows"):
        model.fit(X).predict(X.iloc[:0])


def test_one_row_is_refused_in_fit_and_welcome_in_predict(model, X):
    with pytest.raises(DataError, match="at least 2 customers to learn from; X has 1"):
        model.fit(X.iloc[[1]])
    assert model.fit(X).predict(X.iloc[[1]]).shape == (1,)


def test_a_table_of_nulls_is_refused(model, X):
    rule = model.methods[model.method]
    read = list(rule.needs) or clone(model).fit(X).feature_names_in_.tolist()
    empty = X.assign(**dict.fromkeys(read, np.nan))
    with pytest.raises(DataError, match="hold no values at all") as error:
        model.fit(empty)
    assert str(read) in str(error.value)


def test_a_table_without_any_column_that_is_read_is_refused(model, X):
    with pytest.raises(DataError, match=r"needs columns|found no column that it reads"):
        _without_what_is_read(model, X.assign(unrelated=1.0))


def _without_what_is_read(model, X):
    while True:  # a model may read other columns when its first ones are gone
        X = X.drop(columns=clone(model).fit(X).feature_names_in_.tolist())


def test_membership_adds_up_to_one_and_agrees_with_the_segments(model, X):
    model.fit(X)
    if model.rule_.membership(X[model.feature_names_in_.tolist()]) is None:
        with pytest.raises(DataError, match="wholly into one segment"):
            model.membership(X)
        return
    chances = model.membership(X)
    np.testing.assert_allclose(chances.sum(axis=1), 1.0)
    assert chances.columns.tolist() == model.segments_["name"].tolist()
    assert chances.idxmax(axis=1).tolist() == model.assign(X).tolist()


def test_a_repeated_customer_is_refused(model, X):
    twice = pd.concat([X, X.iloc[:3]])
    with pytest.raises(DataError, match="one row per customer; 3 rows repeat"):
        model.fit(twice)


def test_a_row_without_an_id_is_refused(model, X):
    index = X.index.to_numpy(dtype=object).copy()
    index[3] = None
    with pytest.raises(DataError, match="1 rows without a customer_id"):
        model.fit(X.set_axis(pd.Index(index)))


def test_ids_in_a_column_are_refused_with_the_cure(model, X):
    with pytest.raises(DataError, match=r"X = X\.set_index\('customer_id'\)"):
        model.fit(X.reset_index())


def test_a_column_that_is_there_twice_is_refused(model, X):
    with pytest.raises(DataError, match=r"columns .* more than once"):
        model.fit(pd.concat([X, X.iloc[:, [0]]], axis=1))


@pytest.mark.parametrize("kind", ["array", "dict", "series", None])
def test_what_is_no_table_is_refused(model, X, kind):
    things = {"array": X.to_numpy(), "dict": X.to_dict(), "series": X["n_orders"]}
    with pytest.raises(DataError, match="needs X as a pandas table with named columns"):
        model.fit(things.get(kind))


def test_thirty_customers_are_enough(model, X):
    few = X.iloc[:30]
    segments = model.fit(few).assign(few)
    assert len(segments) == 30
    assert segments.notna().all()


def test_the_model_shows_itself_in_a_notebook(model, X):
    assert type(model).__name__ in model.fit(X)._repr_html_()


def test_every_public_number_of_the_rule_is_an_attribute(model, X):
    model.fit(X)
    assert all(
        getattr(model, f"{name}_") == value for name, value in vars(model.rule_).items()
    )
