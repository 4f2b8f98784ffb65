#!/usr/bin/env python3
"""Opens the workbook and the document of a briefing with other programs.

Usage: check_briefing.py FOLDER [--recalculate]

openpyxl (needed) reads the workbook: formulas, what they come to, filters, charts. python-docx (where it is
installed) reads the document. With --recalculate LibreOffice computes the formulas anew, once as they are
and once after a figure was changed, and must come to what we wrote.
"""

import argparse
import csv
import math
import os
import re
import subprocess
import sys
import tempfile

import openpyxl


def load(path, values):
    return openpyxl.load_workbook(path, data_only=values)


def check_workbook(path, folder):
    formulas, values = load(path, False), load(path, True)
    count = 0
    for sheet in formulas.worksheets:
        shown = values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    value = shown[cell.coordinate].value
                    assert isinstance(value, (int, float)), f"{sheet.title}!{cell.coordinate} {value}"
                    count += 1
    assert count > 20, f"{count} formulas"
    charts = [sheet for sheet in formulas.worksheets if sheet._charts]
    assert len(charts) == 1 and len(charts[0]._charts) > 3
    for sheet in formulas.worksheets:
        if sheet is charts[0]:
            continue
        assert sheet.freeze_panes == "A2", sheet.title
        assert sheet.auto_filter.ref, sheet.title
        assert sheet["A1"].font.name == "等线" and sheet["A1"].font.b, sheet.title
    assert any(s.conditional_formatting for s in formulas.worksheets)
    # The tables of the workbook are those of the files beside it.
    rows = sum(1 for _ in csv.reader(open(os.path.join(folder, "findings.csv"), encoding="utf-8-sig")))
    findings = next(s for s in formulas.worksheets if s.max_row == rows and s.max_column >= 22)
    assert findings["A1"].value in ("程度", "Severity"), findings["A1"].value
    return count, len(charts[0]._charts)


def recalculated(path, folder):
    subprocess.run(
        ["soffice", "-env:UserInstallation=file://" + os.path.join(folder, "profile"), "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", os.path.join(folder, "out"), path],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return load(os.path.join(folder, "out", os.path.basename(path)), True)


def same(one, other):
    return isinstance(other, (int, float)) and math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def check_recalculation(path):
    """A figure is changed, all that was computed is thrown away, and LibreOffice computes it anew."""
    formulas, values = load(path, False), load(path, True)
    total, _, _, trends = formulas.worksheets[:4]
    # The first unit's first figure of the last year grows by 7.
    years = [c.column for c in trends[1] if re.fullmatch(r"\d{4}(年)?", str(c.value))]
    last = years[-1]
    trends.cell(2, last).value = trends.cell(2, last).value + 7
    for sheet in formulas.worksheets[4:]:
        # What has no formula only makes the file larger.
        formulas.remove(sheet)
    with tempfile.TemporaryDirectory() as folder:
        changed = os.path.join(folder, "changed.xlsx")
        formulas.save(changed)
        computed = recalculated(changed, folder)
    compared, moved = 0, []
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if not (isinstance(cell.value, str) and cell.value.startswith("=")):
                    continue
                ours = values[sheet.title][cell.coordinate].value
                theirs = computed[sheet.title][cell.coordinate].value
                compared += 1
                if not same(ours, theirs):
                    moved.append((sheet.title, cell.coordinate, ours, theirs))
    # Of the sums, one row has moved: its last year by 7, and with it the change from the year before.
    rows = {re.sub(r"\D", "", place) for _, place, _, _ in moved}
    sheets = {title for title, _, _, _ in moved}
    assert sheets == {total.title} and len(rows) == 1 and len(moved) == 3, moved
    assert same(moved[0][2] + 7, moved[0][3]) and same(moved[1][2] + 7, moved[1][3]), moved
    return compared


def check_document(path):
    try:
        import docx
    except ImportError:
        return "python-docx is not installed"
    document = docx.Document(path)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == 9, headings
    for table in document.tables:
        first = table.rows[0]._tr.trPr
        assert first is not None and first.xpath("w:tblHeader"), "a heading row does not repeat"
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(m.mm) for m in (section.top_margin, section.left_margin)] == [37, 28]
    return f"{len(headings)} headings, {len(document.tables)} tables"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder")
    parser.add_argument("--recalculate", action="store_true")
    options = parser.parse_args()
    workbook = os.path.join(options.folder, "briefing.xlsx")
    formulas, charts = check_workbook(workbook, options.folder)
    print(f"workbook: {formulas} formulas, {charts} charts")
    print("document:", check_document(os.path.join(options.folder, "briefing.docx")))
    if options.recalculate:
        print(f"recalculated: {check_recalculation(workbook)} formulas come to what we wrote")


if __name__ == "__main__":
    sys.exit(main())
