"""Sail: a server of Spark Connect without Java, started in this process for as long as it is held."""

import os
from typing import TYPE_CHECKING

from pysail.spark import SparkConnectServer

from schoolgate.activity.engines.clusters import Cluster
from schoolgate.activity.engines.contract import Parts

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa


class Sail:
    """Listens on a free port of 127.0.0.1 alone."""

    key = "sail"

    def __init__(self) -> None:
        os.environ.setdefault("RUST_LOG", "warn")  # it tells of every session otherwise
        self._server = SparkConnectServer("127.0.0.1", 0)
        self._server.start(background=True)
        host, port = self._server.listening_address
        self._cluster = Cluster(f"sc://{host}:{port}", self.key)
        self._stopped = False

    def answer(self, asked: "ibis.Table", parts: Parts) -> "pa.Table":
        return self._cluster.answer(asked, parts)

    def close(self) -> None:
        if not self._stopped:
            self._stopped = True
            self._cluster.close()
            self._server.stop()
