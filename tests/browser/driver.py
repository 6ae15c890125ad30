"""A notebook open in JupyterLab, used as a person uses it: run, move, type, read."""

import re
import time
from urllib.parse import quote

# Finds the notebook's panel once it is ready, and from then on keeps the kernel's error
# messages: an exception in a widget's callback shows nothing in JupyterLab's page.
HOOK = r"""(path) => {
  const app = window.jupyterapp;
  if (!app || !app.shell) return false;
  const panel = [...app.shell.widgets('main')].find(
    w => w.context && w.context.path === path && w.sessionContext);
  if (!panel || !panel.context.isReady || !panel.content.model) return false;
  if (!window.nb || window.nb.panel !== panel) {
    window.nb = {panel, errors: []};
    panel.sessionContext.iopubMessage.connect((_, m) => {
      if (m.header.msg_type === 'error')
        window.nb.errors.push(m.content.ename + ': ' + m.content.evalue);
    });
  }
  return true;
}"""
STATE = r"""() => {
  const {panel} = window.nb, session = panel.sessionContext.session;
  const kernel = session && session.kernel;
  const cells = panel.content.widgets.map((w, i) => {
    const m = w.model, code = m.type === 'code';
    const star = w.promptNode && /\*/.test(w.promptNode.innerText);
    return {i, code, source: m.sharedModel.getSource(),
            count: code ? m.executionCount : null,
            busy: code && (m.executionState === 'running' || !!star)};
  });
  return {cells, kernel: kernel ? kernel.status : 'none',
          connected: !!kernel && kernel.connectionStatus === 'connected',
          asks: document.querySelectorAll('.jp-Stdin-input').length};
}"""
# What a reader calls the output: pictures, tables and words, not the controls.
SHOWN = r"""(el) => {
  const copy = el.cloneNode(true);
  const controls = '.widget-label,.widget-readout,.noUi-target,select,input,textarea';
  copy.querySelectorAll(controls + ',.jp-OutputPrompt').forEach(n => n.remove());
  return JSON.stringify([[...copy.querySelectorAll('img')].map(i => i.src),
    [...copy.querySelectorAll('svg')].map(s => s.outerHTML), copy.textContent]);
}"""
SLICE = 1600  # pixels
DEAD = ("dead", "autorestarting", "restarting", "terminating")
NUMBERS = (
    ".widget-hslider:has([contenteditable=true]), .widget-text:has(input[type=number])"
)
# Lists and radio buttons lack the class that the other widgets share.
LABELLED = ".jupyter-widgets, .widget-dropdown, .widget-radio, .widget-select"


