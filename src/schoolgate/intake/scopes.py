"""What a machine token may be allowed to do with files."""

from typing import Final

from schoolgate.estate.scopes import scope

SEND: Final = scope("intake.send", "send in files, and ask what became of those it sent")
