"""Addresses of the pages about trainers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
