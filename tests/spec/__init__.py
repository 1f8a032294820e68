"""Meaning by example: small tables in, figures that anyone can check by hand out."""
