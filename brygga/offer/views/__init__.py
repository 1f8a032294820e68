"""Pages of what is offered."""
