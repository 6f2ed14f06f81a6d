"""That a quiz was passed, or not yet; and for a class how often a question was answered otherwise."""

from typing import Any, ClassVar, Final

from django.db import models

from schoolgate.frame.retention import years
from schoolgate.frame.scoped import SchoolScoped, ScopedManager
from schoolgate.kernel.refs import new_ref
from schoolgate.people.models import Group, Person

_ASKED: Final = "It opened sharing, or shows what was taught, for a year; and is asked about for one more."


def result_ref() -> str:
    return new_ref("qrs")


class QuizResult(SchoolScoped):
    """One try: of a person, or of a class together with their teacher (``group``). What was answered is not kept.

    A pass holds from ``on`` to ``until``. ``page`` is the seed of the page, so that one page is marked once.
    """

    retention = years(2, "the day of it", _ASKED)

    ref = models.CharField(max_length=32, unique=True, default=result_ref, editable=False)
    quiz = models.CharField(max_length=40)  # a key of the catalogue
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+")
    passed = models.BooleanField()
    on = models.DateField()
    until = models.DateField(null=True)
    page = models.CharField(max_length=32)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("school", "page"), name="a_page_of_a_quiz_is_marked_once"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(group__isnull=True),
                name="a_quiz_is_of_a_person_or_of_a_class",
            ),
        )
        indexes = (models.Index(fields=["school", "quiz", "until"], name="quizzes_that_hold"),)

    def __str__(self) -> str:
        return self.ref


class QuizCount(SchoolScoped):
    """Of a class in a school year, how often a question was asked, and how often answered otherwise: what to teach
    again. Of no child."""

    retention = years(2, "the end of the school year", _ASKED)

    quiz = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    year_ends = models.DateField()
    asked = models.PositiveIntegerField(default=0)
    otherwise = models.PositiveIntegerField(default=0)

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("school", "quiz", "question", "group", "year_ends"), name="a_question_is_counted_once_a_class"
            ),
        )

    def __str__(self) -> str:
        return f"{self.otherwise} of {self.asked}"
