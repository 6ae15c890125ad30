"""What `python3 start.py` opens, seen in a browser: the first lesson, nothing else."""

import os
import re
import sys
from pathlib import Path

import lab
import processes
import pytest
import scratch

import start

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def kit(tmp_path):
    """A repository in a folder with a space and accents, with a first lesson."""
    root = tmp_path / "mon dossier été"
    (root / "notebooks").mkdir(parents=True)
    scratch.save(root / start.FIRST_LESSON, "# Welcome")
    return root


@pytest.fixture
def address(kit, tmp_path):
    """The address with its token, as JupyterLab prints it."""
    settings = start.write_settings(tmp_path)
    home = tmp_path / "home"
    home.mkdir()
    command = start.lab_command(sys.executable, kit, Path(start.FIRST_LESSON), settings)
    port, log = processes.free_port(), tmp_path / "lab.log"
    env = {**lab.environment(home), "HOME": str(home), "PATH": os.environ["PATH"]}
    command += ["--no-browser", f"--port={port}"]
    server = processes.start(command, log, env=env, cwd=kit)
    try:
        processes.wait_for(f"http://127.0.0.1:{port}/api", server, log, 90)
        token = re.search(r"\?token=([0-9a-f]+)", log.read_text()).group(1)
        yield f"http://127.0.0.1:{port}/?token={token}"
    finally:
        processes.stop(server)


def test_the_first_lesson_opens_and_no_news(address, page, pictures):
    page.tab.goto(address)
    page.tab.locator(".jp-NotebookPanel h1").get_by_text("Welcome").wait_for()
    page.tab.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.tab.screenshot(path=str(pictures / "start.png"))
    assert page.tab.locator(".jp-Dialog, .Toastify__toast").count() == 0
    folders = page.tab.locator(".jp-DirListing-content").inner_text()
    assert "00_start_here.ipynb" in folders
    assert page.trouble == []


def test_without_the_token_nobody_comes_in(address, page):
    page.tab.goto(address.split("?")[0])
    assert "/login" in page.tab.url
