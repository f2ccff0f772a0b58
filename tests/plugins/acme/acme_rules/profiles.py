"""What our own gateway takes: less than the provider behind it."""

GATEWAY = {
    "extends": "seedance-2.0",
    "name": "acme",
    "title": "Seedance 2.0 through our gateway",
    "source": "https://gateway.example.com/docs",
    "media": {"image": {"max_count": 2}},
}
