"""Chromium, Firefox and WebKit behind one small interface, each by what it speaks itself.

Chromium is driven by Playwright, as in all other tests. Debian's Firefox speaks WebDriver BiDi over its own debugging
port, and WebKit's MiniBrowser the older WebDriver, on a screen that is not there. What differs between them is a few
commands; looking at a page and acting on it is the same code.
"""

import base64
import itertools
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import chromium
import websocket
from installed import ensure_programs

RECORDER = Path(__file__).with_name("recorder.js").read_text(encoding="utf-8")
SIZE = (1280, 800)
#: Seconds after which a browser that does not answer is given up.
PATIENCE = 120
#: The same, try by try, for a WebKit that starts and a tab of Firefox that changes to another process, from http to
#: files: now and then one hangs, and on a busy machine a sound one is slow.
STARTS = (20, 60, PATIENCE)
#: Keys by the name that a page sees, as WebDriver writes them.
KEYS = {
    "Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010",
    "Home": "\ue011", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
}  # fmt: skip
#: A place in an element that a press reaches, once nothing moves.
PLACE = """async (selector, across, text) => {
  const element = [...document.querySelectorAll(selector)].find((one) => !text || one.textContent.trim() === text);
  if (!element) throw new Error(`no ${selector} that says ${text}`);
  const place = () => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [Math.round(left + width * across), Math.round(top + height / 2)];
  };
  const rest = async () => {
    for (let before = ""; before !== String(place()); ) {
      before = String(place());
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    }
  };
  for (const block of ["center", "end", "start"]) {
    element.scrollIntoView({ block, behavior: "instant" });
    if (block === "end") scrollBy({ top: 40, behavior: "instant" });
    await rest();
    if (element.contains(document.elementFromPoint(...place()))) return place();
  }
  return null;
}"""

#: What Firefox says of a formula with too few parts or too many, and the formulas of which that is true.
HALF_READ = "Invalid markup: Incorrect number of children for <m"
BROKEN_FORMULAS = """() => {
  const parts = { msub: 2, msup: 2, mfrac: 2, mroot: 2, munder: 2, mover: 2, msubsup: 3, munderover: 3 };
  return Object.entries(parts).flatMap(([name, count]) =>
    [...document.getElementsByTagName(name)].filter((one) => one.childElementCount !== count).map(() => name));
}"""


def local(address):
    return address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:"))


class Page:
    """A page in some engine, and what it complained of and asked for elsewhere, from its first moment on."""

    def __init__(self):
        self.complaints, self.foreign = [], []

    def go(self, address):
        raise NotImplementedError

    def run(self, function, *args):
        """What a function in JavaScript returns in the page, as JSON; a promise is waited for."""
        raise NotImplementedError

    def press(self, key):
        raise NotImplementedError

    def type(self, text):
        raise NotImplementedError

    def pointer(self, *points):
        """The mouse goes down at the first point, passes the others, and is lifted at the last."""
        raise NotImplementedError

    def open(self, address):
        """Open an address anew, even if only its fragment differs from where the page is."""
        self.gather()
        self.go("about:blank")
        self.go(address)

    def gather(self):
        """Take note of what the recorder in the page has seen."""
        self.complaints += self.run("() => (window.complaints ?? []).splice(0)")

    def wait(self, function, *args, what):
        """Ask until the function says something true, and return that."""
        for _ in range(PATIENCE * 50):
            answer = self.run(function, *args)
            if answer:
                return answer
            time.sleep(0.02)
        self.gather()
        raise AssertionError(f"waited in vain for {what}; complaints: {self.complaints}")

    def focus(self, selector):
        self.run("(selector) => document.querySelector(selector).focus()", selector)

    def place(self, selector, across=0.5, text=""):
        """A point of an element, in its middle or a part of the way across, once it is in view and nothing over it."""
        place = self.run(PLACE, selector, across, text)
        assert place, f"something lies over {selector} {text}"
        return place

    def click(self, selector, across=0.5, text=""):
        """Press an element with the mouse; of several the one with this text."""
        self.pointer(self.place(selector, across, text))

    def fill(self, selector, text):
        """Type in place of what a field holds."""
        self.run("(selector) => { const f = document.querySelector(selector); f.focus(); f.select(); }", selector)
        self.type(text)


