"""The notebook that does the same work step by step."""

from __future__ import annotations

import os
import pprint
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from segkit.cli import words


def relative(path: Path, folder: Path) -> str:
    """Say where a file lies, seen from a folder, in a way that survives moving both.

    Parameters
    ----------
    path : the file
    folder : the folder of the notebook

    Returns
    -------
    str, with forward slashes; absolute if they are on different drives

    Examples
    --------
    >>> relative(Path("data/orders.csv"), Path("results"))
    '../data/orders.csv'
    """
    try:
        found = os.path.relpath(path.resolve(), folder.resolve())
    except ValueError:  # different drives on Windows
        found = str(path.resolve())
    return Path(found).as_posix()


def orders_notebook(facts: Mapping[str, Any]) -> str:
    """Write the notebook for a file of orders.

    Parameters
    ----------
    facts : file, how (arguments of `read_orders`), decisions, as_of, model (arguments),
        test (arguments of the holdout, or None)

    Returns
    -------
    str, JSON of a notebook without outputs
    """
    code = [
        words.CODE["imports"],
        words.CODE["read"].format(file=facts["file"], how=_python(facts["how"])),
        words.CODE["clean"].format(decisions=_python(facts["decisions"])),
        words.CODE["features"].format(as_of=facts["as_of"]),
        words.CODE["model"].format(model=_python(facts["model"])),
        words.CODE["plot"],
        words.CODE["compare"],
    ]
    texts = [words.PROSE[k] for k in ("top", "read", "clean", "features", "model")]
    texts += [words.PROSE["plot"], words.PROSE["compare"]]
    if facts["test"] is not None:
        code.append(words.CODE["test"].format(days=facts["test"]))
        texts.append(words.PROSE["test"])
    return _notebook(texts, code)


def contacts_notebook(facts: Mapping[str, Any]) -> str:
    """Write the notebook for a file with one row per contact.

    Parameters
    ----------
    facts : file, how (arguments of `read`), columns, as_of, salted (bool), model

    Returns
    -------
    str, JSON of a notebook without outputs
    """
    code = [
        words.CODE["imports"],
        words.CODE["contacts"].format(**{k: _python(v) for k, v in facts.items()}),
        words.CODE["model"].format(model=_python(facts["model"])),
        words.CODE["compare"],
    ]
    texts = [words.PROSE[k] for k in ("top", "contacts", "model", "compare")]
    return _notebook(texts, code)


def _python(value: Any) -> str:
    return pprint.pformat(value, width=80, sort_dicts=False)


def _notebook(texts: list[str], code: list[str]) -> str:
    import nbformat  # noqa: PLC0415 (slow to import)
    from nbformat import v4  # noqa: PLC0415

    cells = []
    for number, (text, lines) in enumerate(zip(texts, code, strict=True)):
        cells.append(v4.new_markdown_cell(text, id=f"text-{number}"))
        cells.append(v4.new_code_cell(lines.strip(), id=f"code-{number}"))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return nbformat.writes(whole) + "\n"
