"""Reads of courses, gatherings, seats and the queue."""