class Chromium(Page):
    def __init__(self, browser):
        super().__init__()
        self.context = browser.new_context(viewport=dict(zip(("width", "height"), SIZE, strict=True)))
        self.context.add_init_script(RECORDER)
        self.page = self.context.new_page()
        self.page.on("request", lambda request: local(request.url) or self.foreign.append(request.url))
        # What a page's own script cannot hear: the browser's words to the console.
        self.page.on("console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text))

    def go(self, address):
        self.page.goto(address)

    def run(self, function, *args):
        return self.page.evaluate(f"(args) => ({function})(...args)", list(args))

    def press(self, key):
        self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def pointer(self, *points):
        mouse = self.page.mouse
        mouse.move(*points[0])
        mouse.down()
        for point in points[1:]:
            mouse.move(*point)
        mouse.up()

    def close(self):
        self.context.close()


class WebDriver(Page):
    """What WebDriver has in both its forms: sequences of actions."""

    def act(self, source):
        raise NotImplementedError

    def press(self, key):
        self.type(KEYS[key])

    def type(self, text):
        actions = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.act({"type": "key", "id": "keyboard", "actions": actions})

    def pointer(self, *points):
        moves = [{"type": "pointerMove", "x": x, "y": y, "duration": 0} for x, y in points]
        actions = [moves[0], {"type": "pointerDown", "button": 0}, *moves[1:], {"type": "pointerUp", "button": 0}]
        self.act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions})


class Firefox(WebDriver):
    def __init__(self, bidi):
        super().__init__()
        self.bidi = bidi
        self.user = bidi.send("browser.createUserContext")["userContext"]
        self.new_tab()
        bidi.heard = self.hear

    def new_tab(self):
        self.tab = self.bidi.send("browsingContext.create", type="tab", userContext=self.user)["context"]
        viewport = dict(zip(("width", "height"), SIZE, strict=True))
        self.bidi.send("browsingContext.setViewport", context=self.tab, viewport=viewport)

    def hear(self, event, about):
        if event == "network.beforeRequestSent" and not local(about["request"]["url"]):
            self.foreign.append(about["request"]["url"])
        if event == "log.entryAdded" and about["level"] in ("error", "warn"):
            self.complaints.append(about["text"])

    def gather(self):
        """Of formulas Firefox complains while it still reads them: an index without its base has not come whole yet.

        So what it says of the number of children counts where such a formula stands in the page that has come whole.
        """
        super().gather()
        if not self.run(BROKEN_FORMULAS):
            self.complaints = [said for said in self.complaints if not said.startswith(HALF_READ)]

    def go(self, address):
        for patience in STARTS:
            self.bidi.socket.settimeout(patience)
            try:
                self.bidi.send("browsingContext.navigate", context=self.tab, url=address, wait="complete")
                break
            except websocket.WebSocketTimeoutException:
                if patience == STARTS[-1]:
                    raise
                self.new_tab()
            finally:
                self.bidi.socket.settimeout(PATIENCE)

    def run(self, function, *args):
        # In and out as text, which spares BiDi's own notation of values.
        told = self.bidi.send(
            "script.callFunction",
            functionDeclaration=f"async (args) => JSON.stringify(await ({function})(...JSON.parse(args)) ?? null)",
            arguments=[{"type": "string", "value": json.dumps(args)}],
            target={"context": self.tab},
            awaitPromise=True,
        )
        assert told["type"] == "success", told
        return json.loads(told["result"]["value"])

    def act(self, source):
        self.bidi.send("input.performActions", context=self.tab, actions=[source])

    def paper(self, width, height):
        """The page, printed on sheets of so many centimetres, as a PDF."""
        paper = {"width": width, "height": height}
        return base64.b64decode(self.bidi.send("browsingContext.print", context=self.tab, page=paper)["data"])

    def close(self):
        self.bidi.send("browser.removeUserContext", userContext=self.user)


