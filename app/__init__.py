"""Shikumi: diagnoses how B2B marketing is organised and says how to set it up."""
