"""Made-up activity, for training and for measuring: schools, terms, lessons, devices, searches and incidents.

Everything comes from a seed: the same seed and the same wish give the same bytes. No school, site or person is real.
"""
