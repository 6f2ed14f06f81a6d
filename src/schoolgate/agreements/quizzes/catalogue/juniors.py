"""For key stage 2, in words: taken by a class together with their teacher, or by one child after another."""

from typing import Final

from schoolgate.agreements.quizzes.contract import Option, Question, Quiz

QUIZ: Final = Quiz(
    key="juniors",
    title="Thinking before I click",
    because="Children know how to look after themselves and others online, and how to get help.",
    whole_class=True,
    alone=True,
    bands=("junior",),
    asks=6,
    pass_mark=5,
    holds_days=365,
    questions=(
        Question(
            "upset",
            "A message in a game upsets you. What is the best thing to do first?",
            Option("Stop, keep it on the screen, and show a trusted adult"),
            (Option("Send something back"), Option("Delete it and tell nobody")),
            "An adult can help, and can see what was said. You are not in trouble.",
            "incident-log.pupils-report",
        ),
        Question(
            "password",
            "Which password would be hardest for somebody else to guess?",
            Option("Three words that have nothing to do with one another"),
            (Option("Your name and your age"), Option("The word “password” with a 1 after it")),
            "Long and surprising is strong. What people know of you is easy to guess.",
            "passwords.strength",
        ),
        Question(
            "friend-asks",
            "Your best friend asks for your password, to finish a level for you. What do you say?",
            Option("No: a password is for me alone"),
            (Option("Yes, as they are my best friend"), Option("Yes, if they tell me theirs")),
            "Whoever has your password can do things in your name. A good friend understands a no.",
            "passwords.strength",
        ),
        Question(
            "true",
            "You read something surprising on a website. How do you find out whether it is true?",
            Option("See what other sources say, and who wrote it"),
            (Option("If it is on the internet it is true"), Option("Count how many people liked it")),
            "Anybody can put anything online. Two sources that do not copy one another are better than one.",
            "curriculum.critical-thinking",
        ),
        Question(
            "copy",
            "You find a picture for your poster. What do you do?",
            Option("Look whether you may use it, and say who made it"),
            (Option("Use it: everything online is free"), Option("Draw a moustache on it and call it yours")),
            "Somebody made it. Many pictures may be used if you say whose they are.",
            "copyright-takedown.respect",
        ),
        Question(
            "stranger",
            "Somebody you only know from a game asks which school you go to. What do you do?",
            Option("Do not answer, and tell a trusted adult"),
            (Option("Tell them, as they have been friendly"), Option("Ask for their school first")),
            "People online are not always who they say they are. Where you are is yours to keep.",
            "curriculum.taught-outcomes",
        ),
        Question(
            "group",
            "In a group chat everybody makes fun of one classmate. What helps most?",
            Option("Do not join in, be kind to them, and tell an adult"),
            (Option("Add one small joke"), Option("Leave quickly and forget it")),
            "Being left alone with it hurts. One kind person and one adult who knows can end it.",
            "incident-log.pupils-report",
        ),
        Question(
            "picture",
            "You took a funny picture of a friend. May you put it online?",
            Option("Only if my friend says yes, and a grown-up too"),
            (Option("Yes, as I took it"), Option("Yes, if it is really funny")),
            "It shows your friend, so your friend has a say. What is online is hard to take back.",
            "photo-consent.care",
        ),
    ),
)
