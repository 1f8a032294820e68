"""The red thread: provision × place, all that is known, in order, with date and source.

Reads every room below and writes nothing. Also the matrix, the map, the years and the yearly
follow-up report. Three words to know: link (one fact in the chain), signal (a link that is
missing or contradicts another), matrix (places × what was asked).
"""
