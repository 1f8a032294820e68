"""What contact data say of the chain of care: where people go, wait, and fall between.

Holds the engine (`brygga.pathways.engine`, plain Python without Django), which prepares contact
data of several principals once and answers many questions about them, and the page that lays what
is offered beside them. Never holds an identity:
persons are keyed pseudonyms from the moment a row is read, no answer names one, and counts of a
few are kept back. Never says why somebody did not come, only that no contact is known.

Three words to know: contact (one person met one unit, from an instant and perhaps until one),
step (two contacts of one person that follow each other), journey (all of one person's contacts,
in order).
"""
