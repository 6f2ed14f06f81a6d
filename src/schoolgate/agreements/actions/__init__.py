"""The only writers of agreements. Each says who acts, and records it; each tells the facts that change by it."""

from schoolgate.agreements.actions.agreeing import Given, agree, agree_for, note_held, take_back
from schoolgate.agreements.actions.asking import answer, ask, publish, unpublish
from schoolgate.agreements.actions.consenting import give, rule_pictures, withdraw
from schoolgate.agreements.actions.gating import end_ruling, note_lessons, rule, switch_gate
from schoolgate.agreements.actions.linking import make_link, make_links, stop_links
from schoolgate.agreements.actions.looking import pictures_looked_at
from schoolgate.agreements.actions.noting import look_at_blanket, note_pictures
from schoolgate.agreements.actions.own import Tried, page_of, sign_own, words_to_sign
from schoolgate.agreements.actions.quizzing import asked_on, quiz_page, take_quiz, take_together
from schoolgate.agreements.actions.reminding import ask_to_sign, remind
from schoolgate.agreements.actions.reminding_staff import remind_staff
from schoolgate.agreements.actions.rounds import (
    note_paper_home,
    open_round,
    pause_family,
    resume_family,
    write_to_families,
)
from schoolgate.agreements.actions.sending_links import print_links, send_links, text_links
from schoolgate.agreements.actions.settling import settle
from schoolgate.agreements.actions.signing import Outcome, opened, sit, tick_paper
from schoolgate.agreements.actions.slips import (
    decide,
    give_scan,
    identify,
    note_decided,
    print_slips,
    read_scan,
    read_soon,
    set_aside,
    undo_last,
)
from schoolgate.agreements.actions.taken_back import tell_of_taken_back
from schoolgate.agreements.actions.telling import tell_facts
from schoolgate.agreements.actions.wording import add_text, approve, draft, wording_of

__all__ = [
    "Given",
    "Outcome",
    "Tried",
    "add_text",
    "agree",
    "agree_for",
    "answer",
    "approve",
    "ask",
    "ask_to_sign",
    "asked_on",
    "decide",
    "draft",
    "end_ruling",
    "give",
    "give_scan",
    "identify",
    "look_at_blanket",
    "make_link",
    "make_links",
    "note_decided",
    "note_held",
    "note_lessons",
    "note_paper_home",
    "note_pictures",
    "open_round",
    "opened",
    "page_of",
    "pause_family",
    "pictures_looked_at",
    "print_links",
    "print_slips",
    "publish",
    "quiz_page",
    "read_scan",
    "read_soon",
    "remind",
    "remind_staff",
    "resume_family",
    "rule",
    "rule_pictures",
    "send_links",
    "set_aside",
    "settle",
    "sign_own",
    "sit",
    "stop_links",
    "switch_gate",
    "take_back",
    "take_quiz",
    "take_together",
    "tell_facts",
    "tell_of_taken_back",
    "text_links",
    "tick_paper",
    "undo_last",
    "unpublish",
    "withdraw",
    "wording_of",
    "words_to_sign",
    "write_to_families",
]
