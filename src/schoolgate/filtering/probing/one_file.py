"""The filter test as one file: its parts joined as they are, so that what runs elsewhere is what runs here."""

import ast
from pathlib import Path
from typing import Final

# In the order in which each needs only what stands above it.
PARTS: Final = ("plans", "names", "pac", "reaching", "rounds", "judging", "saying", "running", "sending", "alone")
_OURS: Final = "schoolgate."
_HEAD: Final = '''#!/usr/bin/env python3
"""Test a school's web filter: what should be blocked, what should be open, and the ways round it.

    python3 {name}

It needs Python 3.8 or newer and nothing else, asks for nothing harmful, and changes nothing on this machine but the
folder where it keeps results. To send them by itself it needs a token of the school in SCHOOLGATE_TOKEN.

Made by Schoolgate. Licence: Apache-2.0.
"""
'''


def one_file(plan: str = "", name: str = "filter_test.py") -> str:
    """The program's text, with the plan (JSON) inside where one is given."""
    parts = [_part(each) for each in PARTS]
    imports = sorted({line for lines, _ in parts for line in lines}, key=lambda line: (line.startswith("from"), line))
    joined = "\n\n".join(body for _, body in parts)
    if plan:
        joined = joined.replace('PLAN_INSIDE = ""', f"PLAN_INSIDE = {plan!r}", 1)
    head = _HEAD.format(name=name) + "\nfrom __future__ import annotations\n\n" + "\n".join(imports)
    return f"{head}\n\n{joined}"


def _part(name: str) -> tuple[set[str], str]:
    """A part's imports of the standard library, and all else of it but its docstring."""
    text = Path(__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
    lines, taken = text.splitlines(), set[int]()
    imports = set[str]()
    for node in ast.parse(text).body:
        span = range(node.lineno - 1, node.end_lineno or node.lineno)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            taken.update(span)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            taken.update(span)
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if not module.startswith(_OURS) and module != "__future__":
                imports.add(ast.unparse(node))
    return imports, "\n".join(line for at, line in enumerate(lines) if at not in taken).strip("\n") + "\n"
