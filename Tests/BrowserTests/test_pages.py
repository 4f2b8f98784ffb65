#!/usr/bin/env python3
"""Walks through the briefing and the explorer in a real browser.

Usage: test_pages.py --nianbao COMMAND [--pictures FOLDER] [--quick] INPUT...

Checks that pages complain about nothing and ask the network for nothing, that tables sort and filter with
the keyboard alone, that nothing is wider than a telephone, and that all works without scripts. With
--pictures it also takes pictures: desktop, telephone, dark, and printed on A4.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from urllib.parse import parse_qs, urlsplit

import browser

DESKTOP, PHONE = (1280, 900, False), (390, 844, True)

IDS = "[...document.querySelectorAll('[id]')].map(e => e.id)"
WIDTH = "document.documentElement.scrollWidth"


def cells(table, column):
    """The numbers of a column as shown; rows without one are left out."""
    return (f"[...document.querySelectorAll('#{table} tbody tr')].map(r => r.cells[{column}])"
            ".map(c => c.dataset.value ?? c.textContent.trim()).filter(t => t !== '').map(Number)")


def check_page(page, url, name):
    """What holds for every page: its ids are unique, and no telephone has to scroll it sideways."""
    ids = page.evaluate(IDS)
    assert len(ids) == len(set(ids)), f"{name}: an id stands twice"
    missing = page.evaluate(
        "[...document.querySelectorAll('[aria-labelledby],[data-for]')]"
        ".map(e => e.getAttribute('aria-labelledby') ?? e.dataset.for)"
        ".filter(id => !document.getElementById(id))")
    assert not missing, f"{name}: {missing} are not there"
    page.size(*PHONE)
    width = page.evaluate(WIDTH)
    assert width <= PHONE[0], f"{name}: {width} px wide on a telephone"
    page.size(*DESKTOP)


def check_quiet(page, name, origin):
    """No complaint, and no request to anywhere else."""
    page.take(0.1)
    assert not page.complaints, f"{name}: {page.complaints}"
    outside = [u for u in page.requests if not u.startswith((origin, "data:"))]
    assert not outside, f"{name} asked for {outside}"
    page.requests.clear()


def walk_briefing(page):
    """Sorts and filters the rankings with the keyboard alone."""
    page.tab_to("e.tagName === 'INPUT' && e.dataset.for === 'rankings-table'")
    names = page.evaluate(
        "[...document.querySelectorAll('#rankings-table tbody th')].map(e => e.textContent)")
    page.type(names[-1])
    shown = page.evaluate(
        "[...document.querySelectorAll('#rankings-table tbody tr')]"
        ".filter(r => !r.hidden).map(r => r.cells[0].textContent)")
    assert shown and all(names[-1] in name for name in shown), shown
    page.evaluate("document.activeElement.value = '';"
                  "document.activeElement.dispatchEvent(new Event('input'))")
    page.tab_to("e.closest('#rankings-table') && e.closest('th').cellIndex === 1")
    order = ("document.activeElement.closest('th').getAttribute('aria-sort')")
    page.key("Enter")
    assert page.evaluate(order) == "descending"
    figures = page.evaluate(cells("rankings-table", 1))
    assert figures and figures == sorted(figures, reverse=True), figures
    page.key("Enter")
    assert page.evaluate(order) == "ascending"
    assert page.evaluate(cells("rankings-table", 1)) == sorted(figures)
    page.key("Enter")
    assert page.evaluate(order) is None
    # Each point of a chart is reached and says its figure.
    page.evaluate("document.querySelector('svg').previousElementSibling?.focus()")
    said = page.evaluate(
        "[...document.querySelectorAll('svg .point')].every("
        "p => p.tabIndex === 0 && /\\d/.test(p.getAttribute('aria-label')))")
    assert said, "a point says nothing"


def brief(options, folder, language):
    subprocess.run(
        [options.nianbao, "brief", *options.input, "-o", folder, "--lang", language, "--quiet"],
        check=True)
    return "file://" + os.path.join(os.path.abspath(folder), "briefing.html")


def take_pictures(page, options, name):
    if not options.pictures:
        return
    place = os.path.join(options.pictures, name)
    page.media()
    page.size(*DESKTOP)
    page.picture(place + "-desktop.png")
    page.size(*PHONE)
    page.picture(place + "-phone.png", height=5000)
    page.size(*DESKTOP)
    page.media(dark=True)
    page.picture(place + "-dark.png", height=4000)
    page.media()
    page.paper(place + ".pdf")
    if shutil.which("pdftoppm"):
        subprocess.run(
            ["pdftoppm", "-png", "-r", "60", "-l", "12", place + ".pdf", place + "-a4"], check=True)


def test_briefing(page, options, folder, language):
    url = brief(options, os.path.join(folder, language), language)
    name = "briefing-" + language
    page.size(*DESKTOP)
    page.open(url)
    check_page(page, url, name)
    walk_briefing(page)
    check_quiet(page, name, url)
    take_pictures(page, options, name)


class Server:
    """The explorer, on a port of its own choice."""

    def __init__(self, options, panel):
        self.process = subprocess.Popen(
            [options.nianbao, "serve", panel, "--port", "0", "--lang", "zh", "--quiet"],
            stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().rstrip("/")
        assert self.url.startswith("http://127.0.0.1:"), self.url

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(20)
        assert status == 0, f"the server ended with status {status}"


def here(page):
    address = urlsplit(page.evaluate("location.href"))
    return address.path, parse_qs(address.query)


def walk_explorer(page, url):
    page.size(*DESKTOP)
    page.open(url + "/rank")
    page.tab_to("e.tagName === 'A' && e.closest('#table') && e.closest('th').dataset.id === 'value'")
    page.key("Enter")
    page.until("location.search.includes('sort=value')")
    page.until("document.querySelector('#table th[data-id=value]').ariaSort === 'descending'")
    column = page.evaluate("document.querySelector('#table th[data-id=value]').cellIndex")
    figures = page.evaluate(cells("table", column))
    assert figures and figures == sorted(figures, reverse=True), figures
    # A choice is in the address, and the way back leads back.
    before = page.evaluate("location.href")
    page.evaluate("(s => { s.selectedIndex = 1; s.dispatchEvent(new Event('change', {bubbles: true})) })"
                  "(document.querySelector('#from'))")
    page.until("location.search.includes('from=')")
    page.evaluate("history.back()")
    page.until(f"location.href === {before!r}")
    page.until("document.querySelector('main').ariaBusy !== 'true'")


def walk_without_scripts(page, url):
    """The form and the links lead to the same pages."""
    page.scripts(False)
    page.open(url + "/rank")
    since = page.loads
    page.tab_to("e.id === 'within'")
    page.key("Enter")
    page.wait_for_load(since)
    assert here(page)[0] == "/rank", here(page)
    page.scripts(True)


def test_explorer(page, options, folder):
    panel = os.path.join(folder, "panel.nbp")
    subprocess.run(
        [options.nianbao, "import", *options.input, "-o", panel, "--quiet", "--account", "coverage"],
        check=True, stdout=subprocess.DEVNULL)
    server = Server(options, panel)
    try:
        paths = {"overview": "/", "rank": "/rank", "trend": "/trend", "change": "/change",
                 "rollup": "/rollup", "live-briefing": "/briefing",
                 "english": "/?lang=en"}
        page.size(*DESKTOP)
        for name, path in paths.items():
            page.open(server.url + path)
            check_page(page, server.url + path, name)
            check_quiet(page, name, server.url)
            take_pictures(page, options, "explorer-" + name)
        walk_explorer(page, server.url)
        walk_without_scripts(page, server.url)
        check_quiet(page, "the explorer", server.url)
        # Nothing leaves for elsewhere, even if a page wanted to.
        page.open(server.url + "/")
        blocked = page.evaluate(
            "fetch('http://192.0.2.1/').then(() => false, () => true)")
        assert blocked
        page.take(0.1)
        assert any("Content Security Policy" in c for c in page.complaints), page.complaints
    finally:
        server.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nianbao", required=True)
    parser.add_argument("--pictures")
    parser.add_argument("--quick", action="store_true", help="one language")
    parser.add_argument("input", nargs="+")
    options = parser.parse_args()
    if not browser.path():
        sys.exit("no chromium is installed")
    if options.pictures:
        os.makedirs(options.pictures, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="nianbao-pages-") as folder:
        window = browser.Browser()
        try:
            for language in ("zh",) if options.quick else ("zh", "en"):
                test_briefing(window.page(), options, folder, language)
            test_explorer(window.page(), options, folder)
        finally:
            window.close()
    print("pages: all checks hold")


if __name__ == "__main__":
    main()
