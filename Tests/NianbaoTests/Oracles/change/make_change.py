#!/usr/bin/env python3
"""Makes the CSV files beside it: a random panel with nulls, ties and gaps, and what pandas, SciPy,
statsmodels-like formulas and brute force make of it.

    python3 -m venv venv && venv/bin/pip install numpy pandas scipy && venv/bin/python make_change.py

Made with numpy 2.4.6, pandas 3.1.1, scipy 1.17.1. The seed is fixed; nothing depends on the clock.
"""
import functools
import itertools
import pathlib

import numpy as np
import pandas as pd
import scipy.stats as st

HERE = pathlib.Path(__file__).parent
RNG = np.random.default_rng(20261126)
YEARS = [y for y in range(2010, 2023) if y != 2016]  # a year without any report
UNITS = 36
BASE = 2012


def panel():
    rows = []
    for u in range(UNITS):
        kind = u % 6
        level = RNG.integers(5, 60)
        slope = RNG.normal(0, 3)
        for y in YEARS:
            t = y - YEARS[0]
            if RNG.random() < (0.05 if u % 2 else 0.35):
                continue
            if kind == 0:  # many ties and zeros
                v = RNG.integers(0, 3)
            elif kind == 1:  # a trend
                v = max(0, round(level + slope * t + RNG.normal(0, 4)))
            elif kind == 2:  # a shift
                v = round(level + (25 if t >= 6 else 0) + abs(RNG.normal(0, 3)))
            elif kind == 3:  # a turn
                v = round(level + 6 * t - (13 * (t - 6) if t > 6 else 0) + 20 + RNG.normal(0, 2))
            elif kind == 4:  # amounts, some negative
                v = round(RNG.normal(3, 4), 2)
            else:
                v = RNG.integers(0, 40)
            rows.append((u, y, float(v)))
    return pd.DataFrame(rows, columns=["unit", "year", "value"])


def change(data):
    full = range(YEARS[0], YEARS[-1] + 1)
    wide = data.pivot(index="unit", columns="year", values="value").reindex(columns=full)

    def percent(v, p):
        return (100 * (v - p) / p).where(p > 0)

    def log(v, p):
        return np.log((v / p).where((p > 0) & (v > 0)))

    p1, p2 = wide.shift(1, axis=1), wide.shift(2, axis=1)
    base = wide[BASE]
    rolled = wide.T.rolling(3, min_periods=2)
    parts = {
        "value": wide,
        "previous": p1,
        "difference": wide - p1,
        "percent": percent(wide, p1),
        "log": log(wide, p1),
        "previous2": p2,
        "percent2": percent(wide, p2),
        "growth2": (100 * ((wide / p2).where((p2 > 0) & (wide >= 0)) ** 0.5 - 1)),
        "index": wide.apply(lambda c: (100 * c / base).where(base > 0)),
        "rolling": rolled.mean().T,
        "rolling_n": rolled.count().T,
        "cumulated": wide.T.cumsum().T,
        "lead": wide.shift(-1, axis=1),
    }
    # count() counts only windows that are reached; it is of the window all the same.
    parts["rolling_n"] = wide.notna().T.astype(int).rolling(3, min_periods=1).sum().T
    long = pd.concat({k: v.stack() for k, v in parts.items()}, axis=1)
    long.index.names = ["unit", "year"]
    long = long.reset_index()
    return long[long.year.isin(YEARS)]


def mann_kendall_exact(values):
    """P(|S| >= |s|) over all different orders of the values, by placing one value after another."""
    n = len(values)
    s = sum(np.sign(values[j] - values[i]) for i in range(n) for j in range(i + 1, n))
    groups = sorted(set(values))
    counts = tuple(values.count(g) for g in groups)

    @functools.lru_cache(None)
    def ways(left):
        if sum(left) == 0:
            return {0: 1}
        total = {}
        for g, c in enumerate(left):
            if c == 0:
                continue
            step = sum(left[g + 1:]) - sum(left[:g])
            rest = ways(left[:g] + (c - 1,) + left[g + 1:])
            for k, w in rest.items():
                total[k + step] = total.get(k + step, 0) + w
        return total

    table = ways(counts)
    return sum(w for k, w in table.items() if abs(k) >= abs(s)) / sum(table.values())


def sen_interval(times, values):
    """The exact interval of 95 % of the slopes in order, by all orders' numbers of inversions."""
    n = len(values)
    slopes = sorted((values[j] - values[i]) / (times[j] - times[i])
                    for i in range(n) for j in range(i + 1, n))
    counts = [1]
    for j in range(2, n + 1):
        counts = [sum(counts[max(0, k - j + 1):k + 1]) for k in range(len(counts) + j - 1)]
    total = sum(counts)
    cut, below = -1, 0
    for k, c in enumerate(counts):
        below += c
        if 2 * below / total > 0.05 or 2 * (k + 1) > len(slopes):
            break
        cut = k
    if cut < 0:
        return np.nan, np.nan
    return slopes[cut], slopes[len(slopes) - 1 - cut]


