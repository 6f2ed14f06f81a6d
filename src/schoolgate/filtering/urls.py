"""The pages of the filter, under a school's own address."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
