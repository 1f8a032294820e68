"""What the room tells those above it."""

from django.dispatch import Signal

# Sent with `edition_id` once the publication is safely in the database (on_commit).
edition_published = Signal()
