"""Places, authorities, groups and people: who is where, on behalf of whom, since when.

Holds the tree of places, principals and what they answer for, groups with appointments, who
takes part in the programme, accounts, grants and invitations. Never knows what anybody
answers or plans. Three words to know: place (a branch of the tree), principal (huvudman, the
authority that answers for something there), grant (a role over a branch, from and until).
"""
