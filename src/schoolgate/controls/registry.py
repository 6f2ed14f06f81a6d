"""Every control there is: the modules of ``controls.catalogue``, and those other packages add."""

from typing import Final

from schoolgate.controls.contract import Control
from schoolgate.kernel.registry import Registry

CONTROLS: Final[Registry[Control]] = Registry(
    "control", Control, folder="schoolgate.controls.catalogue", attribute="judge", group="schoolgate.controls"
)
