"""Sharing files: what goes where, and who can see it. Passed before sharing opens, and once a year."""

from typing import Final

from schoolgate.agreements.quizzes.contract import Option, Question, Quiz
from schoolgate.vocabulary.roles import MEMBERS

QUIZ: Final = Quiz(
    key="sharing",
    title="Sharing files: who can see it?",
    because="Sharing opens once you have shown that you know what may be kept where, and who can see it.",
    roles=MEMBERS["staff"],
    things=("cloud-sharing",),
    asks=6,
    pass_mark=5,
    holds_days=365,
    questions=(
        Question(
            "link",
            "You make a link that works for “anyone who has the link”. Who can open it?",
            Option("Whoever the link reaches, by whatever way"),
            (Option("Only people at our school"), Option("Only the person you sent it to")),
            "A link is passed on with an e-mail, and nobody is asked who they are. Share with people by name.",
            "cloud-sharing.sharing",
        ),
        Question(
            "folder",
            "Last term you shared a folder with a colleague elsewhere. Today you put a new file in it. Who sees it?",
            Option("The colleague sees it too"),
            (Option("Only you, until you share it"), Option("Nobody: the share has ended by itself")),
            "Whoever can open a folder can open all that is put there later. End a share when its reason is over.",
            "cloud-sharing.sharing",
        ),
        Question(
            "named-child",
            "A tutor from outside asks for a child’s support plan. What do you do?",
            Option("Ask the safeguarding lead or the office first"),
            (Option("Share it, since it helps the child"), Option("Send it from your own e-mail address")),
            "What is about a named child leaves the school only when somebody who answers for it has said so.",
            "personal-data-transfer.lawful",
        ),
        Question(
            "wrong-thing",
            "You see that you shared the wrong file an hour ago. What comes first?",
            Option("End the share, and tell the headteacher at once"),
            (Option("Delete the message you sent"), Option("Wait to see whether anybody opened it")),
            "The sooner it is said, the more can be put right. To have said so is never held against you.",
            "incident-log.report",
        ),
        Question(
            "own-account",
            "You want to finish reports at home. Where do they stay?",
            Option("On school systems, opened with your school sign-in"),
            (Option("In your own cloud, with a good password"), Option("On a memory stick in your bag")),
            "What is about children stays on school systems: there it can be guarded, and found when somebody asks.",
            "personal-data-transfer.secure",
        ),
        Question(
            "new-app",
            "A colleague found a new site on which classes share their work. May you put children’s work there?",
            Option("Once the school has looked at it and said yes"),
            (Option("Yes, if it costs nothing"), Option("Yes, if only first names are used")),
            "Each place where children’s work is kept is checked first: who runs it, and who can see it.",
            "cloud-sharing.approved",
        ),
        Question(
            "pictures",
            "You want to send pictures from the farm visit to the parents of your class. What do you look at first?",
            Option("Which families said yes to that use of pictures"),
            (Option("Whether the pictures are sharp"), Option("Whether the children are smiling")),
            "A family’s yes is for one use. Where there is no answer, that is a no.",
            "photo-consent.written",
        ),
        Question(
            "leaver",
            "A colleague who shared a folder with you has left the school. What about the folder?",
            Option("Say so, so that somebody here looks after it"),
            (Option("Keep a copy in your own cloud"), Option("Nothing: it is theirs")),
            "A folder without an owner is a folder nobody watches.",
            "cloud-sharing.sharing",
        ),
    ),
)
