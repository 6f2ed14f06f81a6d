"""Looking after an installation: its health, backups, upgrades, leaving it, and what is erased when."""
