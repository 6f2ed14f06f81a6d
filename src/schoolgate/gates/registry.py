"""Every gate there is: the modules and folders of ``gates``, and those other packages add."""

from typing import Final

from schoolgate.gates.contract import Gate
from schoolgate.kernel.registry import Registry

GATES: Final[Registry[Gate]] = Registry(
    "gate", Gate, folder="schoolgate.gates", attribute="GATE", besides=("contract", "registry")
)
