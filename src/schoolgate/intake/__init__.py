"""Uploads, kept safe: parsing in bounded subprocesses, rejects kept with their reason."""
