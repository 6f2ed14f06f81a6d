"""What an engine is: it is given an expression and the parts the manifest names, and gives the whole answer back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from schoolgate.kernel.errors import SchoolgateError

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

type Parts = Mapping[str, Sequence[Path]]  # by kind of ``rows.KINDS``


class Engine(Protocol):
    """Never lists a folder. A kind without parts is an empty table. Raises ``PartUnreadableError``."""

    key: str

    def answer(self, asked: "ibis.Table", parts: Parts) -> "pa.Table":
        """The rows of ``asked``, in its order, with exactly the columns and types it declares."""

    def close(self) -> None:
        """Let go of what it holds. Closing twice does nothing."""


class PartUnreadableError(SchoolgateError):
    """A part that the manifest names is gone, cut short or no Parquet. Nothing is answered from the others alone."""
