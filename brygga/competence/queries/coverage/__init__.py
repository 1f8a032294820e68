"""How many of those in post have the competence, and what of that is told to whom."""

from brygga.competence.queries.coverage.material import (
    Material,
    Workplace,
    courses_serving,
    material_of,
)
from brygga.competence.queries.coverage.page import (
    CoveragePage,
    Line,
    YearLine,
    coverage_of,
    coverage_page,
)
from brygga.competence.queries.coverage.served import Coming, Served, day_of, served_at
from brygga.competence.queries.coverage.table import Coverage, Figure, Node, coverage_on
from brygga.competence.queries.coverage.yearly import CourseYear, competence_in

__all__ = [
    "Coming",
    "CourseYear",
    "Coverage",
    "CoveragePage",
    "Figure",
    "Line",
    "Material",
    "Node",
    "Served",
    "Workplace",
    "YearLine",
    "competence_in",
    "courses_serving",
    "coverage_of",
    "coverage_on",
    "coverage_page",
    "day_of",
    "material_of",
    "served_at",
]
