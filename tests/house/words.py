"""Code words have no place on a page: these find them in templates and in translated text."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

from house.files import python_files
from schoolgate.vocabulary.screens import SCREEN_WORDS

CODE_WORDS = SCREEN_WORDS  # each with what the screen says instead
_PLURAL = {word: rf"{word[:-1]}(?:y|ies)" if word.endswith("y") else rf"{word}s?" for word in CODE_WORDS}
_PATTERN = re.compile(r"(?<![\w-])(" + "|".join(_PLURAL.values()) + r")(?![\w-])", re.IGNORECASE)
_DJANGO = re.compile(r"{#.*?#}|{%-?\s*comment.*?endcomment\s*-?%}|{{.*?}}", re.DOTALL)
_TRANSLATED = re.compile(r"{%-?\s*(?:trans|translate)\s+[\"'](.*?)[\"'].*?%}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}", re.DOTALL)
_SHOWN = {"title", "alt", "aria-label", "placeholder", "content", "label"}
_TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


class _Visible(HTMLParser):
    """Gathers what a person sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"script", "style"}
        self.words += [value for name, value in attrs if name in _SHOWN and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def visible_text(template: str) -> str:
    parser = _Visible()
    parser.feed(_TAG.sub(" ", _TRANSLATED.sub(r" \1 ", _DJANGO.sub(" ", template))))
    return " ".join(parser.words)


def code_words(text: str) -> list[str]:
    return [found.group().lower() for found in _PATTERN.finditer(text)]


def in_templates(source: Path) -> list[str]:
    problems = []
    for path in sorted(source.glob("*/templates/**/*")):
        if path.suffix in {".html", ".txt"}:
            problems += [f"{path}: {word}" for word in code_words(visible_text(path.read_text(encoding="utf-8")))]
    return problems


def in_translated_text(root: Path) -> list[str]:
    """Text that the code marks for translation is text for a person."""
    problems = []
    for path in python_files(root):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TRANSLATORS:
                said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                problems += [f"{path}:{node.lineno}: {word}" for text in said for word in code_words(text)]
    return problems
