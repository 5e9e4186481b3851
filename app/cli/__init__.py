"""The command line: `shikumi diagnose`, `check`, `serve`, `db upgrade`."""
