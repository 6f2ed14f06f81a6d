"""Alert rules, one file each: what alarms in rows of web activity. Found by ``registry.RULES``."""
