"""A page in Chromium that writes down what goes wrong, and reaches no other host."""

import contextlib
import re
from urllib.parse import urlparse

import tools

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
]
SIZE = {"width": 1280, "height": 900}
# Says nothing about a lesson: JupyterLab asks for things that a fresh home lacks, and
# asks a fresh kernel for widgets before ipywidgets is imported.
HARMLESS = re.compile(r"favicon|/lab/api/workspaces/|/lsp/status|No such comm")
HERE = ("127.0.0.1", "localhost")


def launch(playwright):
    """Start one Chromium for all pages."""
    return playwright.chromium.launch(
        executable_path=tools.place_of("Chromium"), headless=True, args=ARGUMENTS
    )


def elsewhere(url):
    """Say whether an address is on another machine."""
    parts = urlparse(url)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE


class Page:
    """One page; `trouble` lists console errors, failed and outside requests."""

    def __init__(self, browser, seconds=60):
        self.context = browser.new_context(
            viewport=SIZE, reduced_motion="reduce", locale="en-GB"
        )
        self.context.set_default_timeout(seconds * 1000)
        self.tab = self.context.new_page()
        self.found = []
        self.closing = False
        self.context.route(elsewhere, self._refuse)
        self.tab.on("console", self._console)
        self.tab.on("pageerror", lambda error: self._note("page error", error))
        self.tab.on("response", self._response)
        self.tab.on("requestfailed", self._failed)
        self.tab.on("websocket", self._socket)

    def _note(self, kind, text):
        line = f"{kind}: {str(text)[:500]}"
        if not self.closing and not HARMLESS.search(line):
            self.found.append(line)

    def _refuse(self, route):
        self._note("request to another host", route.request.url)
        route.abort()

    def _console(self, message):
        if message.type == "error":
            where = (message.location or {}).get("url", "")
            self._note("console error", f"{message.text} [{where}]")

    def _response(self, response):
        if response.status >= 400:
            self._note("http", f"{response.status} {response.url}")

    def _failed(self, request):
        aborted = "ERR_ABORTED" in (request.failure or "")
        if not aborted and not elsewhere(request.url):
            self._note("http", f"{request.failure} {request.url}")

    def _socket(self, socket):
        if elsewhere(socket.url):
            self._note("request to another host", socket.url)

    @property
    def trouble(self):
        """What went wrong so far, each thing once."""
        return list(dict.fromkeys(self.found))

    def close(self):
        """Close the page; what fails from now on is our doing."""
        self.closing = True
        with contextlib.suppress(Exception):
            self.context.close()
