"""Every kind of agreement there is: the modules of ``agreements.catalogue``, and those other packages add."""

from typing import Final

from schoolgate.agreements.contract import Kind
from schoolgate.kernel.registry import Registry

KINDS: Final[Registry[Kind]] = Registry(
    "kind of agreement", Kind, folder="schoolgate.agreements.catalogue", attribute="KIND", group="schoolgate.agreements"
)
