"""The machine interface: what the pages do, for programs.

Holds addresses under /api/, their shapes and their answers in JSON. Decides nothing and keeps
nothing: it asks the same actions as the pages do, always as a visitor, never by anybody's session.
Three words to know: shape (what a body must look like), key (tells a repeated request from a new
one), detail (the sentence in every error).
"""
