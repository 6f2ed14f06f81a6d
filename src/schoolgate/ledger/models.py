"""The permanent record's tables. Only ``ledger.actions`` writes them; triggers in the database refuse anybody else."""

from django.db import models

from schoolgate.frame.retention import Retention, for_ever
from schoolgate.kernel.refs import new_ref


def entry_ref() -> str:
    return new_ref("led")


def checkpoint_ref() -> str:
    return new_ref("ckp")


class Chain(models.Model):
    """One chain of entries: a school's, a trust's, or the installation's own. The row is its head, and its lock."""

    retention = for_ever("A chain is whole or it proves nothing.")

    key = models.CharField(max_length=48, unique=True)  # "instance", or "school:" or "trust:" and a ref
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64)
    at = models.DateTimeField(null=True)  # of its last entry; empty for a chain older than this column

    def __str__(self) -> str:
        return self.key


class Entry(models.Model):
    """The clear header: nothing here tells what happened, or to whom."""

    retention = for_ever("A chain is whole or it proves nothing.")

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    version = models.PositiveSmallIntegerField()
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    previous = models.CharField(max_length=64)
    body_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ("chain_id", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["chain", "sequence"], name="one_entry_a_place"),
            models.UniqueConstraint(fields=["chain", "previous"], name="no_fork"),
        )

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.sequence}"


class Body(models.Model):
    """What happened. May be erased, where an ``Erasure`` says so: the header keeps a digest salted with ``salt``,
    which goes with the body, so that the chain stays whole and the words cannot be guessed back."""

    retention = Retention("as long as its parent", "Erased apart from its header when the law asks for it.")

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="body", primary_key=True)
    ref = models.CharField(max_length=32, unique=True, default=entry_ref, editable=False)
    salt = models.CharField(max_length=64)
    label = models.CharField(max_length=40)
    kind = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=10)
    actor = models.CharField(max_length=80)
    on_behalf_of = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=80)
    details = models.TextField()  # canonical JSON, kept as text so that its digest is over these very bytes

    class Meta:
        indexes = (
            models.Index(fields=["kind"], name="ledger_by_kind"),
            models.Index(fields=["subject"], name="ledger_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class Erasure(models.Model):
    """That the body of ``entry`` may be, and was, erased; ``told_by`` is the entry in the same chain that says so."""

    retention = for_ever("Without it a body that is missing would look like damage.")

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="erasure", primary_key=True)
    told_by = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"body of {self.entry_id}"


class Leaf(models.Model):
    """One item of a batch, by its place from 0. When it is erased its salt and words go, and ``commitment`` stays in
    their place, which is empty until then since it can be made from the two."""

    retention = Retention("as long as its parent", "Erased one at a time, or with its entry, when the law asks for it.")

    pk = models.CompositePrimaryKey("entry_id", "number")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="leaves", db_index=False)
    number = models.PositiveBigIntegerField()
    salt = models.CharField(max_length=64)
    item = models.TextField()  # canonical JSON, as a body's details
    commitment = models.CharField(max_length=64, blank=True)
    told_by = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)

    def __str__(self) -> str:
        return f"item {self.number} of a batch"


class SigningKey(models.Model):
    """A public key that checkpoints are, or were, signed with, and the old key's signature that it follows that one.
    ``signature`` is empty for the first, and for one made after the one before was lost."""

    retention = for_ever("Old checkpoints can be checked only with the key of their day.")

    fingerprint = models.CharField(max_length=64, unique=True)
    public = models.CharField(max_length=44)
    instance = models.CharField(max_length=32)
    made = models.CharField(max_length=27)  # a moment, spelt as it is signed
    follows = models.CharField(max_length=44, blank=True)  # the public key before
    signature = models.CharField(max_length=88, blank=True)

    def __str__(self) -> str:
        return self.fingerprint[:16]


class Checkpoint(models.Model):
    """How long a chain was, and how it ended, signed. ``note`` is what is sent to people and kept by them."""

    retention = for_ever("A chain made anew shows against its old checkpoints.")

    ref = models.CharField(max_length=32, unique=True, default=checkpoint_ref, editable=False)
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="checkpoints")
    number = models.PositiveIntegerField()
    length = models.PositiveBigIntegerField()
    head = models.CharField(max_length=64)
    at = models.DateTimeField()
    fingerprint = models.CharField(max_length=64)
    asked_by = models.CharField(max_length=80)  # ref of who asked for it, or the part of the system
    note = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["chain", "number"], name="one_checkpoint_a_number"),)

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.number}"
