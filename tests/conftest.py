"""What all tests share."""

from hypothesis import settings

# Machines that run tests are shared and slow at times: a late example is no failure. CI repeats the same examples each time.
settings.register_profile("default", deadline=None, derandomize=True)
settings.load_profile("default")
