"""The benchmark compares like with like."""

import pandas as pd

from benchmarks import messages


def test_both_candidates_write_the_same_messages(tmp_path):
    path = messages.readers(tmp_path / "readers.parquet", 200)
    found = [one.run(one.prepare(str(path))) for one in messages.CANDIDATES.values()]
    pd.testing.assert_frame_equal(*found)


def test_the_verdict_reads_the_seconds():
    names = list(messages.CANDIDATES)
    result = pd.DataFrame({"render": names, "seconds": [61.0, 70.0]})
    assert messages.verdicts(result) == [
        ("61.0 s a run (at most 60), jinja2 row by row 70.0 s", False)
    ]
