"""A headless Chromium driven over a pipe (its DevTools protocol); the standard library is enough."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def path():
    """The program, or None where none is installed."""
    return next((found for found in map(shutil.which, NAMES) if found), None)


class Browser:
    """A running browser. Messages are JSON objects, each ended by a zero byte."""

    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="nianbao-browser-")
        (self._reads, write), (read, self._writes) = _pipe(), _pipe()

        def put_in_place():
            os.dup2(read, 3)
            os.dup2(write, 4)

        self.process = subprocess.Popen(
            [path(), "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--lang=zh-CN", "--remote-debugging-pipe",
             "--user-data-dir=" + self.profile, "about:blank"],
            preexec_fn=put_in_place, close_fds=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read)
        os.close(write)
        self._rest, self._number, self._events = b"", 0, []

    def send(self, method, session=None, **parameters):
        """Sends a command and returns its result; what happens meanwhile is kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._writes, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next(60)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self._events.append(answer)

    def events(self, seconds=0.0):
        """What has happened, and what happens within some time."""
        end = time.monotonic() + seconds
        while True:
            try:
                self._events.append(self._next(max(0.0, end - time.monotonic())))
            except TimeoutError:
                break
        events, self._events = self._events, []
        return events

    def _next(self, seconds):
        end = time.monotonic() + seconds
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._reads], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser says nothing")
            part = os.read(self._reads, 1 << 20)
            if not part:
                raise RuntimeError("the browser has ended")
            self._rest += part
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def page(self):
        return Page(self)

    def close(self):
        try:
            self.send("Browser.close")
        except (RuntimeError, TimeoutError, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        shutil.rmtree(self.profile, ignore_errors=True)


class Page:
    """A tab, with what it asked the network for and what it complained about."""

    def __init__(self, browser):
        self.browser = browser
        target = browser.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.send(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(domain + ".enable")
        self.requests, self.complaints, self.loads = [], [], 0

    def send(self, method, **parameters):
        return self.browser.send(method, self.session, **parameters)

    def take(self, seconds=0.0):
        """Sorts what has happened."""
        for event in self.browser.events(seconds):
            if event.get("sessionId") != self.session:
                continue
            name, facts = event["method"], event["params"]
            if name == "Network.requestWillBeSent":
                self.requests.append(facts["request"]["url"])
            elif name == "Runtime.exceptionThrown":
                self.complaints.append(facts["exceptionDetails"].get("text", "exception"))
            elif name == "Runtime.consoleAPICalled" and facts["type"] in ("error", "warning"):
                self.complaints.append(str([a.get("value") for a in facts["args"]]))
            elif name == "Log.entryAdded" and facts["entry"]["level"] in ("error", "warning"):
                self.complaints.append(facts["entry"]["text"])
            elif name == "Page.loadEventFired":
                self.loads += 1

    def wait_for_load(self, since):
        end = time.monotonic() + 30
        while self.loads <= since:
            if time.monotonic() > end:
                raise TimeoutError("the page does not load")
            self.take(0.02)

    def open(self, url):
        self.take()
        since = self.loads
        self.send("Page.navigate", url=url)
        self.wait_for_load(since)
        self.evaluate("document.fonts.ready.then(() => true)")

    def evaluate(self, script):
        result = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def until(self, script, seconds=10):
        """Waits until a script says something true, and returns it."""
        end = time.monotonic() + seconds
        while True:
            value = self.evaluate(script)
            if value:
                return value
            if time.monotonic() > end:
                raise TimeoutError(f"never true: {script}")
            self.take(0.02)

    def size(self, width, height, mobile=False):
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=2 if mobile else 1, mobile=mobile)

    def media(self, medium="", dark=False):
        scheme = "dark" if dark else "light"
        self.send(
            "Emulation.setEmulatedMedia", media=medium,
            features=[{"name": "prefers-color-scheme", "value": scheme}])

    def scripts(self, run):
        self.send("Emulation.setScriptExecutionDisabled", value=not run)

    def key(self, name, text=None):
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
        fields = {"key": name, "code": name, "windowsVirtualKeyCode": codes.get(name, 0)}
        if text or name == "Enter":
            fields["text"] = text or "\r"
        self.send("Input.dispatchKeyEvent", type="keyDown", **fields)
        self.send("Input.dispatchKeyEvent", type="keyUp", **fields)

    def type(self, text):
        self.send("Input.insertText", text=text)

    def tab_to(self, condition, limit=600):
        """Presses Tab until the element with the focus fulfils a condition on `e`."""
        for _ in range(limit):
            self.key("Tab")
            if self.evaluate(f"(e => !!({condition}))(document.activeElement)"):
                return
        raise AssertionError(f"Tab never reaches {condition}")

    def picture(self, file, whole=True, height=None):
        options = {"format": "png", "captureBeyondViewport": whole}
        if whole:
            box = self.send("Page.getLayoutMetrics")["cssContentSize"]
            options["clip"] = {
                "x": 0, "y": 0, "width": box["width"],
                "height": min(box["height"], height or 12000), "scale": 1}
        with open(file, "wb") as output:
            output.write(base64.b64decode(self.send("Page.captureScreenshot", **options)["data"]))

    def paper(self, file):
        data = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]
        with open(file, "wb") as output:
            output.write(base64.b64decode(data))


def _pipe():
    """A pipe whose ends are away from the numbers that the browser takes."""
    ends = os.pipe()
    moved = tuple(fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in ends)
    for end in ends:
        os.close(end)
    return moved
