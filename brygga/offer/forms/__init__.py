"""What people write about interventions, offers and waits."""
