"""Files are exact, harmless, whole or not there, told of without names."""

import csv
import hashlib
import io
import json
import os

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit import files
from segkit.activation import (
    PROFILES,
    Field,
    Policy,
    Profile,
    check_export,
    export,
    profiles,
    select,
)
from segkit.activation.exports import addresses, cells, manifest
from segkit.checks import DataError
from tests.kpis.samples import ENGINES

ONE = Policy(minimum_size=1)


def people(n=3, **columns):
    table = pd.DataFrame(
        {
            "customer_id": [f"c{i}" for i in range(n)],
            "email": [f"Person{i}@shop.io" for i in range(n)],
            "email_consent": True,
            "first_name": "Valéry",
            "last_name": "O'Neil",
            "phone": "06 12 34 56 78",
            "country": "fr",
            "postcode": "75001",
            "height_cm": 180,
        }
    )
    return table.assign(**columns)


def lines(path):
    return list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))


@pytest.mark.parametrize(
    ("column", "found", "digest"),
    [  # printed in the documentation of the platforms
        (
            addresses.trim(pd.Series(["John_Smith@gmail.com"])),
            "john_smith@gmail.com",
            "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
        ),
        (
            addresses.squeeze(pd.Series([" JaneDoe@Gmail.com "])),
            "janedoe@gmail.com",
            "d6117306485ed0e50afab3ac871e98f81699151f30281527d63ff5f233656c69",
        ),
        (
            cells.phone_digits(pd.Series(["(650)555-1212"]), "US"),
            "16505551212",
            "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
        ),
        (
            cells.plain_name(pd.Series(["Mary"])),
            "mary",
            "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec",
        ),
        (
            cells.plain_name(pd.Series(["Valéry"])),
            "valéry",
            "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c",
        ),
        (
            cells.plain_name(pd.Series(["정"])),
            "정",
            "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14",
        ),
    ],
)
def test_hashes_are_those_that_the_platforms_print(column, found, digest):
    assert column.tolist() == [found]
    assert addresses.sha256(column).tolist() == [digest]


@pytest.mark.parametrize(
    ("written", "country", "found"),
    [
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("0033 6.12.34.56.78", None, "+33612345678"),
        ("+33 (0)6 12 34 56 78", "US", "+33612345678"),
        ("1-800-888-8888", "US", "+18008888888"),
        ("02 1234 5678", "IT", "+390212345678"),
        ("612 345 678", "+34", "+34612345678"),
        ("06 12 34 56 78", None, None),
        ("call me", "FR", None),
        ("06 12 ext. 4", "FR", None),
        ("12", "FR", None),
        ("+0612345678", "FR", None),
        ("", "FR", None),
        (None, "FR", None),
    ],
)
def test_phones_become_e164_or_nothing(written, country, found):
    spelled = cells.phone(pd.Series([written], dtype="str"), country)
    assert (spelled.iloc[0] == found) if found else pd.isna(spelled.iloc[0])


def test_a_country_that_is_none_is_refused():
    with pytest.raises(DataError, match="country must be one of"):
        cells.phone(pd.Series(["06"]), "Atlantis")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_takes_its_columns_and_no_other(profile, tmp_path):
    n = PROFILES[profile].minimum_size
    file = tmp_path / "a.csv"
    told = export(
        [f"c{i}" for i in range(n)], people(n), file, policy=ONE, profile=profile
    )
    heads = [f.header for f in PROFILES[profile].fields if f.needed]
    assert list(told.columns) == heads
    rows = lines(file)
    assert (rows[0] == heads) == PROFILES[profile].heading
    assert len(rows) == n + PROFILES[profile].heading
    assert {len(row) for row in rows} == {len(heads)}


def test_a_hashed_file_holds_hashes_of_what_was_asked(tmp_path):
    n = PROFILES["ad_hashed_social"].minimum_size
    fields = ["phone", "first_name", "last_name", "country", "postcode"]
    file = tmp_path / "a.csv"
    told = export(
        [f"c{i}" for i in range(n)],
        people(n),
        file,
        policy=ONE,
        profile="ad_hashed_social",
        fields=fields,
        country="FR",
    )
    table = pd.read_csv(file)

    def digest(text):
        return hashlib.sha256(text.encode()).hexdigest()

    assert digest("person0@shop.io") in set(table["email"])
    once = table.drop(columns="email").drop_duplicates().iloc[0].to_dict()
    assert once == {
        "phone": digest("33612345678"),
        "fn": digest("valéry"),
        "ln": digest("oneil"),
        "zip": digest("75001"),
        "country": digest("fr"),
    }
    assert set(told.columns.values()) == {n}


