"""Run a notebook in place, and bring its outputs into the form that is stored."""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from segkit.checks import DataError

TIMEOUT = 120  # seconds for one cell
SLICE = 0.5  # seconds after which a waiting client looks again
WIDGET = "application/vnd.jupyter.widget-view+json"
FIXED = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
}
LIVE = "Run this cell to get the live control."
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{6,16}\b")


class Runner(NotebookClient):
    """A client whose outputs stay in the cell, and which cannot wait for ever.

    Notes
    -----
    Outputs that a widget captures would leave the cell; without the hooks they stay,
    as they do for nbval and on a page without a kernel. nbclient can miss the wake-up
    for a reply when it sends while it waits (its issue 312, open): every wait here is
    cut into slices, so that a missed wake-up costs half a second.
    """

    def register_output_hook(self, msg_id: str, hook: Any) -> None:
        """Leave outputs in the cell."""

    def remove_output_hook(self, msg_id: str, hook: Any) -> None:
        """Leave outputs in the cell."""

    def clear_output(self, outs: Any, msg: Any, cell_index: int) -> None:
        """Keep the first state on the page."""

    async def async_start_new_kernel_client(self) -> Any:
        """Start the client, and cut its waiting into slices."""
        client = await NotebookClient.async_start_new_kernel_client(self)
        for channel in (client.shell_channel, client.iopub_channel):
            channel.get_msg = sliced(channel.get_msg)
        return client


def sliced(
    wait: Callable[..., Awaitable[Any]], piece: float = SLICE
) -> Callable[..., Awaitable[Any]]:
    """Return a `get_msg` that waits as long as before, a piece at a time.

    Parameters
    ----------
    wait : the channel's own `get_msg`, which raises `queue.Empty` after its timeout
    piece : seconds of one wait

    Returns
    -------
    coroutine function with the same argument

    Examples
    --------
    >>> import asyncio
    >>> async def wait(timeout):
    ...     return f"a reply within {timeout} s"
    >>> asyncio.run(sliced(wait)())
    'a reply within 0.5 s'
    """

    async def get_msg(timeout: float | None = None) -> Any:
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = piece if end is None else min(piece, end - time.monotonic())
            try:
                return await wait(timeout=max(left, 0.0))
            except Empty:
                if end is not None and time.monotonic() >= end:
                    raise

    return get_msg


def run(notebook: Any, folder: Path, name: str) -> None:
    """Run every cell in its folder, and store what a reader will see.

    Parameters
    ----------
    notebook : nbformat notebook, changed in place
    folder : where the notebook will lie; relative paths start there
    name : the notebook's name, for messages

    Raises
    ------
    DataError
        naming the cell that failed, warned, or shows what cannot be stored

    Examples
    --------
    >>> text = nbformat.v4.new_markdown_cell("Nothing to run.")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     run(nbformat.v4.new_notebook(cells=[text]), Path(folder), "a.ipynb")
    """
    folder.mkdir(parents=True, exist_ok=True)
    metadata = dict(notebook.metadata)
    client = Runner(
        notebook,
        timeout=TIMEOUT,
        startup_timeout=TIMEOUT,
        kernel_name="python3",
        coalesce_streams=True,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    with tempfile.TemporaryDirectory() as home:
        try:
            client.execute(env=environment(Path(home)))
        except CellExecutionError as error:
            text = COLOUR.sub("", str(error))
            raise DataError(f"{name}: a cell failed\n{text}") from error
    notebook.metadata = nbformat.from_dict(metadata)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            store(output, f"{name}, cell {cell.id}")


def environment(home: Path) -> dict[str, str]:
    """Return the environment of a kernel whose outputs are to be stored or compared.

    Parameters
    ----------
    home : an empty folder for progress, so that nobody's own is read or written

    Returns
    -------
    dict of environment variables

    Examples
    --------
    >>> environment(Path("nowhere"))["OMP_NUM_THREADS"]
    '1'
    """
    kept = {name: value for name, value in os.environ.items() if name != "SEGKIT_DATA"}
    return {**kept, **FIXED, "SEGKIT_HOME": str(home)}


def store(output: Any, where: str) -> None:
    """Bring one output into its stored form, or refuse it.

    Parameters
    ----------
    output : nbformat output, changed in place
    where : notebook and cell, for messages

    Raises
    ------
    DataError
        if this is a warning, a bare picture, or an object without a readable form

    Examples
    --------
    >>> from nbformat.v4 import new_output
    >>> control = new_output("display_data", {WIDGET: {}, "text/plain": "VBox()"})
    >>> store(control, "lesson, cell 3")
    >>> control["data"]
    {'text/plain': 'Run this cell to get the live control.'}
    """
    data = output.get("data", {})
    if WIDGET in data:  # its first state, drawn as HTML, stays beneath
        data.pop(WIDGET)
        data["text/plain"] = LIVE
        return
    text = output.get("text", "") + str(data.get("text/plain", ""))
    if output.get("name") == "stderr":
        raise DataError(f"{where}: a lesson shows no warnings; this one says {text!r}")
    if "image/png" in data:
        raise DataError(f"{where}: a bare figure has no alt text; use plots.show(ax)")
    if ADDRESS.search(text):
        raise DataError(
            f"{where}: {text!r} means nothing to a reader; show its content"
        )
