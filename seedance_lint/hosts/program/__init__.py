"""What programs of all languages share: how requests are put together of literals, names and calls."""
