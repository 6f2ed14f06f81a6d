"""Filter tests: what is tried, how it is reached, and what may be said of it afterwards.

The parts that ``one_file.py`` names become the one file that runs where Schoolgate is not: Python 3.8, the standard
library, and nothing but each other.
"""
