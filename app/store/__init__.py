"""Keeps responses and diagnoses."""
