"""Courses and gatherings: days, seats, the queue, who was there.

One kind of thing for every gathering, from a course round in a theatre to a visit. Seats are never
sold twice and a queue is never jumped; who waits can read why. Never holds diets or anything else
about health, and never decides who is competent: that is the room above. Three words to know:
gathering (something with days), registration (one person's wish for a seat), queue (one for each
course, over all its rounds).
"""
