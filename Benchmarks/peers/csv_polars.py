"""Reading the panel's CSV with Polars."""

import os

from csv_turns import TEXTS, figures, heading, path, shape, take_turns, threads

os.environ["POLARS_MAX_THREADS"] = str(threads)

import polars as pl  # noqa: E402  (the number of threads is read when it is imported)

schema = {name: pl.String if name in TEXTS else pl.Int64 if name == "year" else pl.Float64 for name in heading}


def read():
    return pl.read_csv(path, schema=schema)


def summarise(frame):
    if shape == "wide":
        row = frame.select(pl.col(figures).sum()).row(0)
        return frame.height, dict(zip(figures, row))
    sums = frame.group_by("indicator").agg(pl.col("value").sum())
    return frame.height, dict(sums.iter_rows())


take_turns(read, summarise)
