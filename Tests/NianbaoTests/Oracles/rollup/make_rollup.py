"""Roll-ups of a random panel, computed with pandas and NumPy.

    pip install numpy pandas
    python3 make_rollup.py

writes panel.csv (the figures), tags.csv (a user's tags) and expected.csv (the results) beside itself. The
panel has nulls, ties, zeros, years without a report and units of both kinds. The formulas are the
definitions of Documentation/RollUp.md, not those of the product's code.
"""

import pathlib

import numpy as np
import pandas as pd

FOLDER = pathlib.Path(__file__).parent
random = np.random.default_rng(20260512)

FLOW, AMOUNT, STOCK = "request.received", "fee.collected", "capacity.staff"
INDICATORS = [FLOW, AMOUNT, STOCK]
COUNTIES = ["110101", "110118", "130102", "130402"]
YEARS = [2014, 2015, 2016, 2017, 2018]


def make_panel():
    units = []
    for county in COUNTIES:
        numbers = random.choice(np.arange(1, 400), size=random.integers(5, 14), replace=False)
        units += [(f"{county}{number:03d}", f"单位{county}{number:03d}") for number in sorted(numbers)]
        units += [(f"{county}/{name}", name) for name in ["教育局", "民政局"][: random.integers(0, 3)]]
    rows = []
    for code, name in units:
        for year in YEARS:
            if random.random() < 0.15:
                continue  # no report
            row = {"unit": name, "unit_code": code, "year": year}
            row[FLOW] = np.nan if random.random() < 0.12 else float(random.integers(0, 13))
            row[AMOUNT] = np.nan if random.random() < 0.12 else round(random.random() * 30, 2)
            row[STOCK] = np.nan if random.random() < 0.12 else float(random.integers(0, 6))
            rows.append(row)
    return pd.DataFrame(rows)


def gini(values):
    values = values.to_numpy()
    if len(values) == 0 or values.sum() == 0:
        return np.nan
    return np.abs(values[:, None] - values[None, :]).mean() / (2 * values.mean())


def top(values, limit):
    return values.nlargest(limit).sum() / values.sum() if values.sum() > 0 else np.nan


def measures(group, indicator):
    values = group[indicator].dropna()
    pairs = group[group[indicator].notna() & group[STOCK].notna()]
    weights = pairs[STOCK].sum()
    result = {
        "sum": values.sum() if len(values) else np.nan,
        "mean": values.mean(),
        "wmean": np.average(pairs[indicator], weights=pairs[STOCK]) if weights > 0 else np.nan,
        "median": values.median(),
        "p90": np.quantile(values, 0.9) if len(values) else np.nan,
        "min": values.min(),
        "max": values.max(),
        "sd": values.std(ddof=1),
        "ratio": pairs[indicator].sum() / weights if weights > 0 else np.nan,
        "gini": gini(values),
        "top3": top(values, 3),
    }
    return {name: (value, len(values)) for name, value in result.items()}


def lookup(key, keys, above):
    """The key of the whole that a group's key is a part of."""
    values = dict(zip(keys + ["year"], key))
    if "county" in values:
        values["province"] = values["county"][:2]
        values["prefecture"] = values["county"][:4]
    values["whole"] = 0
    return [values[name] for name in above + ["year"]]


def bounds(panel, indicator, year, codes):
    low = high = 0.0
    complete = True
    for code in codes:
        series = panel[(panel.unit_code == code)].set_index("year")[indicator].dropna()
        if year in series.index:
            low += series[year]
            high += series[year]
            continue
        complete = False
        before = series[series.index < year].sort_index(ascending=False)
        after = series[series.index > year].sort_index()
        if len(before) and len(after):
            known = [before.iloc[0], after.iloc[0]]
        else:
            known = list(before.iloc[:2]) + list(after.iloc[:2])
        low += min(known) if len(known) == 2 else 0.0
        high += max(known) if len(known) == 2 else np.nan
    return (np.nan, np.nan) if complete else (low, high)


