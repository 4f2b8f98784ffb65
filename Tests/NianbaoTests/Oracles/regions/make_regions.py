#!/usr/bin/env python3
"""Random regions that merge, and their sums on the boundaries of two years, by pandas.

Writes changes.csv (mergers), figures.csv (region, year, value; an empty value is a blank) and
expected.csv (as_of, region, year, value; empty where the sum is null). The seed is fixed.
The rule, written a second time: a region's figure of a year is the sum over all regions that have
become it by the year of the boundaries and still were apart in the figure's year; null where any of
them has none; null for figures after a merger that the boundaries do not have yet.
"""
import random
import pandas as pd

random.seed(20260605)
years = list(range(2010, 2020))
codes = [f"1101{n:02d}" for n in range(1, 31)]

# Every merged region ends in one year; heirs may end later themselves.
mergers, end = [], {}
alive = list(codes)
for year in range(2011, 2019):
    # Mergers of one year follow each other, so that an heir may go on into another region in that year.
    for _ in range(random.randint(0, 3)):
        gone, heir = random.sample(alive, 2)
        if mergers and mergers[-1][2] == year and random.random() < 0.6:
            gone = mergers[-1][1]
            heir = random.choice([c for c in alive if c != gone])
        alive.remove(gone)
        end[gone] = year
        mergers.append((gone, heir, year))
pd.DataFrame(mergers, columns=["old", "new", "year"]).to_csv("changes.csv", index=False)

rows = []
for code in codes:
    for year in years:
        # A region that ends in a year does not report for it any more.
        if year < end.get(code, 9999) and random.random() < 0.9:
            rows.append((code, year, random.randint(0, 50) if random.random() < 0.9 else None))
figures = pd.DataFrame(rows, columns=["region", "year", "value"])
figures["value"] = figures["value"].astype("Int64")
figures.to_csv("figures.csv", index=False)
table = figures.pivot(index="region", columns="year", values="value").reindex(index=codes, columns=years)

heirs = {gone: (heir, year) for gone, heir, year in mergers}


def at(code, year):
    """The region that a region has become by the end of a year."""
    while code in heirs and heirs[code][1] <= year:
        code = heirs[code][0]
    return code


out = []
for as_of in (2012, 2015, 2019):
    there = [c for c in codes if at(c, as_of) == c]
    for year in years:
        apart = [c for c in codes if at(c, year) == c]
        column = table[year]
        for code in there:
            if year <= as_of:
                parts = [c for c in apart if at(c, as_of) == code]
                total = column[parts].sum(skipna=False)
            else:
                whole = at(code, year)
                makers = [c for c in there if at(c, year) == whole]
                total = column[whole] if makers == [code] else pd.NA
            out.append((as_of, code, year, total))
expected = pd.DataFrame(out, columns=["as_of", "region", "year", "value"])
expected["value"] = expected["value"].astype("Int64")
expected.to_csv("expected.csv", index=False)