def test_a_cell_that_is_not_understood_stays_empty_and_is_counted(tmp_path):
    table = people(3, phone=["06 12 34 56 78", "none", None])
    told = export(
        ["c0", "c1", "c2"],
        table,
        tmp_path / "a.csv",
        policy=ONE,
        profile="ad_hashed",
        fields=["phone"],
        country="FR",
    )
    assert told.columns == {"Email": 3, "Phone": 1}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_gives_the_same_file(engine, tmp_path):
    table = people(5)
    usual = export(["c1", "c3"], table, tmp_path / "1.csv", policy=ONE)
    other = export(["c3", "c1"], ENGINES[engine](table), tmp_path / "2.csv", policy=ONE)
    assert usual.sha256 == other.sha256


def test_what_is_exported_is_read_back_by_the_kit(tmp_path):
    names = pd.Series(["=1+1", "Zoë\n", "''"])
    segments = pd.Series({"c0": "-VIP", "c1": "-VIP", "c2": "-VIP"})
    file = tmp_path / "list.csv"
    export(
        ["c0", "c1", "c2"],
        people(3, first_name=names),
        file,
        policy=ONE,
        fields=["first_name", "segment"],
        segments=segments,
    )
    back = files.read(file)
    assert back["First Name"].tolist() == ["=1+1", "Zoë", "''"]
    assert back["Segment"].tolist() == ["-VIP"] * 3
    assert back["Email"].tolist() == [f"person{i}@shop.io" for i in range(3)]


FORMULA = tuple("=+-@\t\r\n")


@settings(max_examples=50)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_hostile_names_are_never_formulas(tmp_path_factory, names):
    file = tmp_path_factory.mktemp("hostile") / "a.csv"
    n = len(names)
    export(
        [f"c{i}" for i in range(n)],
        people(n, first_name=names, last_name=names[::-1]),
        file,
        policy=ONE,
        fields=["first_name", "last_name"],
    )
    rows = lines(file)
    assert len(rows) == n + 1
    assert all(len(row) == 3 for row in rows)
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(FORMULA)
        assert not any(ord(sign) < 32 for sign in cell)


@settings(max_examples=50)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6), st.booleans())
def test_hostile_addresses_and_ids_are_written_as_they_are_or_not_at_all(
    tmp_path_factory, texts, tail
):
    file = tmp_path_factory.mktemp("hostile") / "a.csv"
    texts = [f"{t}@shop.io" if tail else t for t in texts]
    table = pd.DataFrame(
        {"customer_id": texts, "email": texts, "email_consent": True}
    ).drop_duplicates("customer_id")
    table.loc[len(texts)] = ["ok", "ok@example.org", True]
    told = export([*texts, "ok"], table, file, policy=ONE, profile="crm")
    rows = lines(file)[1:]
    assert len(rows) == told.rows >= 1
    assert {row[0] for row in rows} <= {*texts, "ok"}
    assert {row[1] for row in rows} <= {
        t.strip().lower() for t in [*texts, "ok@example.org"]
    }
    for row in rows:
        assert not any(cell.startswith(FORMULA) for cell in row)


def test_ten_thousand_letters_break_nothing(tmp_path):
    table = people(2, first_name=["x" * 10_000, "<b>\u202egnp</b>😀"])
    file = tmp_path / "a.csv"
    export(["c0", "c1"], table, file, policy=ONE, fields=["first_name"])
    cells_there = {row[1] for row in lines(file)[1:]}
    assert cells_there == {"x" * 10_000, "<b> gnp</b>😀"}


def test_the_manifest_holds_nobody_s_data(tmp_path):
    file = tmp_path / "a.csv"
    policy = Policy(minimum_size=1, suppressed=["c2", "person1@shop.io"])
    table = people(4)
    export(table["customer_id"], table, file, policy=policy, name="spring")
    text = manifest.manifest_path(file).read_text()
    for secret in ("person", "Person", "shop.io", "c0", "c1", "Val", "O'N", "06 12"):
        assert secret not in text
    told = json.loads(text)
    assert told["counts"]["suppressed"] == 2
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert told["size"] == file.stat().st_size


