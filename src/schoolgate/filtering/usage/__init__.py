"""How much the web was used and how much was closed, by level and category: counts of a day, with nobody in them."""
