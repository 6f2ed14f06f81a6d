"""For the youngest, in pictures: taken by a class together with their teacher, or by one child after another."""

from typing import Final

from schoolgate.agreements.quizzes.contract import Option, Question, Quiz

_TELL: Final = Option("Tell a grown-up", "tell")
_HIDE: Final = Option("Hide it", "hide")
_MORE: Final = Option("Press more things", "more")

QUIZ: Final = Quiz(
    key="infants",
    title="Safe on screens",
    because="Children know what to do on a screen, and whom to tell.",
    whole_class=True,
    alone=True,
    bands=("infant",),
    asks=5,
    pass_mark=4,
    holds_days=183,
    questions=(
        Question(
            "scary",
            "You see something on the screen that you do not like. What do you do?",
            _TELL,
            (_HIDE, _MORE),
            "A grown-up can help you. You have done nothing wrong.",
            "incident-log.pupils-report",
            "stop",
        ),
        Question(
            "name",
            "The screen asks for your name and where you live. What do you do?",
            Option("Keep it secret, and ask a grown-up", "secret"),
            (Option("Say your name", "name"), _MORE),
            "Your name and your house are yours. A grown-up can say when it is all right.",
            "curriculum.taught-outcomes",
            "name",
        ),
        Question(
            "password",
            "A friend wants to know your password. What do you do?",
            Option("Keep it secret", "secret"),
            (Option("Tell the friend", "kind"), Option("Say it out loud", "name")),
            "A password is only for you and your teacher. You can be a good friend and keep it.",
            "passwords.strength",
            "secret",
        ),
        Question(
            "unkind",
            "Somebody wrote something unkind. What do you do?",
            _TELL,
            (Option("Write something unkind too", "more"), _HIDE),
            "Words on a screen can hurt. A grown-up can make it stop.",
            "incident-log.pupils-report",
            "kind",
        ),
        Question(
            "pop-up",
            "A new picture jumps up: “Press here!” What do you do?",
            Option("Stop, and ask a grown-up", "ask"),
            (_MORE, _HIDE),
            "We stop, and ask first. Some buttons go to places that are not for children.",
            "curriculum.taught-outcomes",
            "choose",
        ),
        Question(
            "picture",
            "You want to show a picture of your friend to others. What do you do first?",
            Option("Ask, and listen to the answer", "listen"),
            (Option("Show it quickly", "more"), _HIDE),
            "It is a picture of your friend, so your friend decides. Your teacher knows which pictures may be shown.",
            "photo-consent.care",
            "ask",
        ),
    ),
)
