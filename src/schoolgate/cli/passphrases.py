"""A passphrase for a backup: from a file or standard input, never from the command's own words, which all may see."""

import sys
from pathlib import Path
from typing import Final

import click

from schoolgate.kernel.errors import BadInputError

PASSPHRASE: Final = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    help="A file whose first line is the passphrase it is locked to; - reads standard input.",
)


def read_passphrase(file: Path | None) -> str | None:
    """Its first line. Raises ``BadInputError`` for a file that cannot be read, or an empty one."""
    if file is None:
        return None
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(str(file), f"it cannot be read: {error}.", "Name the file of the passphrase.") from None
    passphrase = text.partition("\n")[0].strip()
    if not passphrase:
        raise BadInputError(str(file), "it is empty.", "Write the passphrase on its first line.")
    return passphrase
