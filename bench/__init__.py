"""Measurements of the product, each with its figures in `results/`: not part of what is installed."""
