"""The controls. One file adds one."""
