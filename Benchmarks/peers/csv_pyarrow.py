"""Reading the panel's CSV with pyarrow."""

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from csv_turns import TEXTS, figures, heading, path, shape, take_turns, threads

pa.set_cpu_count(threads)
types = {
    name: pa.string() if name in TEXTS else pa.int64() if name == "year" else pa.float64()
    for name in heading
}
options = csv.ConvertOptions(column_types=types)


def read():
    return csv.read_csv(path, convert_options=options)


def summarise(table):
    if shape == "wide":
        return table.num_rows, {name: pc.sum(table[name]).as_py() for name in figures}
    sums = table.group_by("indicator").aggregate([("value", "sum")]).to_pydict()
    return table.num_rows, dict(zip(sums["indicator"], sums["value_sum"]))


take_turns(read, summarise)
