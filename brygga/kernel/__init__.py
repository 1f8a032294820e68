"""Plain Python that every room may lean on: refusals, periods, small statistics.

Never imports Django, never touches a clock, a file or a database. Three words to know:
refusal (why something may not be done), period (from and until a day), fault (what is
wrong in a file, and where).
"""
