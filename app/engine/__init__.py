"""Evaluates compiled rule packs."""
