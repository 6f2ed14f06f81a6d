"""What a machine token may be allowed to do with web activity."""

from typing import Final

from schoolgate.estate.scopes import scope

SEND: Final = scope("activity.send", "send lines of a log of web activity")
