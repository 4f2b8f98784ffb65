"""What the tools of compare-csv have in common: taking turns at reading one file.

A tool is started with a file, its shape and a number of threads. At every line of standard input it reads
the file anew and answers with a line of JSON: the seconds, the number of rows, the sum of each indicator,
and the largest amount of memory the process has had.
"""

import csv
import json
import resource
import sys
import time

path, shape, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])

with open(path, encoding="utf-8", newline="") as file:
    heading = next(csv.reader(file))

TEXTS = {"unit", "unit_code", "edition", "indicator", "label", "measure", "status", "file", "line"}
figures = [name for name in heading if name not in TEXTS and name != "year"]


def take_turns(read, summarise):
    """Reads at every line; the frame of the turn before is gone by then."""
    print(json.dumps({"start": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        data = read()
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        rows, sums = summarise(data)
        del data
        answer = {"seconds": seconds, "rows": rows, "sums": sums, "peak": peak}
        print(json.dumps(answer), flush=True)
