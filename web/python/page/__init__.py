"""What the page asks of seedance-lint, inside its worker: messages in JSON, places in UTF-16 as JavaScript counts them."""
