"""One JupyterLab and one Chromium for all lessons of a file; both end with it.

They end with the file, not with the session: while Playwright is open, its event loop
runs in this process, and other tests could not run one of their own.
"""

import os
from pathlib import Path

import page as pages
import pytest
from driver import Notebook
from lab import Lab
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    server = Lab(tmp_path_factory.mktemp("lab"))
    yield server
    assert server.stop() == []


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = pages.launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    one = pages.Page(browser)
    yield one
    one.close()


@pytest.fixture
def pictures(tmp_path):
    """The folder for pictures: SEGKIT_PICTURES, else one that pytest removes."""
    folder = Path(os.environ.get("SEGKIT_PICTURES") or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def opened(lab, page, pictures, request):
    """Open notebooks by their path; a test that fails leaves a picture."""
    books = []

    def open_notebook(path):
        books.append(Notebook(page, lab.url, path))
        return books[-1]

    failed = request.session.testsfailed
    yield open_notebook
    for book in books:
        if request.session.testsfailed > failed:
            name = "".join(c if c.isalnum() else "-" for c in request.node.name)
            book.pictures(pictures, f"failed-{name}")
        book.close()
