"""What the child process of ``intake.bounded`` can do, one file each: ``run(asked, parts)`` yields plain JSON.

They import pure modules only: no database, no key, no network.
"""
