"""Reading the panel's CSV with DuckDB into a table in memory."""

import duckdb

from csv_turns import TEXTS, figures, heading, path, shape, take_turns, threads

types = ", ".join(
    f"'{name}': '{'VARCHAR' if name in TEXTS else 'BIGINT' if name == 'year' else 'DOUBLE'}'"
    for name in heading
)
query = (
    f"CREATE TABLE panel AS SELECT * FROM read_csv('{path}', header = true, delim = ',', "
    f"quote = '\"', escape = '\"', columns = {{{types}}})"
)


def read():
    connection = duckdb.connect(config={"threads": threads})
    connection.execute(query)
    return connection


def summarise(connection):
    rows = connection.execute("SELECT count(*) FROM panel").fetchone()[0]
    if shape == "wide":
        wanted = ", ".join(f'sum("{name}")' for name in figures)
        sums = connection.execute(f"SELECT {wanted} FROM panel").fetchone()
        return rows, dict(zip(figures, sums))
    sums = connection.execute("SELECT indicator, sum(value) FROM panel GROUP BY indicator").fetchall()
    return rows, dict(sums)


take_turns(read, summarise)
