"""HTML pages, and the scripts of single-file components."""