def test_a_file_that_is_there_is_not_replaced_silently(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("old")
    with pytest.raises(DataError, match="is there already, and nothing was written"):
        export(["c0"], people(), file, policy=ONE)
    assert file.read_text() == "old"
    export(["c0"], people(), file, policy=ONE, replace=True)
    assert check_export(file).rows == 1


def test_a_crash_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    export(["c0"], people(), file, policy=ONE)
    before = file.read_bytes()

    def crash(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(DataError, match="could not be written"):
        export(["c0", "c1"], people(), file, policy=ONE, replace=True)
    assert file.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"a.csv", "a.csv.manifest.json"}
    assert check_export(file).rows == 1


def test_a_disk_that_lies_is_found_out(tmp_path, monkeypatch):
    target = "segkit.activation.exports.exporting"
    module = __import__(target, fromlist=["write_bytes"])
    real = module.write_bytes
    monkeypatch.setattr(module, "write_bytes", lambda b, p: real(b[:-4], p))
    with pytest.raises(DataError, match="does not hold what was written"):
        export(["c0"], people(), tmp_path / "a.csv", policy=ONE)


def test_a_file_that_was_changed_is_not_to_be_uploaded(tmp_path):
    file = tmp_path / "a.csv"
    export(["c0"], people(), file, policy=ONE)
    file.write_text("Email\nsomebody@else.io\n")
    with pytest.raises(DataError, match=r"has changed since .*another checksum"):
        check_export(file)
    file.unlink()
    with pytest.raises(DataError, match="cannot be read"):
        check_export(file)
    manifest.manifest_path(file).write_text("[]")
    with pytest.raises(DataError, match="is no manifest"):
        check_export(file)


def test_too_few_are_refused_and_told_why(tmp_path):
    table = people(4, email_consent=[True, False, None, True])
    with pytest.raises(DataError) as error:
        export(table["customer_id"], table, tmp_path / "a.csv", policy=Policy())
    assert "2 customers would be in the file; the policy asks for at least 10" in str(
        error.value
    )
    assert "said no 1, never asked 1" in str(error.value)
    with pytest.raises(DataError, match=r"profile 'ad_emails' asks for at least 100"):
        export(
            table["customer_id"],
            table,
            tmp_path / "a.csv",
            policy=ONE,
            profile="ad_emails",
        )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_too_large_is_refused(tmp_path):
    small = Profile(
        "small", (Field("Email", "email", "trim", needed=True),), "test", most_bytes=9
    )
    with pytest.raises(DataError, match=r"would have 22 bytes; .* at most 9"):
        export(["c0"], people(), tmp_path / "a.csv", policy=ONE, profile=small)
    assert list(tmp_path.iterdir()) == []


def test_a_selection_with_ids_is_an_audience(tmp_path):
    class Selection:
        ids = pd.Index(["c0", "c1", "unknown"])

    told = export(Selection(), people(), tmp_path / "a.csv", policy=ONE)
    assert told.rows == 2
    assert told.counts["no customer"] == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"policy": None}, "export needs policy="),
        ({"profile": "fax"}, "profile must be one of"),
        (
            {"fields": ["height_cm"]},
            r"asks for \['height_cm'\]; .* nothing else leaves",
        ),
        ({"fields": ["segment"]}, "needs segments="),
        ({"fields": "language"}, r"need columns \['language'\]"),
        ({"key": pd.DataFrame({"a": [1]})}, "key needs columns"),
        ({"columns": {"email": "Mail"}}, "columns= names"),
    ],
)
def test_what_is_missing_is_said(options, says, tmp_path):
    with pytest.raises(DataError, match=says):
        export(["c0"], people(), tmp_path / "a.csv", **({"policy": ONE} | options))


def test_customers_without_addresses_need_a_key(tmp_path):
    table = people().drop(columns="email")
    with pytest.raises(DataError, match=r"no column 'email' and there is no key="):
        export(["c0"], table, tmp_path / "a.csv", policy=ONE)


@pytest.mark.parametrize("audience", ["c0", 3, {"c0": 1}, pd.DataFrame({"a": [1]})])
def test_an_audience_is_a_list_of_ids(audience, tmp_path):
    with pytest.raises(DataError, match="audience must be ids of customers"):
        export(audience, people(), tmp_path / "a.csv", policy=ONE)


def test_ids_of_another_kind_are_refused(tmp_path):
    with pytest.raises(DataError, match="ids of audience are numbers"):
        export([1, 2], people(), tmp_path / "a.csv", policy=ONE)


def test_every_profile_says_its_source():
    table = profiles()
    assert set(table["profile"]) == set(PROFILES)
    assert all("Source: " in note for note in table.attrs["notes"])
    with pytest.raises(DataError, match="profile must be one of"):
        profiles("fax")


def test_a_rule_s_selection_is_exported(tmp_path):
    table = people(30).assign(n_orders=range(30))
    chosen = select("n_orders >= 12", {"customers": table}, as_of="2024-06-30")
    told = export(chosen, table, tmp_path / "a.csv", policy=Policy())
    assert told.rows == 18


def test_ids_that_are_addresses_serve_as_addresses(tmp_path):
    table = people(3).drop(columns="customer_id")
    table = table.rename(columns={"email": "customer_id"})
    ids = table["customer_id"].tolist()
    with pytest.raises(DataError, match="'customer_id' where the ids are addresses"):
        export(ids, table, tmp_path / "a.csv", policy=ONE)
    for columns, mine in (
        ({"email": "customer_id"}, table),
        (
            {"email": "mail", "customer_id": "mail"},
            table.set_axis(["mail", *table.columns[1:]], axis=1),
        ),
    ):
        export(ids, mine, tmp_path / "a.csv", policy=ONE, columns=columns, replace=True)
        assert lines(tmp_path / "a.csv")[1:] == [
            [f"person{i}@shop.io"] for i in range(3)
        ]
