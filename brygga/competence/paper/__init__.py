"""Certificates on paper: words made once from the database, pages set by Typst."""
