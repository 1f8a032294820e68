"""Who offers what: interventions, which unit offers them to whom, and what is missing.

Knows no person who seeks help: it never writes down who looked, and no page for the public needs
an account. Keeps no names or numbers of those who work in a unit. Three words to know:
intervention (care or support as given, carrying out provisions), offer (an intervention in a unit,
for the people of some places), verification (somebody said that an offer is still true; it ages).
"""
