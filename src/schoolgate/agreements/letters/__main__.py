"""The child: letters as JSON on standard input, one PDF on standard output.

``python -P -m schoolgate.agreements.letters MEMORY SECONDS FONTS``. It opens no network and
reads no file but the sheet and the fonts.
"""

import resource
import sys
from pathlib import Path
from typing import Final

import typst

SHEET: Final = Path(__file__).parent / "letter.typ"


def main() -> int:
    memory, seconds, fonts = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        made = typst.compile(
            SHEET.read_bytes(),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[fonts] if fonts else list[str]()),
            sys_inputs={"sheet": sys.stdin.buffer.read().decode()},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic)
        return 2
    assert isinstance(made, bytes)
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
