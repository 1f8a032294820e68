"""A whole made-up country as a programme folder, the same for the same seed.

Nothing in it is true but the names of places. Three words to know: world (how far each place
really has come, drawn once), year (what is answered, decided and done in it), scale.
"""
