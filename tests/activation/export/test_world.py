"""Every small world there is: nobody is in a file who should not be."""

import itertools

import pandas as pd
import pytest

from segkit import activation
from segkit.activation import Policy, export
from segkit.checks import DataError

AS_OF = "2024-06-30"
STATES = ("yes", "no", "never", "suppressed", "address suppressed", "tired")
SPELLED = ("ann{i}@gmail.com", "A.nn{i}+x@gmail.com ", "bo{i}@shop.io", "", "no{i}")


def person(number, block, state, address):
    return {
        "customer_id": f"c{block:05d}_{number}",
        "email": address.format(i=block),
        "email_consent": {"no": False, "never": None}.get(state, True),
        "state": state,
    }


def worlds(n):
    """Worlds of n people, apart by addresses: each state, address and audience."""
    one = list(itertools.product(STATES, SPELLED, (True, False)))
    people, asked = [], []
    for block, several in enumerate(itertools.product(one, repeat=n)):
        for number, (state, address, wanted) in enumerate(several):
            made = person(number, block, state, address)
            people.append(made | {"block": block})
            asked += [made["customer_id"]] if wanted else []
    return pd.DataFrame(people), asked


def permission_of(people):
    """Return the policy and the messages that make these states."""
    by = people["state"]
    left = people.loc[by == "suppressed", "customer_id"].tolist()
    left += people.loc[by == "address suppressed", "email"].str.upper().tolist()
    tired = people.loc[by == "tired", "customer_id"]
    at = pd.Timestamp(AS_OF)
    contacts = pd.DataFrame({"customer_id": [*tired, *tired], "sent_at": at})
    return Policy(suppressed=left, cap=(2, 7), minimum_size=1), contacts


def mailbox(address):
    """Say, slowly and in other words, which mailbox an address reaches."""
    local, _, host = address.strip().lower().partition("@")
    local = local.split("+")[0]
    return f"{local.replace('.', '')}@{host}" if host == "gmail.com" else address


def right(people, asked):
    """Return the mailboxes that may be written to, one person at a time."""
    wanted, boxes, silent = set(asked), {}, set()
    for row in people[people["email"].str.contains("@")].itertuples():
        box = (row.block, mailbox(row.email))
        if row.state != "yes":
            silent.add(box)
        elif row.customer_id in wanted:
            boxes[box] = box[1]
    return {address for box, address in boxes.items() if box not in silent}


def test_in_every_world_of_two_those_alone_are_in_the_file_who_may(tmp_path):
    people, asked = worlds(2)
    policy, contacts = permission_of(people)
    file = tmp_path / "list.csv"
    told = export(asked, people, file, policy=policy, contacts=contacts, as_of=AS_OF)
    written = [mailbox(line) for line in file.read_text().splitlines()[1:]]
    assert len(written) == len(set(written)) == told.rows
    assert set(written) == right(people, asked)
    assert sum(told.counts.values()) == len(asked)
    assert told.as_of == AS_OF


def test_in_every_world_of_one_those_alone_are_in_the_file_who_may(tmp_path):
    people, asked = worlds(1)
    policy, contacts = permission_of(people)
    file = tmp_path / "list.csv"
    told = export(asked, people, file, policy=policy, contacts=contacts, as_of=AS_OF)
    written = {mailbox(line) for line in file.read_text().splitlines()[1:]}
    assert written == right(people, asked)
    assert told.counts == {
        "no customer": 0,
        "said no": 5,
        "never asked": 5,
        "suppressed": 8,
        "over the cap": 5,
        "no address": 2,
        "no valid address": 2,
        "number begins like a formula": 0,
        "shares an address with somebody who may not be contacted": 0,
        "same address as another row": 0,
        "in a group below the minimum size": 0,
        "in the file": 3,
    }


@pytest.mark.parametrize("profile", ["crm", "ad_emails", "ad_hashed", "mail_list"])
@pytest.mark.parametrize("cap", [None, (2, 7)])
def test_no_profile_lets_anybody_through(profile, cap, tmp_path):
    people, asked = worlds(1)
    people = pd.concat([people] * 30, ignore_index=True)
    people["block"] = people.index
    people["customer_id"] = "n" + people.index.astype("str")
    asked = people["customer_id"].tolist()
    people["email"] = [
        mail.replace("@", f".{i}@") for i, mail in enumerate(people["email"])
    ]
    policy, contacts = permission_of(people)
    policy = policy.but(cap=cap)
    told = export(
        asked,
        people,
        tmp_path / "a.csv",
        policy=policy,
        contacts=contacts,
        as_of=AS_OF,
        profile=profile,
    )
    fine = ["yes"] if cap else ["yes", "tired"]
    one = people["email"].str.contains("@") & people["state"].isin(fine)
    boxes = people.loc[one, "email"].map(mailbox)
    assert told.rows == boxes.nunique()


@pytest.mark.parametrize("sizes", list(itertools.product(range(5), repeat=3)))
def test_no_group_below_the_minimum_is_in_a_file(sizes, tmp_path):
    labels = [name for name, n in zip("abc", sizes, strict=True) for _ in range(n)]
    ids = [f"c{i}" for i in range(len(labels))]
    people = pd.DataFrame(
        {
            "customer_id": pd.Series(ids, dtype="str"),
            "email": [f"{i}@shop.io" for i in ids],
            "email_consent": True,
        }
    )
    groups = pd.Series(labels, index=ids, dtype="str")
    groups = groups.mask(groups == "c")
    policy = Policy(minimum_size=3)
    expected = sum(n for n in sizes if n >= 3)
    options = {"policy": policy, "segments": groups, "fields": ["segment"]}
    file = tmp_path / "a.csv"
    if not expected:
        with pytest.raises(DataError, match="nothing was written"):
            export(ids, people, file, **options)
        assert list(tmp_path.iterdir()) == []
        return
    told = export(ids, people, file, **options)
    assert told.rows == expected
    assert told.counts["in a group below the minimum size"] == sum(sizes) - expected
    written = pd.read_csv(file, keep_default_na=False)["Segment"].value_counts()
    assert written.min() >= 3


def test_the_same_world_in_another_order_gives_the_same_file(tmp_path):
    people, asked = worlds(1)
    people = pd.concat([people, people.iloc[::3]], ignore_index=True)
    policy, contacts = permission_of(people)
    options = {"policy": policy, "contacts": contacts, "as_of": AS_OF}
    one = export(asked, people, tmp_path / "1.csv", **options)
    two = export(
        asked[::-1],
        people.sample(frac=1, random_state=3),
        tmp_path / "2.csv",
        **options,
    )
    assert one.sha256 == two.sha256


def test_a_key_leads_back_here_only(tmp_path):
    from segkit.privacy import pseudonyms  # noqa: PLC0415

    people, asked = worlds(1)
    people = people[people["email"] != ""]
    policy, contacts = permission_of(people)
    made = pseudonyms(people["email"], salt="a long secret for a test")
    names = dict(zip(people["customer_id"], made.ids, strict=True))
    hidden = people.assign(customer_id=made.ids).drop(columns="email")
    made.key.to_csv(tmp_path / "key.csv", index=False)
    told = activation.export(
        [names[i] for i in asked if i in names],
        hidden,
        tmp_path / "list.csv",
        policy=policy.but(suppressed=[names.get(i, i) for i in policy.suppressed]),
        contacts=contacts.assign(customer_id=contacts["customer_id"].map(names)),
        as_of=AS_OF,
        key=tmp_path / "key.csv",
    )
    assert told.addresses == "key"
    assert told.rows == len(right(people, asked))
