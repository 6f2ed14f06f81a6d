"""Where every way in has its requests decided: ``Desk(folder).decide(...)``. One in each process."""

from schoolgate.filtering.ways_in.desk.deciding import Decided, Desk

__all__ = ["Decided", "Desk"]
