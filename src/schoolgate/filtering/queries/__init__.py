"""Readers of the filtering room. They return plain frozen values, and write nothing."""
