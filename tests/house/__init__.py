"""Truths about the whole house."""
