"""Looks at the files and URLs of requests, where the user asks for it, and adds what it finds to the requests."""
