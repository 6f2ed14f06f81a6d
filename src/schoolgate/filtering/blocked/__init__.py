"""What somebody sees in the place of a site that is closed, and the sealed address by which they ask for it.

Free of Django and of the database, so that the proxy and Squid's helper use it as the web page does: ``rendering``
makes the page, ``tokens`` seals and opens what its address stands for, ``continued`` is who went on after a warning.
"""
