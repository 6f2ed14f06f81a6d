"""How requests come to the filter: through Squid, through our own proxy. Nothing here loads Django or the database."""
