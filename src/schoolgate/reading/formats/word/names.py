"""The names of Word's XML."""

from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"


def local(element: etree._Element) -> str:
    """An element's name without its namespace; nothing for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of names, in either of Word's namespaces."""
    for name in path:
        if element is None:
            return None
        found = element.find(_W + name)
        element = found if found is not None else element.find(_STRICT + name)
    return element


def children(element: etree._Element | None, name: str) -> list[etree._Element]:
    if element is None:
        return []
    return element.findall(_W + name) or element.findall(_STRICT + name)


def attribute(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    return element.get(_W + name) or element.get(_STRICT + name) or ""


def value(element: etree._Element | None, *path: str) -> str:
    """The ``w:val`` of the element at the end of a path, or nothing."""
    return attribute(child(element, *path), "val")


def switched_on(element: etree._Element | None) -> bool | None:
    """A toggle such as ``w:b``: on, off, or not said."""
    if element is None:
        return None
    return attribute(element, "val") not in ("0", "false", "off", "none")
