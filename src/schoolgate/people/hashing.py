"""How passwords are kept: Argon2id, as RFC 9106 (4, second choice) says for machines without memory to spare.

Django's own setting takes 100 MiB for each password looked at; four at once would fill a small school server.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Three passes over 64 MiB in four lanes. An older password is kept anew this way when its owner next signs in."""

    time_cost = 3
    memory_cost = 64 * 1024  # KiB
    parallelism = 4
