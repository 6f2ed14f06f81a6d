"""What the benches of the filter share: an origin, a load generator, what a process costs, and the other engines.

``origin.origin(folder, port)`` serves every host on one port (nginx); its answers carry ``X-Origin``, so that what the
origin answered is told from what an engine answered in its place. ``generator.drive(port, mode, asked, seconds)`` is a
closed loop over some connections through a proxy: ``Mode.KEPT`` (GETs on kept connections), ``Mode.NEW`` (a connection
for each GET), ``Mode.TUNNEL`` (CONNECT, and a GET in the tunnel); it gives a ``Drive``: rate, p50, p99, the share
blocked, wrong answers and failures. ``processes.Engine`` adds up processor time and memory over a process and all that
it started. ``sets`` makes the lists and the questions, ``peers`` starts the other engines on them.
"""
