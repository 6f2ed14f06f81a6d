"""Syslog: bytes of a connection to messages (``framing``), messages to their text (``messages``), and ``listening``."""
