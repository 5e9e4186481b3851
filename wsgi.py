"""What a WSGI server serves."""

from app import create_app

application = create_app()
