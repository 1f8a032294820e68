"""What every page looks like: base templates, components, the typed request, maps.

Knows the words of a page, never its facts: it is handed plain values and draws them. Never reads
the database and never decides who may see what. Three words to know: page (whole, or one named
part of it for htmx), component (a documented include), tone (a level as colour, ball and word).
"""
