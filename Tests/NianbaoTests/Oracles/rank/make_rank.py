#!/usr/bin/env python3
"""Results of NumPy, SciPy and pandas that the ranking tests are compared with.

    python3 -m venv /tmp/oracles && /tmp/oracles/bin/pip install numpy scipy pandas
    /tmp/oracles/bin/python Tests/NianbaoTests/Oracles/rank/make_rank.py

Writes the CSV files beside it; the same seed gives the same files. An empty cell is a null.
"""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import optimize, special, stats

HERE = Path(__file__).resolve().parent
numbers = np.random.default_rng(20260105)


def text(value):
    if isinstance(value, (float, np.floating)):
        return "" if np.isnan(value) else repr(float(value))
    return str(value)


def write(name, headings, rows):
    with open(HERE / name, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(headings)
        for row in rows:
            table.writerow([text(cell) for cell in row])


def bands(values, count, descending):
    edges = np.quantile(values, np.arange(1, count) / count)
    if descending:
        return np.array([1 + int((edges > value).sum()) for value in values])
    result = np.searchsorted(edges, values, side="left") + 1
    if len(set(edges) | {values.min(), values.max()}) == count + 1:
        assert (pd.qcut(values, count, labels=False) + 1 == result).all()
    return result


def ranks():
    methods = {"competition": "min", "dense": "dense", "ordinal": "ordinal", "average": "average",
               "max": "max"}
    names = [f"{name}_{way}" for way in ("up", "down") for name in methods]
    scores = ["percentile", "z", "robust_z", "min_max", "band4_up", "band4_down", "band3_down"]
    rows = []
    for case, size in enumerate([1, 2, 5, 12, 40, 90, 150]):
        values = numbers.integers(0, max(3, size // 2), size).astype(float)
        if case % 2:
            values = np.round(numbers.normal(0, 100, size), 1 if case == 3 else 6)
        values[numbers.random(size) < 0.15] = np.nan
        groups = numbers.integers(0, 4, size)
        frame = pd.DataFrame({"value": values, "group": groups})
        results = pd.DataFrame(np.nan, index=frame.index, columns=names + scores)
        for _, part in frame.dropna().groupby("group"):
            x = part["value"].to_numpy()
            at = part.index
            for way, sign in (("up", 1), ("down", -1)):
                for name, method in methods.items():
                    results.loc[at, f"{name}_{way}"] = stats.rankdata(sign * x, method)
            results.loc[at, "percentile"] = 100 * part["value"].rank(pct=True)
            if len(x) > 1 and x.std() > 0:
                results.loc[at, "z"] = stats.zscore(x, ddof=1)
                results.loc[at, "min_max"] = 100 * (x - x.min()) / (x.max() - x.min())
            mad = stats.median_abs_deviation(x, scale="normal")
            if mad > 0:
                results.loc[at, "robust_z"] = (x - np.median(x)) / mad
            results.loc[at, "band4_up"] = bands(x, 4, False)
            results.loc[at, "band4_down"] = bands(x, 4, True)
            results.loc[at, "band3_down"] = bands(x, 3, True)
        for position in frame.index:
            rows.append([case, groups[position], values[position], *results.loc[position]])
    write("ranks.csv", ["case", "group", "value", *names, *scores], rows)


def agreement():
    pairs, results = [], []
    for case, size in enumerate([2, 3, 10, 30, 200]):
        x = numbers.integers(0, size, size).astype(float)
        y = np.round(0.6 * x + numbers.normal(0, size / 4, size), 0)
        x[numbers.random(size) < 0.1] = np.nan
        known = ~np.isnan(x)
        pairs += [[case, a, b] for a, b in zip(x, y)]
        n = int(known.sum())
        enough = n > 1 and len(set(x[known])) > 1 and len(set(y[known])) > 1
        rho = stats.spearmanr(x[known], y[known]).statistic if enough else np.nan
        tau = stats.kendalltau(x[known], y[known]).statistic if enough else np.nan
        results.append([case, n, rho, tau])
    write("agreement_pairs.csv", ["case", "x", "y"], pairs)
    write("agreement.csv", ["case", "n", "spearman", "kendall"], results)


def maximum(negative, gradient, start):
    """The maximum: near it by simplex, then where the gradient is 0."""
    best = optimize.minimize(negative, start, method="Nelder-Mead")
    root = optimize.root(gradient, best.x, tol=1e-13)
    assert root.success and negative(root.x) <= best.fun + 1e-6
    return np.exp(root.x), -negative(root.x)


def priors():
    counted, results = [], []
    for case, (family, size, a, b) in enumerate([
            ("proportion", 40, 8, 2), ("proportion", 200, 1.5, 6), ("proportion", 25, 30, 30),
            ("ratio", 40, 5, 2), ("ratio", 150, 0.8, 0.01)]):
        base = numbers.integers(1, 60, size).astype(float)
        if family == "proportion":
            x = numbers.binomial(base.astype(int), numbers.beta(a, b, size)).astype(float)
        else:
            base = base * (10 if case == 4 else 1)
            x = numbers.poisson(base * numbers.gamma(a, 1 / b, size)).astype(float)
        total, mean = base.sum(), x.sum() / base.sum()
        weights = base / total
        squares = (weights * (x / base - mean) ** 2).sum()
        if family == "proportion":
            chance = (weights * (1 - weights) / base).sum()
            spread = (weights * (1 - weights)).sum()
            rho = (squares / (mean * (1 - mean)) - chance) / (spread - chance)
            strength = 1 / rho - 1

            def negative(logs):
                p, q = np.exp(logs)
                return -(special.betaln(x + p, base - x + q) - special.betaln(p, q)).sum()

            def gradient(logs):
                p, q = np.exp(logs)
                psi = special.digamma
                whole = psi(p + q) - psi(base + p + q)
                return [p * (psi(x + p) - psi(p) + whole).sum(),
                        q * (psi(base - x + q) - psi(q) + whole).sum()]
        else:
            strength = mean / (squares - mean * size / total)

            def negative(logs):
                p, q = np.exp(logs)
                return -(special.gammaln(x + p) - special.gammaln(p) + p * np.log(q)
                         - (x + p) * np.log(q + base)).sum()

            def gradient(logs):
                p, q = np.exp(logs)
                psi = special.digamma
                return [p * (psi(x + p) - psi(p) + np.log(q) - np.log(q + base)).sum(),
                        q * (p / q - (x + p) / (q + base)).sum()]
        assert strength > 0
        start = [mean * strength, (1 - mean) * strength if family == "proportion" else strength]
        (p, q), value = maximum(negative, gradient, np.log(start))
        ml = (p / (p + q), p + q) if family == "proportion" else (p / q, q)
        shrunk = (x + ml[0] * ml[1]) / (base + ml[1])
        results.append([case, family, mean, strength, *ml, value])
        counted += [[case, family, count, n, rate] for count, n, rate in zip(x, base, shrunk)]
    write("rates.csv", ["case", "family", "count", "base", "shrunk"], counted)
    write("priors.csv", ["case", "family", "moments_mean", "moments_strength", "mean", "strength",
                         "likelihood"], results)
    # Intervals of ranks, of the first case, from a hundred times as many draws.
    mean, strength = results[0][4], results[0][5]
    first = [row for row in counted if row[0] == 0]
    x = np.array([row[2] for row in first])
    base = np.array([row[3] for row in first])
    draws = numbers.beta(x + mean * strength, base - x + (1 - mean) * strength,
                         size=(200_000, len(x)))
    places = (-draws).argsort(axis=1).argsort(axis=1) + 1
    low, high = np.quantile(places, [0.025, 0.975], axis=0, method="inverted_cdf")
    write("rank_intervals.csv", ["low", "high", "first"],
          zip(low, high, (places == 1).mean(axis=0)))


def matrices():
    rows, columns = 30, 6
    latent = numbers.normal(size=(rows, 2))
    x = latent @ numbers.normal(size=(2, columns)) + 0.5 * numbers.normal(size=(rows, columns))
    x = np.round(np.exp(1 + x), 3)
    names = [f"x{column}" for column in range(columns)]
    write("profiles_complete.csv", names, x)
    z = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    variances, vectors = np.linalg.eigh(np.cov(z, rowvar=False))
    variances, vectors = variances[::-1], vectors[:, ::-1]
    signs = np.sign(vectors[np.abs(vectors).argmax(axis=0), range(columns)])
    vectors = vectors * signs
    write("components.csv", ["kind", "row", *[f"pc{c + 1}" for c in range(columns)]],
          [["variance", 0, *variances]]
          + [["direction", row, *vectors[row]] for row in range(columns)]
          + [["loading", row, *(vectors * np.sqrt(variances))[row]] for row in range(columns)]
          + [["score", row, *(z @ vectors)[row]] for row in range(rows)])

    holes = x.copy()
    holes[numbers.random(x.shape) < 0.2] = np.nan
    write("profiles.csv", names, holes)
    results = []
    for other in range(rows):
        known = ~np.isnan(holes[0]) & ~np.isnan(holes[other])
        a, b = holes[0][known], holes[other][known]
        cosine = a @ b / np.sqrt((a @ a) * (b @ b)) if known.sum() >= 3 else np.nan
        correlation = stats.pearsonr(a, b).statistic if known.sum() >= 3 else np.nan
        results.append([known.sum(), cosine, correlation])
    write("similarity.csv", ["n", "cosine", "correlation"], results)

    # A composite of four columns: z up, min-max down, rank up, min-max up, weights 4 3 2 1.
    weights = np.array([4, 3, 2, 1]) / 10

    def scale(v):
        return 100 * (v - v.min()) / (v.max() - v.min())

    def percent(v):
        return 100 * stats.rankdata(v) / len(v)

    parts = np.column_stack([z[:, 0], scale(-x[:, 1]), percent(x[:, 2]), scale(x[:, 3])])
    arithmetic = parts @ weights
    positive = np.column_stack([1 + 0.99 * scale(x[:, 0]), 1 + 0.99 * scale(-x[:, 1]),
                                percent(x[:, 2]), 1 + 0.99 * scale(x[:, 3])])
    geometric = np.exp(np.log(positive) @ weights)
    without = []
    for left in range(4):
        others = np.where(np.arange(4) == left, 0, weights)
        without.append(stats.rankdata(-(parts @ (others / others.sum())), "min"))
    write("composite.csv", ["arithmetic", "geometric", "rank", "without_low", "without_high"],
          zip(arithmetic, geometric, stats.rankdata(-arithmetic, "min"), np.min(without, axis=0),
              np.max(without, axis=0)))


ranks()
agreement()
priors()
matrices()
