"""Addresses of the pages about coverage."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
