"""What people write about courses, gatherings, registrations and presence."""