class WebKit(WebDriver):
    """A page in a browser of its own, with its own driver: one that does not come up is put away for another."""

    def __init__(self, program, environment, trap):
        super().__init__()
        # What is not for this machine goes to the trap, which notes it and answers nothing.
        trap.caught, at = self.foreign, f"127.0.0.1:{trap.port}"
        proxy = {"proxyType": "manual", "httpProxy": at, "sslProxy": at, "noProxy": ["127.0.0.1"]}
        for patience in STARTS:
            try:
                self.start(program, environment, {"alwaysMatch": {"proxy": proxy}}, patience)
                break
            except OSError:
                self.stop()
                if patience == STARTS[-1]:
                    raise
        self.post("/window/rect", x=0, y=0, width=SIZE[0], height=SIZE[1])

    def start(self, program, environment, capabilities, patience):
        port = free_port()
        self.driver = subprocess.Popen([program, f"--port={port}"], env=environment, start_new_session=True)
        tried(urllib.request.urlopen, f"http://127.0.0.1:{port}/status").close()
        self.session = f"http://127.0.0.1:{port}/session"
        self.session += "/" + self.post("", timeout=patience, capabilities=capabilities)["sessionId"]

    def stop(self):
        """The driver, and what it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self.driver.pid, signal.SIGKILL)
        self.driver.wait()

    def post(self, command, method="POST", timeout=PATIENCE, **body):
        data = json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        try:
            with urllib.request.urlopen(
                urllib.request.Request(self.session + command, data, headers, method=method), timeout=timeout
            ) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{command}: {error.read().decode()}") from None

    def go(self, address):
        self.post("/url", url=address)

    def run(self, function, *args):
        return self.post("/execute/sync", script=f"return ({function})(...arguments)", args=list(args))

    def act(self, source):
        self.post("/actions", actions=[source])

    def close(self):
        with suppress(OSError):
            self.post("", method="DELETE")
        self.stop()


class Bidi:
    """Commands and events of WebDriver BiDi, over a socket."""

    def __init__(self, address):
        self.socket = websocket.create_connection(address, timeout=PATIENCE, suppress_origin=True)
        self.numbers = itertools.count(1)
        self.heard = lambda event, about: None
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.send("script.addPreloadScript", functionDeclaration=f"() => {{ {RECORDER} }}")

    def send(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message["type"] == "event":
                self.heard(message["method"], message["params"])
            elif message["id"] == number:
                assert message["type"] == "success", f"{method}: {message}"
                return message["result"]


class Trap:
    """A proxy that lets nothing through and notes who asked, in the list `caught`."""

    def __enter__(self):
        self.caught = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()
        return self

    def listen(self):
        with suppress(OSError):
            while True:
                asking, _ = self.socket.accept()
                with asking:
                    self.caught.append(repr(asking.recv(1000)))

    def __exit__(self, *_):
        self.socket.close()


def tried(ask, *args):
    """The answer, asked for again until whoever is starting can give it."""
    for _ in range(PATIENCE * 20):
        with suppress(OSError, ValueError):  # half written, too
            return ask(*args)
        time.sleep(0.05)
    return ask(*args)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def ensure_firefox():
    return ensure_programs("Firefox", {"FIREFOX": ["firefox-esr", "firefox"]}, ["firefox-esr"])


def ensure_webkit():
    """WebKit's driver, which knows where its browser is, and a screen that needs no display."""
    programs = {"WEBKIT_DRIVER": ["WebKitWebDriver"], "XVFB": ["Xvfb"]}
    return ensure_programs("WebKit and Xvfb", programs, ["webkit2gtk-driver", "xvfb"])


@contextmanager
def running(command, **options):
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def firefox_pages():
    [path] = ensure_firefox()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with running(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            # The browser tells here where it listens.
            told = tried(lambda: json.loads((Path(profile) / "WebDriverBiDiServer.json").read_text()))
            bidi = Bidi(f"ws://{told['ws_host']}:{told['ws_port']}/session")
            yield lambda: Firefox(bidi)
            bidi.socket.close()


@contextmanager
def webkit_pages():
    driver, screen = ensure_webkit()
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        xvfb = [screen, "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"]
        shown = stack.enter_context(running(xvfb, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True))
        display = {"DISPLAY": f":{shown.stdout.readline().strip()}", "GDK_BACKEND": "x11", "HOME": home}
        trap = stack.enter_context(Trap())
        yield lambda: WebKit(driver, os.environ | display, trap)


#: The engines beside Chromium, each a context that gives a function to open a page.
ENGINES = {"firefox": firefox_pages, "webkit": webkit_pages}


if __name__ == "__main__":
    print("Browser tests use", ", ".join([chromium.ensure(), *ensure_firefox(), *ensure_webkit()]))