def imputed(panel, indicator, method):
    """Figures by unit and year with estimates, and the county of each unit."""
    table = panel.pivot(index="unit_code", columns="year", values=indicator).reindex(columns=YEARS)
    if method == "last":
        return table.ffill(axis=1)
    if method == "linear":
        return table.interpolate(axis=1, method="linear", limit_area="inside")
    filled = table.copy()
    for code in table.index:
        peers = table[[other[:6] == code[:6] for other in table.index]]
        for year in YEARS:
            if not np.isnan(table.loc[code, year]):
                continue
            known = [other for other in YEARS if not np.isnan(table.loc[code, other])]
            if not known:
                continue
            base = min(known, key=lambda other: (abs(other - year), other))
            both = peers[[base, year]].dropna()
            ratios = (both[year] / both[base])[both[base] > 0]
            if len(ratios) >= 3:
                filled.loc[code, year] = table.loc[code, base] * ratios.median()
    return filled


panel = make_panel()
panel.to_csv(FOLDER / "panel.csv", index=False)
codes = sorted(panel.unit_code.unique())
tags = {code: ["城区", "山区", "平原"][random.integers(0, 3)] for code in codes if random.random() < 0.85}
pd.DataFrame({"unit_code": tags.keys(), "片区": tags.values()}).to_csv(FOLDER / "tags.csv", index=False)

panel["county"] = panel.unit_code.str[:6]
panel["province"] = panel.unit_code.str[:2]
panel["prefecture"] = panel.unit_code.str[:4]
panel["kind"] = np.where(panel.unit_code.str.contains("/"), "department", "government")
panel["片区"] = panel.unit_code.map(tags)
panel["whole"] = 0
GROUPINGS = {
    "county": ["county"], "province": ["province"], "all": ["whole"], "kind": ["kind"],
    "county,kind": ["county", "kind"], "片区": ["片区"],
}
rows = []


def add(grouping, group, year, indicator, measure, value, n):
    rows.append((grouping, group, year, indicator, measure, value, n))


def name(keys, key):
    return "|".join(str(part) for part, heading in zip(key, keys) if heading != "whole")


for grouping, keys in GROUPINGS.items():
    for key, group in panel.groupby(keys + ["year"]):
        for indicator in INDICATORS:
            for measure, (value, n) in measures(group, indicator).items():
                add(grouping, name(keys, key), key[-1], indicator, measure, value, n)
for key, group in panel.groupby("county"):
    for indicator in [FLOW, AMOUNT]:
        for measure, (value, n) in measures(group, indicator).items():
            add("pooled", key, YEARS[-1], indicator, measure, value, n)

ABOVE = {
    ("county", "share"): ["prefecture"], ("county", "share:province"): ["province"],
    ("county", "share:all"): ["whole"], ("county,kind", "share"): ["county"],
    ("kind", "share"): ["whole"], ("province", "share"): ["whole"],
}
for (grouping, measure), above in ABOVE.items():
    keys = GROUPINGS[grouping]
    for indicator in INDICATORS:
        sums = panel.groupby(keys + ["year"])[indicator].sum(min_count=1)
        counts = panel.groupby(keys + ["year"])[indicator].count()
        wholes = panel.groupby(above + ["year"])[indicator].sum(min_count=1)
        for key, value in sums.items():
            whole = wholes[tuple(lookup(key, keys, above))]
            add(
                grouping, name(keys, key), key[-1], indicator, measure,
                value / whole if whole else np.nan, counts[key])

for county in COUNTIES:
    members = [code for code in codes if code[:6] == county]
    for indicator in INDICATORS:
        for year in YEARS:
            low, high = bounds(panel, indicator, year, members)
            add("county", county, year, indicator, "low", low, -1)
            add("county", county, year, indicator, "high", high, -1)
for method in ["linear", "last", "median-ratio"]:
    for indicator in INDICATORS:
        table = imputed(panel, indicator, method)
        for county in COUNTIES:
            part = table[[code[:6] == county for code in table.index]]
            for year in YEARS:
                add("county", county, year, indicator, f"impute:{method}",
                    part[year].sum(min_count=1), part[year].count())

result = pd.DataFrame(
    rows, columns=["grouping", "group", "year", "indicator", "measure", "value", "n"])
result.to_csv(FOLDER / "expected.csv", index=False, float_format="%.17g")
print(len(result), "results")
