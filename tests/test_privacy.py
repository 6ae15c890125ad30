"""Personal data are found, replaced, hashed; silence is no consent."""

import hashlib
import hmac
import stat

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit import privacy
from segkit.checks import DataError

SECRET = "a long secret text"


def column(name, *values):
    return pd.Series(list(values), name=name)


PERSONAL = [
    (column("contact", "jane@shop.io", "li@shop.io", None), "e-mail"),
    (column("customer_id", " A@X.io ", "b@x.io"), "e-mail"),
    (column("note", *["thanks"] * 8, "write to me@x.io", "ok"), "e-mail"),
    (column("Courriel", "hidden", "hidden"), "e-mail"),
    (column("n", "+33 6 12 34 56 78", "0612345678"), "phone"),
    (column("Telefonnummer", 491701234567), "phone"),
    (column("Billing Name", "Zoé Élan"), "name"),
    (column("prénom", "Zoé"), "name"),
    (column("Nachname", "Müller"), "name"),
    (column("Shipping Address1", "1 rue X"), "address"),
    (column("Straße", "Hauptstr. 1"), "address"),
    (column("Billing Zip", "01000"), "postcode"),
    (column("date_of_birth", "1980-01-01"), "birth date"),
    (column("x", "FR76 3000 6000 0112 3456 7890 189"), "bank account"),
    (column("x", "4111 1111 1111 1111"), "card number"),
    (column("Notes", "ring twice"), "free text"),
]
HARMLESS = [
    column("amount", 2.5, 3.0),
    column("order_id", "#1001", "#1002"),
    column("customer_id", "17850", "12"),
    column("ordered_at", *pd.to_datetime(["2024-03-01"])),
    column("product", "Cup", "Tea pot"),
    column("product_name", "Cup"),
    column("channel", "e-mail", "web"),
    column("ean", "4006381333931"),
    column("day", "2024-03-01", "2024-03-02"),
    column("Billing Name", None, None),
    column("segment_name", "loyal"),
    column("email_consent", True, False),
    column("Accepts Email Marketing", "yes", "no", None),
    column("phone_opt_in", 0, 1),
]


@pytest.mark.parametrize(("series", "kind"), PERSONAL, ids=lambda x: str(x)[:20])
def test_personal_columns_are_found_by_name_or_value(series, kind):
    assert privacy.looks_personal(series) == kind


@pytest.mark.parametrize("series", HARMLESS, ids=lambda s: s.name)
def test_other_columns_are_left_in_peace(series):
    assert privacy.looks_personal(series) is None


def test_of_long_texts_only_the_beginning_is_looked_at():
    late = column("story", *["y" * 10_000 + " jo@shop.io"] * 200)
    assert privacy.looks_personal(late) is None
    early = column("story", "write to jo@shop.io " + "x" * 10_000)
    assert privacy.looks_personal(early) == "e-mail"


def test_personal_columns_are_listed_without_their_values():
    table = pd.DataFrame({"Email": ["a@x.io", None], "amount": [1.0, 2.0]})
    found = privacy.personal_columns(table)
    assert found.to_dict("records") == [
        {"column": "Email", "kind": "e-mail", "rows": 1}
    ]
    assert "a@x.io" not in found.to_string()


def test_an_address_is_hashed_as_the_platforms_document():
    digest = "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69"
    assert privacy.hash_email(" JaneDoe@Gmail.com ") == digest
    assert privacy.hash_email("janedoe@gmail.com") == digest


def test_spellings_of_one_address_are_one_customer():
    emails = pd.Series(["Li@x.io", "li@x.io ", "LI@X.IO", "ann@x.io", None, " "])
    done = privacy.pseudonyms(emails, salt=SECRET)
    assert done.ids[:3].nunique() == 1
    assert done.ids.nunique() == 2
    assert done.merged == 2
    assert done.ids.isna().tolist() == [False] * 4 + [True] * 2
    assert len(done.key) == 4
    assert set(done.key["original"]) == {"Li@x.io", "li@x.io ", "LI@X.IO", "ann@x.io"}


def test_a_pseudonym_is_the_keyed_hash_of_the_normal_address():
    done = privacy.pseudonyms(pd.Series([" Li@X.io"]), salt=SECRET)
    digest = hmac.new(SECRET.encode(), b"li@x.io", hashlib.sha256).hexdigest()
    assert done.ids[0] == f"c_{digest[:16]}"


def test_another_secret_gives_other_pseudonyms():
    emails = pd.Series(["a@x.io"])
    one, two = (privacy.pseudonyms(emails, salt=s).ids[0] for s in ("one", "two"))
    assert one != two


def test_numbers_get_pseudonyms_too():
    assert privacy.pseudonyms(pd.Series([7, 7, 8]), salt=SECRET).ids.nunique() == 2


