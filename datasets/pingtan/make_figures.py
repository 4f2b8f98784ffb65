#!/usr/bin/env python3
"""Makes figures.csv from the published reports of Pingtan and what a person read in them.

    datasets/pingtan/make_figures.py REPORTS [--nianbao COMMAND] > datasets/pingtan/figures.csv

REPORTS is the folder with the report files and, beside each, a transcription NAME.expected.csv of its
tables. The command reads the reports (`nianbao export --shape long`). Where it leaves a cell open because
the copy lost the borders of the table, the transcription settles it, and the row's note says so. Where the
two differ the script stops: one of them is wrong. No figure comes from anywhere else.
"""

import argparse
import csv
import io
import pathlib
import re
import subprocess
import sys
import unicodedata

PATTERN = "*_福建_平潭*.txt"


def exported(command, reports):
    """The rows that the command reads in the reports, their file as a bare name."""
    paths = sorted(str(path) for path in reports.glob(PATTERN))
    if not paths:
        sys.exit(f"{reports}: no report is called {PATTERN}")
    run = subprocess.run(
        [command, "export", *paths, "--shape", "long", "--format", "csv", "--quiet"],
        stdout=subprocess.PIPE, check=True)
    rows = list(csv.DictReader(io.StringIO(run.stdout.decode("utf-8"))))
    for row in rows:
        row["file"] = pathlib.PurePath(row["file"]).name
    return rows


def heading(report):
    """Title and day of publication, which the head of an archived page states."""
    lines = report.read_text(encoding="utf-8").splitlines()[:5]
    stated = dict(line.split(": ", 1) for line in lines if ": " in line)
    return f"{stated['标题'].strip()}（{stated['发布时间'].split()[0]}发布）"


def key(text):
    """A printed label without numbering, brackets and blanks, as far as transcriptions differ in them."""
    text = unicodedata.normalize("NFKC", text).split("/")[-1]
    text = re.sub(r"^(其中[::]?)?(\(?[一二三四五六七八九十0-9]+\)?[、.．,])?", "", text.strip())
    text = re.sub(r"^\([一二三四五六七八九十]+\)", "", text)
    return re.sub(r"\(.*?\)|\s|[“”\"]", "", text)


# What the tables of single years call a row that the catalogue has under another label.
SAME = {
    "主动公开文件数": "主动公开信息数",
    "政府网站公开数": "网站公开",
    "政府公报公开数": "政府公报公开",
    "政府公报公开": "政府公报公开",
    "对申请的答复数": "对申请的答复总数",
    "否决公开答复数": "不予公开答复数",
    "其它形式申请数": "其他形式申请数",
    "行政申诉数": "行政申诉、举报数",
    "行政规范性文件": "规范性文件",
    "行政规章": "规章",
    "本年处理决定数量": "处理决定数量",
}


def canonical(label):
    return SAME.get(key(label), key(label))


def transcribed(path):
    """The cells that a person read, in printed order: (row, column, figure as printed)."""
    cells = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            label = row.get("row_label") or row["label"]
            column = row.get("column_label") or row["column"]
            column = re.sub(r"^[0-9]{4}年度$", "本年度", column)
            cells.append((canonical(label), canonical(column), row["value"]))
    return cells


NOTES = {
    "reported": "",
    "recovered": "；表格边框丢失，按表内关系切分",
    "settled": "；表格边框丢失，由人核对后切分",
    "unreadable": "；表格边框丢失，无法切分",
    "absent": "；所印表格无此行",
    "from-text": "；正文所述，非表内数字",
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("reports", type=pathlib.Path)
    arguments.add_argument("--nianbao", default="nianbao")
    options = arguments.parse_args()
    rows = exported(options.nianbao, options.reports)
    headings = list(rows[0]) + ["note"]
    for file in sorted({row["file"] for row in rows}):
        report = options.reports / file
        source = heading(report)
        # A label stands in several blocks of a form; both sides keep the printed order.
        open_cells = {}
        for label, column, figure in transcribed(report.with_suffix(".expected.csv")):
            open_cells.setdefault((label, column), []).append(figure)
        for row in (row for row in rows if row["file"] == file):
            status = row["status"]
            if status not in ("absent", "from-text"):
                label, column = row["label"].rsplit("｜", 1)
                figures = open_cells.get((canonical(label), canonical(column)), [])
                figure = figures.pop(0) if figures else None
                if figure is None and row["value"]:
                    sys.exit(f"{file}: ‘{row['label']}’ is read as {row['value']}, not transcribed")
                if figure and not row["value"]:
                    row["value"], row["status"], status = figure, "recovered", "settled"
                elif figure is not None and figure != row["value"]:
                    sys.exit(
                        f"{file}: ‘{row['label']}’ is read as {row['value']}, transcribed {figure}")
            row["note"] = source + NOTES[status]
        left = [cell for cell, figures in open_cells.items() if figures]
        if left:
            sys.exit(f"{file}: transcribed, but not read: {left}")
    output = csv.DictWriter(sys.stdout, headings, lineterminator="\n")
    output.writeheader()
    output.writerows(rows)


if __name__ == "__main__":
    main()
