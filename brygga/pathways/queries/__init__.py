"""Reads of prepared contact data, and of what is offered beside them."""
