"""Check the tags of Seedance prompts against the files of their requests."""
