"""An installation on a disk that fills up, or can be read and no longer written. ``python -m disks``."""
