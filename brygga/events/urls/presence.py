"""Addresses of the presence pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
