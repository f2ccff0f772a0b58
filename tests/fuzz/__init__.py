"""Random inputs against what must hold for every input. ``python -m tests.fuzz --help`` runs it for as long as you like."""
