"""Tests of the four clocks."""
