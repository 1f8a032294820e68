"""Addresses of the registering pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
