"""Writing a folder into the database."""

from brygga.programme.actions.bulk import bulk_insert, bulk_upsert
from brygga.programme.actions.load import Loaded, load_folder

__all__ = ["Loaded", "bulk_insert", "bulk_upsert", "load_folder"]
