"""Files of a folder as rows of text, each with the place where it stands."""
