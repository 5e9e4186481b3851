"""How Japanese and English text is measured, broken into lines and made printable, for pages and drawings alike."""
