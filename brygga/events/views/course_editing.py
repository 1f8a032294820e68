"""OVERWRITTEN BY MISTAKE: at 08:12:56 helper B wrote the public course pages over views/courses.py,
which you then moved here. Sorry: please write this file anew from your own draft. The public pages
are in views/reading.py.
"""

raise ImportError(
    "views/course_editing.py lost its contents by mistake: write it anew (see its docstring)"
)
