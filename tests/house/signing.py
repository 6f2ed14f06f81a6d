"""Who sees what of agreements: rows of the who-sees-what table, apart since the table is long."""

from house.doors import DOOR
from house.sights import Row, at, everywhere
from schoolgate.vocabulary.roles import POSTS

KEEPERS = {"administrator", "head", "dsl", "online-safety-lead"}  # they look after the policy
LEADERS = KEEPERS | {"slt", "deputy-dsl"}
OVERSEERS = {"governors", "online-safety-governor", "chair", "dpo", "auditor"}  # from outside, at no child
READERS = LEADERS | OVERSEERS | {"computing-lead", "it-lead", "office", "teachers", "support-staff"}
ROLL = {"head", "slt", "dsl", "deputy-dsl", "office"}  # every child by name

BY_LINK = (
    "agreements.sign_by_link",
    "agreements.link_language",
    "agreements.link_next",
    "agreements.link_check",
    "agreements.link_mail",
    "agreements.link_family",
    "agreements.link_change",
    "agreements.link_end",
    "agreements.link_step",
    "agreements.link_each",
    "agreements.quiz_handed",
    "agreements.quiz_alone",
)
SIGNING: dict[str, Row] = {
    **DOOR,  # where visitors sign in
    "agreements.read": at(set(POSTS)),
    "agreements.signed": at(LEADERS | OVERSEERS | {"office"}),
    "agreements.access": at(ROLL | {"teachers"}),
    "agreements.access_of": at(ROLL | {"teachers"}, finding="none"),  # there is no such class
    "agreements.may_not": at({"head", "office", "teachers"}, finding="none"),
    "agreements.questions": at(READERS),
    "agreements.families": at(ROLL),
    "agreements.to_ask": at(ROLL | {"teachers"}, finding="none"),  # there is no such class
    "agreements.pictures": at(ROLL | {"teachers"}),
    "agreements.class_pictures": at(ROLL | {"teachers"}, finding="none"),  # there is no such class
    "agreements.held": at({"head", "dsl", "office"}),
    "agreements.slips": at({"head", "office"}),
    "agreements.slips_print": at({"head", "office"}),  # back to the slips: it is only posted to
    "agreements.slips_scan": at({"head", "office"}, finding="none"),  # there is no such scan
    "agreements.slips_picture": at({"head", "office"}, finding="none"),
    "agreements.kinds": at(KEEPERS | {"office"}),
    "agreements.words": at(KEEPERS | {"office"}, finding="none"),  # there is no such agreement
    "agreements.sending": at({"head", "office"}),
    "agreements.here": at({"head", "office"}, finding="none"),  # there is no such person
    "agreements.languages": at(KEEPERS | {"office"}),
    "agreements.language": at(KEEPERS | {"office"}, finding="none"),  # there is no such language
    "agreements.staff": at(KEEPERS | {"office"}),
    "agreements.mine": at(set(POSTS)),
    "agreements.sign_own": at(set(POSTS), finding="none"),  # there is no such agreement
    "agreements.quizzes": at({"teachers"}),
    "agreements.quiz": at(set(POSTS), finding="none"),  # there is no such quiz
    "agreements.quiz_together": at({"teachers"}, finding="none"),  # there is no such class
    "agreements.quiz_hand": at({"teachers"}, finding="none"),  # there is no such class
    "agreements.family": at({"parents"}),
    **dict.fromkeys(BY_LINK, everywhere("yes")),  # the link is the key, and this one is none
}
