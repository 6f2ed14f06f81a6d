"""The dry run: decisions that were kept, made again under another setting, to see what would change and for whom.

Pure: ``running`` is given the rows, both settings and the lists, and reads neither clock nor database. ``regrading``
says which level a row would have, ``tallies`` counts without growing, ``telling`` hides what could point to a child.
"""