def test_ids_are_never_printed():
    done = privacy.pseudonyms(pd.Series(["a@x.io"]), salt=SECRET)
    assert "a@x.io" not in repr(done)
    assert repr(done) == (
        "Pseudonyms: 1 customers, 0 spellings merged (key table: keep it local)"
    )


WORD = st.text("aBc.+", min_size=1, max_size=5).map(lambda t: f"x{t}@shop.io")


@given(emails=st.lists(WORD, min_size=1, max_size=10, unique_by=str.lower))
def test_the_order_and_number_of_rows_do_not_matter(emails):
    forth = privacy.pseudonyms(pd.Series(emails), salt=SECRET)
    back = privacy.pseudonyms(pd.Series([*emails[::-1], *emails]), salt=SECRET)
    assert back.ids.tolist()[: len(emails)] == forth.ids.tolist()[::-1]
    pd.testing.assert_frame_equal(forth.key, back.key)


def test_the_secret_is_made_once_and_kept_private(tmp_path):
    file = tmp_path / "deep" / "pseudonyms.key"
    emails = pd.Series(["a@x.io"])
    first = privacy.pseudonyms(emails, key_file=file).ids[0]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert privacy.pseudonyms(emails, key_file=file).ids[0] == first
    other = privacy.pseudonyms(emails, key_file=tmp_path / "other.key").ids[0]
    assert other != first


def test_exactly_one_secret_is_needed(tmp_path):
    emails = pd.Series(["a@x.io"])
    with pytest.raises(DataError, match="pseudonyms need one secret: pass key_file="):
        privacy.pseudonyms(emails)
    with pytest.raises(DataError, match="pseudonyms need one secret"):
        privacy.pseudonyms(emails, salt=SECRET, key_file=tmp_path / "k")
    with pytest.raises(DataError, match="salt is empty"):
        privacy.pseudonyms(emails, salt="")


def test_a_broken_key_file_is_refused(tmp_path):
    emails = pd.Series(["a@x.io"])
    (tmp_path / "short.key").write_text("abc")
    with pytest.raises(DataError, match="holds no key"):
        privacy.pseudonyms(emails, key_file=tmp_path / "short.key")
    (tmp_path / "binary.key").write_bytes(b"\xff\xfe" * 20)
    with pytest.raises(DataError, match="is no readable key file"):
        privacy.pseudonyms(emails, key_file=tmp_path / "binary.key")
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match=r"key file .* cannot be|no readable key file"):
        privacy.pseudonyms(emails, key_file=tmp_path / "file" / "a.key")


def test_silence_is_no_consent():
    said = [True, "yes", "oui", 1, False, "no", 0, None, ""]
    kept = privacy.consented(pd.DataFrame({"consent": said}))
    assert len(kept) == 4
    assert kept.attrs["left_out"] == {"said no": 3, "never asked": 2}


def test_a_missing_column_of_consent_is_refused():
    with pytest.raises(
        DataError, match="customers have no column 'consent'; they have"
    ):
        privacy.consented(pd.DataFrame({"newsletter": [True]}))


@pytest.fixture
def groups():
    return pd.DataFrame(
        {"n": [40, 3, 12, 55], "value": [1.5, 9.0, 2.0, 2.2], "vip": [True] * 4},
        index=["a", "b", "c", "all"],
    )


def test_small_groups_lose_their_figures_not_their_row(groups):
    shown = privacy.suppress(groups, minimum=10)
    assert shown.index.tolist() == groups.index.tolist()
    assert shown.loc["b", ["n", "value", "vip"]].isna().all()
    assert shown["suppressed"].tolist() == [False, True, False, False]
    assert shown["n"].dropna().tolist() == [40, 12, 55]


def test_a_total_does_not_give_a_single_small_group_away(groups):
    shown = privacy.suppress(groups, minimum=10, total="all")
    assert shown.index[shown["suppressed"]].tolist() == ["b", "c"]


def test_groups_that_are_big_enough_stay(groups):
    shown = privacy.suppress(groups, minimum=3, total="all")
    assert not shown["suppressed"].any()
    assert shown["value"].tolist() == groups["value"].tolist()


def test_suppression_needs_its_column_and_a_number(groups):
    with pytest.raises(DataError, match=r"count must be one of"):
        privacy.suppress(groups, count="size")
    with pytest.raises(DataError, match="minimum must be a whole number"):
        privacy.suppress(groups, minimum=2.5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mail me: jo.b@mail.example!", "mail me: [address]!"),
        ("see www.shop.example/x or @joe_b", "see [link] or [link]"),
        ("call +33 6 12 34 56 78 today", "call [number] today"),
        ("order O000220 came late", "order [code] came late"),
        ("my name is Ann Rowe, hello", "my name is [name], hello"),
        ("je m'appelle Élise Dupré", "je m'appelle [name]"),
        ("Dear Anna, thanks", "Dear [name], thanks"),
        ("it took 12 days", "it took 12 days"),
    ],
)
def test_what_says_who_wrote_is_masked(text, told):
    assert privacy.masked(text) == told
