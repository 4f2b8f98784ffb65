"""The rules in NumPy: one vector an indicator over all units and years."""

import csv
import sys

import numpy as np

import turns

folder = sys.argv[1]


def load():
    with open(f"{folder}/national.csv", encoding="utf-8", newline="") as file:
        heading = next(csv.reader(file))
    names = turns.indicators(folder)
    places = [heading.index(name) for name in names]
    table = np.genfromtxt(
        f"{folder}/national.csv", delimiter=",", skip_header=1, usecols=places, encoding="utf-8"
    )
    return {name: np.ascontiguousarray(table[:, k]) for k, name in enumerate(names)}


all_rules = turns.rules(folder)


def count(data, rule):
    total, slack, low_open, high_open = rule["constant"], 0.0, False, False
    for term in rule["terms"]:
        figures = data[term["indicator"]]
        null = np.isnan(figures)
        total = total + term["coefficient"] * np.where(null, 0.0, figures)
        if term["slack"]:
            slack = slack + np.where(null, 0.0, abs(term["coefficient"]) * term["slack"])
        opens_low, opens_high = turns.opening(term)
        if opens_low:
            low_open = low_open | null
        if opens_high:
            high_open = high_open | null
    above = (total - slack > 1e-7) & ~np.asarray(low_open)
    below = (total + slack < -1e-7) & ~np.asarray(high_open)
    failing = {"=": above | below, "<=": above, ">=": below}[rule["sign"]]
    return int(np.count_nonzero(failing))


turns.take_turns(load, lambda data: {rule["id"]: count(data, rule) for rule in all_rules})
