"""The hall: front page, what waits for whoever is signed in, and what every site must have.

Writes nothing but the day that a demo stands on. Three words to know: hall (the public front
page), my page (what blocks me and what waits for me), persona (somebody to try the demo as).
"""
