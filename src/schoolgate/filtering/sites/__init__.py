"""Looking at a site before a lesson: fetched as the class would reach it, each step decided by the filter itself.

Free of Django and of the database: ``fetching`` gets one page and refuses what is not out on the internet,
``following`` goes where it leads and asks the filter at each hop, ``telling_apart`` says whether it is still the same.
"""
