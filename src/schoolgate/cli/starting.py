"""Hand over to the supervisor, which then is the process that Ctrl-C reaches."""

import os
import sys
from pathlib import Path
from typing import NoReturn


def start(data: Path | None, port: int | None, *, demo: str = "", seed: int = 1) -> NoReturn:
    """Become the supervisor on the data folder given. Never returns."""
    if data is not None:
        os.environ["SCHOOLGATE_DATA"] = str(data.resolve())
    asked = [*(["--port", str(port)] if port else []), *(["--demo", demo, "--seed", str(seed)] if demo else [])]
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "schoolgate.site.supervisor", *asked])  # noqa: S606 (our own module)
