"""What the tools have in common: the rules, and taking turns.

A tool is started with the folder of the data and a number of threads. It loads the data, says how long
that took, and then checks all rules each time a line comes in, answering with a line of JSON.
"""

import json
import sys
import time


def rules(folder):
    """The rules as `national-rules prepare` writes them."""
    with open(f"{folder}/rules.json", encoding="utf-8") as file:
        return json.load(file)


def indicators(folder):
    """The indicators that the rules speak of, each once."""
    return sorted({term["indicator"] for rule in rules(folder) for term in rule["terms"]})


def opening(term):
    """Whether a missing figure leaves the low end of the sum open, and whether the high one."""
    signed = term["isSigned"]
    return signed or term["coefficient"] < 0, signed or term["coefficient"] > 0


def take_turns(load, check):
    """Loads once, then checks at every line of standard input."""
    start = time.perf_counter()
    data = load()
    print(json.dumps({"load": time.perf_counter() - start}), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        failures = check(data)
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "failures": failures}), flush=True)
