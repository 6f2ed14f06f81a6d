"""Block lists fetched from the addresses a school gives: what is asked, how much is taken, and where it is kept."""
