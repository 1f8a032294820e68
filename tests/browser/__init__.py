"""Journeys and accessibility in Chromium, against the system as it is served."""
