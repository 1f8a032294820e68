"""Who may do what: capability, reach and rule.

Knows nothing of people or pages: an actor is an id and, for each capability, a set of
branches of the tree. Never decides whether a thing may be done *now*; that is a refusal in
the room that owns it. Three words to know: capability (a verb on a kind of thing), reach
(branches of the tree), rule (which rows, asked of lists and of single objects alike).
"""
