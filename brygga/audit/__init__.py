"""What was done, by whom, when and about which place.

A row is written in the same transaction as the thing it tells of, so neither exists without
the other. Holds ids and codes, never answers' text, comments or names. Three words to know:
event (one thing done), kind (`room.thing.verb`), subject (what it was done to).
"""