def pettitt(values):
    x = np.asarray(values)
    v = np.sign(x[:, None] - x[None, :]).sum(axis=1)
    u = np.cumsum(v)
    k = int(np.abs(u).max())
    if k == 0:
        return None
    at = int(np.abs(u).argmax())
    if len(x) <= 8:
        orders = np.array(list(itertools.permutations(v)))
    else:
        rng = np.random.default_rng(len(x))
        orders = rng.permuted(np.tile(v, (100_000, 1)), axis=1)
    strays = np.abs(np.cumsum(orders, axis=1)).max(axis=1)
    return at + 1, x[at + 1:].mean() - x[:at + 1].mean(), float((strays >= k).mean())


def turn(times, values):
    n = len(values)
    t, y = np.array(times, float) - np.mean(times), np.array(values)
    def rss(x):
        b, *_ = np.linalg.lstsq(x, y, rcond=None)
        return b, float(((y - x @ b) ** 2).sum())
    _, r1 = rss(np.column_stack([np.ones(n), t]))
    best = None
    for k in range(2, n - 2):
        b, r2 = rss(np.column_stack([np.ones(n), t, np.maximum(0, t - t[k])]))
        if best is None or r2 < best[1] - 1e-9:
            best = (k, r2, b[1], b[1] + b[2])
    k, r2, before, after = best
    f = (r1 - r2) / (r2 / (n - 3))
    return times[k], before, after, min(1.0, (n - 4) * st.f.sf(f, 1, n - 3))


def trend(data):
    rows = []
    for u, part in data.groupby("unit"):
        t, y = part.year.tolist(), part.value.tolist()
        n = len(y)
        row = {"unit": u, "n": n}
        if n >= 3:
            line = st.linregress(t, y)
            half = st.t.ppf(0.975, n - 2) * line.stderr
            row |= {"slope": line.slope, "error": line.stderr, "low": line.slope - half,
                    "high": line.slope + half, "p": line.pvalue}
            row["r2"] = line.rvalue ** 2 if len(set(y)) > 1 else np.nan
            row["sen"] = st.theilslopes(y, t)[0]
            row["sen_low"], row["sen_high"] = sen_interval(t, y)
            row["tau"] = st.kendalltau(t, y).statistic
            row["mk_p"] = mann_kendall_exact(y)
            if len(set(y)) == n:  # SciPy's own where it has one
                assert abs(row["mk_p"] - st.kendalltau(t, y, method="exact").pvalue) < 1e-12
        if n >= 4 and (found := pettitt(y)):
            row |= {"shift_year": t[found[0]], "shift": found[1], "shift_p": found[2]}
        if n >= 6 and len(set(y)) > 1:
            row |= dict(zip(["turn_year", "before", "after", "turn_p"], turn(t, y)))
        rows.append(row)
    table = pd.DataFrame(rows)
    for name in ["p", "mk_p", "turn_p"]:
        known = table[name].notna()
        table.loc[known, name.replace("p", "q")] = st.false_discovery_control(table.loc[known, name])
    return table


def long_series():
    """Series beyond the exact limits: SciPy's interval, the normal test with ties."""
    rows, results = [], []
    for s in range(12):
        n = int(RNG.integers(19, 27))
        t = sorted(RNG.choice(np.arange(1990, 2024), n, replace=False).tolist())
        y = [float(RNG.integers(0, 8 if s % 2 else 1000)) + s / 10 * (a - 1990) // 1 for a in t]
        rows += [(s, a, b) for a, b in zip(t, y)]
        sen, _, low, high = st.theilslopes(y, t, 0.95)
        score = sum(np.sign(y[j] - y[i]) for i in range(n) for j in range(i + 1, n))
        ties = sum(k * (k - 1) * (2 * k + 5) for k in pd.Series(y).value_counts())
        variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
        z = (abs(score) - 1) / variance ** 0.5 if score else 0
        results.append((s, n, sen, low, high, st.kendalltau(t, y).statistic,
                        1.0 if score == 0 else 2 * st.norm.sf(z)))
    pd.DataFrame(rows, columns=["unit", "year", "value"]).to_csv(HERE / "long.csv", index=False)
    pd.DataFrame(results, columns=["unit", "n", "sen", "sen_low", "sen_high", "tau", "mk_p"]
                 ).to_csv(HERE / "long_trend.csv", index=False)


def balance(data):
    full = range(YEARS[0], YEARS[-1] + 1)
    wide = data.pivot(index="unit", columns="year", values="value").reindex(
        index=range(UNITS), columns=full).notna()
    text = wide.apply(lambda r: "".join("1" if x else "." for x in r), axis=1)
    counts = text.value_counts().rename_axis("pattern").reset_index(name="units")
    counts = counts.sort_values(["units", "pattern"], ascending=[False, False])
    counts["percent"] = 100 * counts.units / UNITS
    counts["cumulated"] = 100 * counts.units.cumsum() / UNITS
    counts.to_csv(HERE / "patterns.csv", index=False)


def main():
    data = panel()
    data.to_csv(HERE / "panel.csv", index=False)
    change(data).to_csv(HERE / "change.csv", index=False)
    trend(data).to_csv(HERE / "trend.csv", index=False)
    long_series()
    balance(data)


main()
