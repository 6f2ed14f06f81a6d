"""The pages of agreements, under a school's own address."""

from django.urls import path

from schoolgate.agreements.pages import (
    access,
    asking,
    class_pictures,
    families,
    held,
    languages,
    may_not,
    mine,
    pictures,
    quiz_alone,
    quizzes,
    reading,
    sending,
    signed,
    slips,
    staff,
    wordings,
)
from schoolgate.agreements.pages.by_link import answering, confirming, family

urlpatterns = [
    path("schools/<str:school>/access/", access.overview, name="agreements.access"),
    path("schools/<str:school>/access/<str:group>/", access.of_class, name="agreements.access_of"),
    path("schools/<str:school>/access/<str:group>/may-not-use/", may_not.may_not, name="agreements.may_not"),
    path("schools/<str:school>/agreements/policy/", reading.read, name="agreements.read"),
    path("schools/<str:school>/agreements/", signed.signed, name="agreements.signed"),
    path("schools/<str:school>/agreements/questions/", asking.questions, name="agreements.questions"),
    path("schools/<str:school>/agreements/families/", families.families, name="agreements.families"),
    path("schools/<str:school>/agreements/families/<str:group>/", families.to_ask, name="agreements.to_ask"),
    path("schools/<str:school>/agreements/pictures/", pictures.pictures, name="agreements.pictures"),
    path(
        "schools/<str:school>/agreements/pictures/<str:group>/",
        class_pictures.class_pictures,
        name="agreements.class_pictures",
    ),
    path("schools/<str:school>/agreements/held/", held.held, name="agreements.held"),
    path("schools/<str:school>/agreements/words/", wordings.kinds, name="agreements.kinds"),
    path("schools/<str:school>/agreements/words/<str:agreement>/", wordings.words, name="agreements.words"),
    path("schools/<str:school>/agreements/links/", sending.sending, name="agreements.sending"),
    path("schools/<str:school>/agreements/links/<str:person>/", sending.here_and_now, name="agreements.here"),
    path("schools/<str:school>/agreements/languages/", languages.languages, name="agreements.languages"),
    path("schools/<str:school>/agreements/languages/<slug:language>/", languages.one, name="agreements.language"),
    path("schools/<str:school>/agreements/mine/", mine.mine, name="agreements.mine"),
    path("schools/<str:school>/agreements/mine/<str:agreement>/", mine.sign, name="agreements.sign_own"),
    path("schools/<str:school>/agreements/staff/", staff.staff, name="agreements.staff"),
    path("schools/<str:school>/agreements/quizzes/", quizzes.of_classes, name="agreements.quizzes"),
    path("schools/<str:school>/agreements/quizzes/<str:key>/", quizzes.take, name="agreements.quiz"),
    path(
        "schools/<str:school>/agreements/quizzes/<str:key>/class/<str:group>/",
        quizzes.together,
        name="agreements.quiz_together",
    ),
    path(
        "schools/<str:school>/agreements/quizzes/<str:key>/class/<str:group>/hand-over/",
        quiz_alone.hand,
        name="agreements.quiz_hand",
    ),
    path("quiz/<str:code>/", quiz_alone.onward, name="agreements.quiz_handed"),
    path("quiz/<str:code>/<int:nth>/", quiz_alone.take, name="agreements.quiz_alone"),
    # What a signing link opens: short, as it is typed from paper.
    path("s/<str:code>/", answering.home, name="agreements.sign_by_link"),
    path("s/<str:code>/language/", answering.choose, name="agreements.link_language"),
    path("s/<str:code>/next/", answering.onward, name="agreements.link_next"),
    path("s/<str:code>/check/", confirming.check, name="agreements.link_check"),
    path("s/<str:code>/mail/", confirming.mail, name="agreements.link_mail"),
    path("s/<str:code>/family/", family.family, name="agreements.link_family"),
    path("s/<str:code>/family/<int:nth>/", family.change, name="agreements.link_change"),
    path("schools/<str:school>/family/", family.own, name="agreements.family"),
    path("s/<str:code>/end/", answering.end, name="agreements.link_end"),
    path("s/<str:code>/about/<slug:kind>/", answering.step, name="agreements.link_step"),
    path("s/<str:code>/about/<slug:kind>/<int:nth>/", answering.step, name="agreements.link_each"),
    path("schools/<str:school>/agreements/slips/", slips.overview, name="agreements.slips"),
    path("schools/<str:school>/agreements/slips/print/", slips.take, name="agreements.slips_print"),
    path("schools/<str:school>/agreements/slips/<str:scan>/", slips.scan, name="agreements.slips_scan"),
    path(
        "schools/<str:school>/agreements/slips/<str:scan>/<str:slip>/", slips.picture, name="agreements.slips_picture"
    ),
]
