"""The rules in DuckDB: one query over a table in memory, a row a unit and year."""

import sys

import duckdb

import turns

folder, threads = sys.argv[1], int(sys.argv[2])


def load():
    connection = duckdb.connect(config={"threads": threads})
    wanted = ", ".join(f'"{name}"' for name in turns.indicators(folder))
    connection.execute(
        f"CREATE TABLE panel AS SELECT unit_code, year, {wanted} "
        f"FROM read_csv('{folder}/national.csv', header = true, nullstr = '', sample_size = -1)"
    )
    for name in turns.indicators(folder):
        connection.execute(f'ALTER TABLE panel ALTER "{name}" TYPE DOUBLE')
    return connection


def failing(rule):
    """The condition under which a report breaks a rule."""
    total = str(rule["constant"])
    slack, low_open, high_open = "0", [], []
    for term in rule["terms"]:
        column = f'"{term["indicator"]}"'
        total += f' + ({term["coefficient"]}) * coalesce({column}, 0)'
        if term["slack"]:
            width = abs(term["coefficient"]) * term["slack"]
            slack += f" + CASE WHEN {column} IS NULL THEN 0 ELSE {width} END"
        opens_low, opens_high = turns.opening(term)
        if opens_low:
            low_open.append(f"{column} IS NULL")
        if opens_high:
            high_open.append(f"{column} IS NULL")
    low, high = (total, total) if slack == "0" else (f"{total} - ({slack})", f"{total} + ({slack})")
    above = f"({low} > 1e-7)" + "".join(f" AND NOT ({test})" for test in low_open)
    below = f"({high} < -1e-7)" + "".join(f" AND NOT ({test})" for test in high_open)
    return {"=": f"({above}) OR ({below})", "<=": above, ">=": below}[rule["sign"]]


all_rules = turns.rules(folder)
query = "SELECT " + ", ".join(f"count_if({failing(rule)})" for rule in all_rules) + " FROM panel"


def check(connection):
    counts = connection.execute(query).fetchone()
    return {rule["id"]: count for rule, count in zip(all_rules, counts)}


turns.take_turns(load, check)
