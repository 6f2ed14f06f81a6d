"""Checking the permanent record, and naming what was done to it."""
