"""Tests of the log of web activity."""
