"""Who has learnt what: certificates, trainers, and how many of those in post that is.

Reads presence from the room of events and never writes there but through its actions. Never shows
numbers so small that they tell of persons outside the unit they work in. Three words to know:
certificate (all the days of a course, follows by itself), trainer (who may teach a course, from
and until), coverage (trained and still in post, of all in post).
"""
