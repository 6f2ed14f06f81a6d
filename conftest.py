"""What every test may rely on, wherever it lives."""

import os
from pathlib import Path

# Tests start the real command as a process of its own; it must find this source, not an installed copy.
os.environ["PYTHONPATH"] = str(Path(__file__).parent / "src")
