"""Drawings of a diagnosis: each is laid out once as a scene of shapes, and written as SVG for pages and as PDF."""
