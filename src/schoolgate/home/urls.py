"""The pages of a school lie under ``schools/<its ref>/``."""

from django.urls import include, path

from schoolgate.home.pages import (
    asks,
    door,
    first,
    frameworks,
    friday,
    holds,
    job,
    jobs,
    leaves,
    missed,
    policy,
    putright,
    read,
    reading,
    record,
    same,
    settings,
    today,
    upload,
    visit,
)

_SCHOOL = [
    path("", today.today, name="home.today"),
    path("policy/", policy.policy, name="home.policy"),
    path("policy/promises/<str:promise>/reading/", reading.answer, name="home.reading"),
    path("policy/promises/<str:promise>/same/", same.answer, name="home.same"),
    path("policy/missed/", missed.missed, name="home.missed"),
    path("policy/new/", upload.upload, name="home.upload"),
    path("policy/read/<str:version>/", read.read, name="home.read"),
    path("friday/", friday.friday, name="home.friday"),
    path("frameworks/", frameworks.frameworks, name="home.frameworks"),
    path("first/", first.go_on, name="home.first"),
    path("first/questions/", first.questions, name="home.questions"),
    path("first/living/", first.living, name="home.living"),
    path("first/letters/<str:post>/", asks.ask, name="home.ask"),
    path("holds/", holds.holds, name="home.holds"),
    path("settings/", settings.settings, name="home.settings"),
    path("policy/promises/<str:promise>/put-right/", putright.put_right, name="home.put-right"),
    path("jobs/", jobs.jobs, name="home.jobs"),
    path("jobs/<str:job>/", job.job, name="home.job"),
    path("jobs/<str:job>/files/<str:given>/", job.given, name="home.job-file"),
    path("visit/", visit.visit, name="home.visit"),
    path("record/", record.record, name="home.record"),
    path("record/note/", record.note, name="home.note"),
    path("record/pack/", record.pack, name="home.record_pack"),
]
urlpatterns = [
    path("", door.door, name="home.door"),
    path("calendars/<str:token>.ics", jobs.feed, name="home.jobs-feed"),
    path("leaves/", leaves.leaves, name="home.leaves"),
    path("schools/<str:school>/", include(_SCHOOL)),
]
