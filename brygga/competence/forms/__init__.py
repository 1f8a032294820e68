"""What people write about competence."""
