"""The peers of the benchmark select the same customers: their times may be compared."""

from benchmarks import audiences, made, measure


def test_every_candidate_selects_the_same_customers(tmp_path):
    path = str(made.order_lines(tmp_path / "lines_20000.parquet", 20_000))
    for name, candidate in audiences.CANDIDATES.items():
        table = candidate.run(candidate.prepare(path))
        table.to_parquet(measure.saved(tmp_path, name))
    audiences._all_equal(tmp_path)
