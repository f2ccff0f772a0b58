"""A script that asks for a video; the linter reads its literals, nothing is run."""

import json
import sys

REQUEST = {
    "model": "seedance-2.0",
    "prompt": ("@Image1 as composition reference. An origami crane unfolds into a sheet of music; match @Video1 rhythm."),
    "image_urls": ["https://assets.example.com/paper/crane.png"],
    "video_urls": ["https://assets.example.com/paper/folding.mp4"],
    "duration": 5,
}

json.dump(REQUEST, sys.stdout, indent=2)
