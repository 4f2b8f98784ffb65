#!/usr/bin/env python3
"""Changes taken apart, by mpmath and pandas: LMDI along a chain of three figures, and shift-share.

Writes chains.csv (case, body, a0 b0 v0 a1 b1 v1; an empty figure is a null), lmdi.csv (case, factor, amount,
multiplier), parts.csv (case, body, part, before, after) and shift_share.csv (case, body and its terms). The
seed is fixed. The definitions are those of Documentation/Change.md, not those of the product's code: a zero
of a chain is replaced by 10^-(10^12), which the analytic limit of the product's code is the limit of, so that
both agree to some eleven digits.
"""
import random

import mpmath
import pandas as pd

random.seed(20261126)
mpmath.mp.dps = 50
SMALL = mpmath.mpf(10) ** (-(10**12))


def text(value):
    return "" if value is None or value != value else format(float(value), ".17g")


# LMDI


def figure(limit):
    roll = random.random()
    return None if roll < 0.07 else 0 if roll < 0.2 else random.randint(1, limit)


def chain():
    a = figure(60)
    b = figure(40)
    v = figure(30)
    if a == 0:
        b = 0
    if b == 0:
        v = 0
    return [a, b, v]


def log_mean(x, y):
    return x if x == y else (x - y) / (mpmath.log(x) - mpmath.log(y))


def factors(whole, figures):
    """A, a/A, b/a, v/b; a zero is small, and a ratio of nothing to nothing is none."""
    a, b, v = (mpmath.mpf(x) for x in figures)
    made = [whole, a / whole, b / a if a else None, v / b if b else None]
    return [None if x is None else SMALL if x == 0 else x for x in made]


def product(values):
    result = mpmath.mpf(1)
    for value in values:
        if value is not None:
            result *= value
    return result


def lmdi(bodies):
    present = [b for b in bodies if b[2] is not None or b[5] is not None]
    fit = [b for b in present if None not in b]
    wholes = [sum(mpmath.mpf(b[i]) for b in fit) for i in (0, 3)]
    before = sum(mpmath.mpf(b[2]) for b in present if b[2] is not None)
    after = sum(mpmath.mpf(b[5]) for b in present if b[5] is not None)
    amounts = [mpmath.mpf(0)] * 4
    for body in fit:
        if body[2] == 0 and body[5] == 0:
            continue
        old, new = factors(wholes[0], body[:3]), factors(wholes[1], body[3:])
        # A factor that is there in one of the years only: the other year's is nothing of nothing.
        pairs = [(x, y) for x, y in zip(old, new)]
        values = product(old), product(new)
        if body[2] == 0:
            values = product([x for x in old if x is not None]), values[1]
        weight = log_mean(values[1], values[0])
        for place, (x, y) in enumerate(pairs):
            if x is None or y is None:
                continue
            amounts[place] += weight * mpmath.log(y / x)
    rows = list(zip(["activity", "structure", "first", "second"], amounts))
    if len(fit) < len(present):
        change = sum(mpmath.mpf(b[5]) - b[2] for b in fit)
        rows.append(("apart", after - before - change))
    result = []
    for name, amount in rows:
        multiplier = None
        if before > 0 and after > 0:
            multiplier = mpmath.exp(amount / log_mean(after, before))
        result.append((name, amount, multiplier))
    return result


chains, effects = [], []
for case in range(40):
    while True:
        bodies = [chain() + chain() for _ in range(random.randint(2, 6))]
        if any(None not in b and b[0] and b[3] for b in bodies):
            break
    for body, figures in enumerate(bodies):
        chains.append([case, body] + [text(x) for x in figures])
    for name, amount, multiplier in lmdi(bodies):
        effects.append([case, name, text(amount), text(multiplier)])
headings = ["case", "body", "a0", "b0", "v0", "a1", "b1", "v1"]
pd.DataFrame(chains, columns=headings).to_csv("chains.csv", index=False)
pd.DataFrame(effects, columns=["case", "factor", "amount", "multiplier"]).to_csv("lmdi.csv", index=False)

# Shift-share

parts, terms = [], []
for case in range(12):
    rows = []
    for body in range(6):
        for part in range(4):
            before, after = (None if random.random() < 0.15 else random.randint(0, 30) for _ in range(2))
            rows.append((case, body, part, before, after))
    data = pd.DataFrame(rows, columns=["case", "body", "part", "before", "after"])
    data[["before", "after"]] = data[["before", "after"]].astype("Float64")
    parts.append(data)
    both = data.dropna()
    sums = both.groupby("part")[["before", "after"]].sum()
    total = sums.sum()
    overall = (total.after - total.before) / total.before
    growth = ((sums.after - sums.before) / sums.before.where(sums.before > 0)).fillna(0)
    for body, own in data.groupby("body"):
        pairs = own.dropna()
        rate = pairs.part.map(growth)
        reference = (pairs.before * overall).sum()
        mix = (pairs.before * (rate - overall)).sum()
        local = (pairs.after - pairs.before - pairs.before * rate).sum()
        alone = own[own.before.isna() ^ own.after.isna()]
        coming = alone.after.sum() - alone.before.sum()
        terms.append([case, body] + [text(x) for x in (reference, mix, local, coming)])
pd.concat(parts).to_csv("parts.csv", index=False)
pd.DataFrame(terms, columns=["case", "body", "reference", "mix", "own", "entered_left"]).to_csv(
    "shift_share.csv", index=False)
