"""Filtering: which lists are in force, compiled to one file that every process shares.

``store`` is that file, ``lists`` makes it from what list makers publish. Neither knows Django: helpers beside a proxy
load them without a database.
"""
