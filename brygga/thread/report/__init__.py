"""The yearly follow-up: built once from accepted answers, given as HTML, PDF, JSON and CSV.

Three words to know: report (numbers and names, the same for everybody), sentence (said from the
numbers alone), section (where the process leader's own words stand beside them).
"""

from brygga.thread.report.as_html import context_of, html_file
from brygga.thread.report.as_json import as_json
from brygga.thread.report.as_pdf import pdf_file
from brygga.thread.report.build import build_report
from brygga.thread.report.facts import refuse_report, report_years
from brygga.thread.report.layout import sections_of, title_of
from brygga.thread.report.parts import Report
from brygga.thread.report.write import json_file, write_report

__all__ = [
    "Report",
    "as_json",
    "build_report",
    "context_of",
    "html_file",
    "json_file",
    "pdf_file",
    "refuse_report",
    "report_years",
    "sections_of",
    "title_of",
    "write_report",
]
