"""Addresses of the pages about certificates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
