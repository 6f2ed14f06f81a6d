"""What Schoolgate itself knows of sites: which lists have them wrongly, and which are made for the youngest.

One file of ``sites`` is one kind of site. The facts are our own: no row of anybody's list is copied here.
"""
