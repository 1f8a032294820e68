"""Days as numbers: days since 1970-01-01. Apart from `calendar`, so that who asks for a day waits
for nothing that reckons with columns.
"""

from datetime import date, timedelta

EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    return (day - EPOCH).days


def day_of_number(number: int) -> date:
    return EPOCH + timedelta(days=number)