def until(condition, seconds, message):
    """Wait until something is true; fail with the message after so many seconds."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            text = message() if callable(message) else message
            raise AssertionError(f"{text} (waited {seconds:.0f} s)")
        time.sleep(0.05)
    return value


class Notebook:
    """One notebook in one page; every wait has an end, nothing is tried twice."""

    def __init__(self, page, url, path, seconds=90):
        self.tab, self.seconds = page.tab, seconds
        self.patience = 30  # seconds until a widget's effect must show
        address = f"{url}/lab/tree/{quote(path)}?reset"
        self.tab.goto(address, timeout=seconds * 1000, wait_until="commit")
        until(
            lambda: self.tab.evaluate(HOOK, path),
            seconds,
            lambda: f"{path} did not open: {self.tab.inner_text('body')[:300]!r}",
        )
        self.tab.evaluate("() => window.nb.panel.revealed.then(() => null)")
        until(self._ready, seconds, lambda: f"no kernel: {self.state()['kernel']}")

    def state(self):
        """Return what the kernel and every cell are doing."""
        return self.tab.evaluate(STATE)

    def errors(self):
        """Return the kernel's error messages so far, those of callbacks too."""
        return self.tab.evaluate("() => window.nb.errors")

    def _ready(self):
        state = self.state()
        return state["connected"] and state["kernel"] == "idle"

    def _resting(self):
        state = self.state()
        assert state["kernel"] not in DEAD, f"the kernel is {state['kernel']}"
        assert not state["asks"], "a cell waits for input()"
        busy = any(cell["busy"] for cell in state["cells"])
        return state["kernel"] == "idle" and not busy

    def wait(self, seconds=None, quiet=0.5):
        """Wait until the kernel has been idle, and no cell pending, for a while."""
        since = None

        def rested():
            nonlocal since
            since = (since or time.monotonic()) if self._resting() else None
            return since is not None and time.monotonic() - since >= quiet

        until(rested, seconds or self.seconds, "the kernel does not come to rest")

    def no_errors(self):
        """Fail when the kernel sent an error message."""
        assert not self.errors(), self.errors()

    # -- doing

    def run_all(self, seconds=180):
        """Run all cells from the menu; every one must run, without an error."""
        if not self._code():
            return
        # What is stored in the file would look like cells that have run.
        command = "notebook:clear-all-cell-outputs"
        self.tab.evaluate("c => window.jupyterapp.commands.execute(c)", command)
        assert not any(cell["count"] for cell in self._code())
        self.tab.locator(".jp-NotebookPanel-notebook .jp-Cell").first.click()
        self.tab.get_by_role("menuitem", name="Run", exact=True).click()
        self.tab.locator('.lm-Menu-item[data-command="runmenu:run-all"]').click()
        until(self._begun, 20, "Run All Cells began nothing")
        self.wait(seconds, quiet=0.8)
        self.no_errors()
        idle = [c["source"][:60] for c in self._code() if not c["count"]]
        assert not idle, f"cells that did not run: {idle}"

    def _code(self):
        cells = self.state()["cells"]
        return [c for c in cells if c["code"] and c["source"].strip()]

    def _begun(self):
        state = self.state()
        return state["kernel"] == "busy" or any(
            c["count"] or c["busy"] for c in state["cells"]
        )

    def index(self, pattern):
        """Return the place of the one code cell whose source matches."""
        cells = self.state()["cells"]
        found = [c["i"] for c in cells if c["code"] and re.search(pattern, c["source"])]
        assert len(found) == 1, f"{len(found)} code cells match {pattern!r}, not 1"
        return found[0]

    def type_and_run(self, pattern, source, seconds=60):
        """Type a source over the one matching code cell, run it, return its words."""
        i = self.index(pattern)
        self.click(i)
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.press("Delete")
        self.tab.keyboard.insert_text(source)  # at once, so that nothing indents it
        typed = self.state()["cells"][i]["source"]
        assert typed == source, f"typed {source!r}, the cell holds {typed!r}"
        return self._run_here(i, seconds)

    def run(self, pattern, seconds=60):
        """Run the one matching code cell again; return the words of its output."""
        i = self.index(pattern)
        self.click(i)
        return self._run_here(i, seconds)

    def click(self, i):
        """Put the cursor in a cell."""
        cell = self.cell(i)
        cell.scroll_into_view_if_needed()
        cell.locator(".cm-content").click()

    def _run_here(self, i, seconds):
        before = self.state()["cells"][i]["count"]
        self.tab.keyboard.press("Shift+Enter")
        until(
            lambda: self.state()["cells"][i]["count"] not in (before, None),
            seconds,
            f"cell {i} did not run",
        )
        self.wait(seconds)
        self.no_errors()
        return self.text(i)

    def widget(self, label=None):
        """Return the widget with this description; None: the first number or slider."""
        if label is None:
            boxes = self.tab.locator(NUMBERS)
            assert boxes.count(), "there is no slider and no number box"
            return boxes.first
        exact = re.compile(rf"^\s*{re.escape(label)}\s*$")
        name = self.tab.locator(":scope > .widget-label", has_text=exact)
        boxes = self.tab.locator(LABELLED).filter(has=name)
        assert boxes.count(), f"no widget {label!r}; there are {self.labels()}"
        return boxes.first

    def labels(self):
        """Return the descriptions of all widgets in the page."""
        return self.tab.locator(".widget-label").all_inner_texts()

    def button(self, label):
        """Return the button with this description."""
        exact = re.compile(rf"^\s*{re.escape(label)}\s*$")
        found = self.tab.locator(".jupyter-button").filter(has_text=exact)
        have = self.tab.locator(".jupyter-button").all_inner_texts()
        assert found.count(), f"no button {label!r}; there are {have}"
        return found.first

    def set_number(self, label, value):
        """Type a value into a slider's readout or a number box, and see the effect."""

        def type_it(box):
            box.locator(".widget-readout[contenteditable=true], input").first.click()
            self.tab.keyboard.press("Control+a")
            self.tab.keyboard.type(str(value))
            self.tab.keyboard.press("Enter")

        return self._see(self.widget(label), type_it, f"{label} became {value}")

    def choose(self, label, option, changes=True):
        """Choose an option of a list or of radio buttons, and see the effect."""

        def pick(box):
            if box.locator("select").count():
                box.locator("select").select_option(label=option)
            else:
                exact = re.compile(rf"^\s*{re.escape(option)}\s*$")
                box.locator("label").filter(has_text=exact).last.click()

        what = f"{label} became {option}"
        return self._see(self.widget(label), pick, what, changes)

    def press(self, label):
        """Press a button, and see the effect."""
        return self._see(
            self.button(label), lambda b: b.click(), f"{label} was pressed"
        )

    def _see(self, box, act, what, changes=True):
        """Act on a widget, wait for its cell's output to change, return its words."""
        box.scroll_into_view_if_needed()
        scope = box.locator(
            "xpath=ancestor::*[contains(@class, 'jp-Cell-outputWrapper')][1]"
        )
        before = scope.evaluate(SHOWN)
        act(box)

        def changed():
            self.no_errors()
            return not changes or scope.evaluate(SHOWN) != before

        until(changed, self.patience, f"no output changed when {what}")
        self.wait()
        self.no_errors()
        return scope.inner_text()

    # -- looking

    def cell(self, i):
        """Return one cell in the page."""
        return self.tab.locator(".jp-NotebookPanel-notebook .jp-Cell").nth(i)

    def text(self, i):
        """Return the words of one cell's output."""
        return self.cell(i).locator(".jp-Cell-outputWrapper").inner_text()

    def pictures(self, folder, name):
        """Take pictures of the whole notebook, in slices that a person can look at."""
        tall = self.tab.evaluate(
            """() => { const n = document.querySelector('.jp-NotebookPanel-notebook');
            const s = n.querySelector('.jp-WindowedPanel-outer') || n;
            return Math.ceil(s.scrollHeight + innerHeight - s.clientHeight); }"""
        )
        size, tall = self.tab.viewport_size, min(max(tall, 900), 16000)
        self.tab.set_viewport_size({**size, "height": tall})
        self.tab.wait_for_timeout(300)
        for i, top in enumerate(range(0, tall, SLICE)):
            part = {"x": 0, "y": top, "width": size["width"]}
            part["height"] = min(SLICE, tall - top)
            self.tab.screenshot(path=str(folder / f"{name}-{i}.png"), clip=part)
        self.tab.set_viewport_size(size)

    def close(self):
        """End the kernel, so that the next lesson has the machine for itself."""
        self.tab.evaluate("() => window.nb.panel.sessionContext.shutdown()")
