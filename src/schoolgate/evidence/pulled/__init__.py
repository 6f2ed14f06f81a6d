"""Facts pulled from the rooms below. One file adds one."""
