"""What ISO 14289-1 (PDF/UA-1) and the Matterhorn Protocol ask of a PDF that a machine can look at, looked at.

veraPDF, which checks all of it, is a Java program; these are its checks on what our papers hold: text, headings,
lists, tables, and one picture.
"""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

_NEED_ALT = {"/Figure", "/Formula"}


def faults(pdf: bytes, *, title: str) -> list[str]:
    """What is wrong, a line each; none when all is well."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root: Any = document.Root
        wrong = [] if _at(root, "/MarkInfo", "/Marked") else ["it is not marked as tagged (7.1)"]
        if not root.get("/Lang"):
            wrong.append("it has no language (7.2)")
        if not _at(root, "/ViewerPreferences", "/DisplayDocTitle"):
            wrong.append("its title is not shown (7.1)")
        with document.open_metadata() as about:
            if about.get("dc:title") != title:
                wrong.append(f"its title is {about.get('dc:title')!r} (7.1)")
            if about.get("pdfuaid:part") != "1":
                wrong.append("it does not say that it is PDF/UA-1 (5)")
        elements = list(_elements(root.StructTreeRoot))
        wrong += _structure(elements)
        wrong += [fault for page in document.pages for fault in _page(page)]
        return wrong


def _at(node: Any, *keys: str) -> Any:
    for key in keys:
        node = node.get(key) if node is not None else None
    return node


def _structure(elements: list[Any]) -> list[str]:
    wrong = []
    kinds = [str(one.get("/S")) for one in elements]
    for one, kind in zip(elements, kinds, strict=True):
        if kind in _NEED_ALT and not str(one.get("/Alt", "")).strip():
            wrong.append(f"a {kind} has no words in its stead (7.3)")
        if kind == "/TH" and not _scope(one):
            wrong.append("a heading cell has no scope (7.5)")
    levels = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
        wrong.append(f"its headings go {levels} (7.4)")
    if "/Table" in kinds and "/TH" not in kinds:
        wrong.append("a table has no heading cells (7.5)")
    return wrong


def _page(page: Any) -> Iterator[str]:
    if page.obj.get("/Tabs") is not None and page.obj.Tabs != "/S":
        yield "its tab order is not that of its structure (7.18)"
    for font in page.resources.get("/Font", {}).values():
        for inner in font.get("/DescendantFonts", [font]):
            about = inner.get("/FontDescriptor", {})
            if not any(name in about for name in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"{font.get('/BaseFont')} is not within it (7.21)"
        if "/ToUnicode" not in font:
            yield f"{font.get('/BaseFont')} cannot be read as text (7.21)"


def _scope(cell: Any) -> bool:
    given = cell.get("/A", [])
    return any("/Scope" in one for one in (given if isinstance(given, pikepdf.Array) else [given]))


def _elements(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary) and (node.get("/S") is not None or node.get("/K") is not None):
        if node.get("/S") is not None:
            yield node
        yield from _elements(node.get("/K"))
