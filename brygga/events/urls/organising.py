"""Addresses of the organising pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
