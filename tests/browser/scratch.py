"""Small notebooks for the tests of the harness."""

import nbformat

KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)"}


def save(path, *sources):
    """Write a notebook: the first source is Markdown, the others are code."""
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_markdown_cell(sources[0])]
    book.cells += [nbformat.v4.new_code_cell(source) for source in sources[1:]]
    book.metadata.kernelspec = {**KERNEL, "language": "python"}
    for cell in book.cells[1:]:  # as in the lessons, which are stored with outputs
        cell.execution_count = 1
        cell.outputs = [nbformat.v4.new_output("stream", text="as stored")]
    nbformat.write(book, path)
