"""Classes and pupils, for those whose work is with them."""
