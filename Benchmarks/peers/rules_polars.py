"""The rules in Polars: one lazy query over a frame, a row a unit and year."""

import os
import sys

import turns

folder, threads = sys.argv[1], int(sys.argv[2])
os.environ["POLARS_MAX_THREADS"] = str(threads)

import polars as pl  # noqa: E402  (the number of threads is read when it is imported)


def load():
    names = turns.indicators(folder)
    frame = pl.read_csv(
        f"{folder}/national.csv",
        columns=names,
        schema_overrides={name: pl.Float64 for name in names},
    )
    return frame.rechunk()


def any_of(conditions):
    result = conditions[0]
    for condition in conditions[1:]:
        result = result | condition
    return result


def failing(rule):
    """The condition under which a report breaks a rule."""
    total, slack, low_open, high_open = None, None, [], []
    for term in rule["terms"]:
        column = pl.col(term["indicator"])
        figure, factor = column.fill_null(0.0), term["coefficient"]
        if total is None:
            total = figure * factor + rule["constant"] if rule["constant"] else figure * factor
        elif factor == 1:
            total = total + figure
        elif factor == -1:
            total = total - figure
        else:
            total = total + figure * factor
        if term["slack"]:
            width = pl.when(column.is_null()).then(0.0).otherwise(abs(factor) * term["slack"])
            slack = width if slack is None else slack + width
        opens_low, opens_high = turns.opening(term)
        if opens_low:
            low_open.append(column.is_null())
        if opens_high:
            high_open.append(column.is_null())
    low, high = (total, total) if slack is None else (total - slack, total + slack)
    above, below = low > 1e-7, high < -1e-7
    if low_open:
        above = above & ~any_of(low_open)
    if high_open:
        below = below & ~any_of(high_open)
    return {"=": above | below, "<=": above, ">=": below}[rule["sign"]]


all_rules = turns.rules(folder)
query = [failing(rule).sum().alias(rule["id"]) for rule in all_rules]


def check(frame):
    counts = frame.lazy().select(query).collect()
    return {name: int(counts[name][0]) for name in counts.columns}


turns.take_turns(load, check)
