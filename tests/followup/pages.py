"""Addresses of a mapping in Täby, and what tests read of the answers."""

import csv
from io import StringIO

ROUND = "/kartlaggning/01/2010/"
MAPPING = "/kartlaggning/2010/0160/"
QUESTION = f"{MAPPING}fraga-1/"
HTMX = {"HX-Request": "true"}


def text(response):
    return " ".join(response.content.decode().split())


def rows(response):
    assert response.headers["Content-Type"].startswith("text/csv")
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))
