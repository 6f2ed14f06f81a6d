"""Persons and their roles."""

from typing import Any, ClassVar, Final

from django.db import models

from schoolgate.frame.bitemporal import Bitemporal
from schoolgate.frame.encrypted import EncryptedTextField
from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models.accounts import Account
from schoolgate.vocabulary.roles import ADMINISTRATOR, POSTS, ROLES

__all__ = ["ADMINISTRATOR", "ROLE_WORDS", "Person", "RoleAssignment", "person_ref"]

# Whatever may stand in a role's place, in the words for one person; POSTS are those that may be given to somebody.
ROLE_WORDS: Final[dict[str, str]] = {**ROLES, **POSTS}


def person_ref() -> str:
    return new_ref("per")


class Person(SchoolScoped):
    """Somebody at one school. The permanent record knows the ref only; wherever a room keeps the name, it is locked."""

    retention = years(7, "the day they leave", "What they did is asked about for six years and the current one.")

    ref = models.CharField(max_length=32, unique=True, default=person_ref, editable=False)
    name = EncryptedTextField()
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    left_on = models.DateField(null=True, blank=True)  # their last day, told when they leave

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["school", "account"], name="one_person_an_account_a_school"),)

    def __str__(self) -> str:
        return self.ref


class RoleAssignment(Bitemporal):
    """A person holds a role over some days; as a deputy, in the stead of whoever holds it.

    ``company`` is whom a third party works for; its contract's end is the role's. ``given_by`` is the ref of whoever
    gave it: a role somebody gave themselves shows until another leader agrees, who is ``agreed_by``.
    """

    bitemporal_key = ("person", "role", "deputy")
    retention = years(7, "the day it ends", "Who answered for what is asked about for six years and the current one.")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)  # a key of ROLE_WORDS; a new word needs no migration
    deputy = models.BooleanField(default=False)
    company = EncryptedTextField(blank=True, default="")
    given_by = models.CharField(max_length=64, blank=True, default="")
    agreed_by = models.CharField(max_length=64, blank=True, default="")

    class Meta(Bitemporal.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.role} from {self.valid_from}"
