"""The sentence above a page that shows made-up rows beside true ones."""

from django.utils.translation import gettext as _


def some_invented(*, is_invented: bool) -> str:
    """Nothing where nothing is."""
    return _("Some of what this page shows is invented, to try the system.") if is_invented else ""
