"""Every format of a log of activity, one file each, holding its ``FEED``."""
