"""Reads questionnaires and rule packs from YAML."""
