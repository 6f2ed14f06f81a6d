"""Which engine answers: ``ACTIVITY_ENGINE``, or the one a command names.

Engines load heavy libraries, so each is imported when it is first chosen.
"""

import importlib
import os
import warnings
from functools import cache
from typing import Any, Final, cast

from schoolgate.activity.engines.contract import Engine
from schoolgate.kernel.errors import BadInputError

SETTING: Final = "ACTIVITY_ENGINE"
USUAL: Final = "duckdb"
_HERE: Final = "schoolgate.activity.engines"


@cache
def engine(name: str) -> Engine:
    """The engine by that name, kept for this process: ``duckdb``, ``sail``, ``spark://HOST:PORT`` or ``sc://HOST:PORT``.

    Raises ``BadInputError`` for any other, and where the extra ``spark`` is not installed.
    """
    if name == "duckdb":
        return cast(Engine, _made("embedded", "DuckDB"))
    if name == "sail":
        return cast(Engine, _made("sail", "Sail"))
    if name.startswith(("spark://", "sc://")):
        return cast(Engine, _made("clusters", "Cluster", name))
    raise BadInputError(name, "there is no such engine.", "Say duckdb, sail, spark://HOST:PORT or sc://HOST:PORT.")


def chosen(said: str = "") -> str:
    """The engine's name: what was said, else the setting, else DuckDB. ``spark`` alone means the setting's cluster."""
    setting = os.environ.get(SETTING, "") or USUAL
    if said == "spark":
        if not setting.startswith(("spark://", "sc://")):
            raise BadInputError(
                "spark", "no cluster is named.", f"Set {SETTING} to spark://HOST:PORT, or give that as the engine."
            )
        return setting
    return said or setting


def _made(module: str, name: str, *told: str) -> Any:
    # Nothing of ours goes by way of pandas: questions are SQL, and answers are Arrow.
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
    try:
        return getattr(importlib.import_module(f"{_HERE}.{module}"), name)(*told)
    except ModuleNotFoundError as missing:
        raise BadInputError(
            missing.name or module, "it is not installed.", "Install Schoolgate with its extra “spark”."
        ) from missing
