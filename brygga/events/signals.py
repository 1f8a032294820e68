"""What the room tells those above it: ids only, when the transaction holds."""

from django.dispatch import Signal

presence_changed = Signal()
"""Somebody was marked as present or absent: `attendee_id`, and `course_id` (None: no course)."""
