"""What words mean for each kind of file: the terminals of ``grammar/nouns.lark`` to canonical role names.

The roles in capitals of the reference page come first; the others are roles that people use and the page does not document.
"""

_SAME = ("image", "video", "audio")

READINGS: dict[str, tuple[str, str, str]] = {
    # terminal            image               video               audio
    "FIRST_FRAME":      ("first_frame",      "first_frame",      "first_frame"),
    "LAST_FRAME":       ("last_frame",       "last_frame",       "last_frame"),
    "CHARACTER":        ("character",        "character",        "character"),
    "SUBJECT":          ("character",        "character",        "character"),
    "IDENTITY":         ("character",        "character",        "character"),
    "NAME":             ("character",        "character",        "voice"),
    "STYLE":            ("style",            "style",            "voice"),
    "COLOUR":           ("style",            "style",            "voice"),
    "LOOK":             ("style",            "style",            "voice"),
    "MOOD":             ("style",            "style",            "background_music"),
    "SCENE":            ("scene",            "scene",            "scene"),
    "OBJECT":           ("object",           "object",           "object"),
    "COMPOSITION":      ("composition",      "composition",      "composition"),
    "CAMERA_MOVEMENT":  ("camera_movement",  "camera_movement",  "camera_movement"),
    "VIEWPOINT":        ("composition",      "camera_movement",  "camera_movement"),
    "CHOREOGRAPHY":     ("choreography",     "choreography",     "choreography"),
    "EFFECTS":          ("effects",          "effects",          "effects"),
    "RHYTHM":           ("rhythm",           "rhythm",           "background_music"),
    "TEMPO":            ("rhythm",           "rhythm",           "beat_sync"),
    "BEAT":             ("beat_sync",        "rhythm",           "beat_sync"),
    "FULL_REPLICATION": ("full_replication", "full_replication", "full_replication"),
    "MUSIC":            ("background_music", "audio_extraction", "background_music"),
    "SOUND":            ("audio_extraction", "audio_extraction", "background_music"),
    "SOUND_EFFECTS":    ("sound_effects",    "audio_extraction", "sound_effects"),
    "OUTFIT":           ("outfit",           "outfit",           "outfit"),
    "STORYBOARD":       ("storyboard",       "storyboard",       "storyboard"),
    "VOICE":            ("voice",            "voice",            "voice"),
    "LIP_SYNC":         ("lip_sync",         "lip_sync",         "lip_sync"),
    "POSE":             ("pose",             "choreography",     "pose"),
    "EXPRESSION":       ("expression",       "choreography",     "expression"),
    "TEXTURE":          ("texture",          "texture",          "texture"),
    "LOGO":             ("logo",             "logo",             "logo"),
    "CONTINUATION":     ("continuation",     "continuation",     "continuation"),
    "EDIT_SOURCE":      ("edit_source",      "edit_source",      "edit_source"),
}  # fmt: skip

_SEEN = {
    "FIRST_FRAME",
    "LAST_FRAME",
    "CHARACTER",
    "IDENTITY",
    "NAME",
    "SUBJECT",
    "SCENE",
    "OBJECT",
    "COMPOSITION",
    "CAMERA_MOVEMENT",
    "VIEWPOINT",
    "EFFECTS",
    "OUTFIT",
    "STORYBOARD",
    "POSE",
    "TEXTURE",
    "LOGO",
}
_HEARD = {"RHYTHM", "TEMPO", "BEAT", "MUSIC", "SOUND", "SOUND_EFFECTS", "VOICE", "LIP_SYNC"}
OF_CLIPS = frozenset({"CAMERA_MOVEMENT", "CHOREOGRAPHY", "EFFECTS", "FULL_REPLICATION"})
"""Terminals of what a picture cannot show."""

MISFITS: dict[str | None, frozenset[str]] = {
    "image": OF_CLIPS | _HEARD,
    "video": frozenset({"FIRST_FRAME", "LAST_FRAME"}),  # "continue from the last frame of @Video1"
    # "expressive movement @Image1 @Audio1"; the sound of an audio (@音频1的声音) may be a voice, music or a noise
    "audio": frozenset({*_SEEN, "CHOREOGRAPHY", "EXPRESSION", "SOUND"}),
    None: frozenset(),
}
"""Terminals that cannot be meant for a kind of file where only their nearness speaks for it: "@Image1, the camera pans" gives
the image no camera movement. Where words say it outright ("@Image1 as camera movement") it stands, and a rule finds fault with it."""

READING: dict[str | None, dict[str, str]] = {
    kind: {terminal: roles[column] for terminal, roles in READINGS.items()} for column, kind in (*enumerate(_SAME), (0, None))
}
"""The role that a vocabulary terminal names for a kind of file."""

MUSICAL = frozenset({"RHYTHM", "TEMPO", "BEAT", "MUSIC", "SOUND", "CHOREOGRAPHY", "CAMERA_MOVEMENT", "EFFECTS", "EXPRESSION", "POSE"})
"""What moves with a sound: beside "sync", all of these mean its beat."""
OF_A_PERSON = frozenset({"EXPRESSION", "POSE"})
"""What a picture beside which it is shows somebody with: "@Image2 Mara, startled expression" is who she is."""
OF_A_VOICE = frozenset({"RHYTHM", "TEMPO", "MOOD"})
"""What a voice has that is named beside it: "@Audio1 for the voice and its timing" gives no music."""
OF_A_LOOK = frozenset({"IDENTITY", "OBJECT", "OUTFIT", "LOGO"})
"""What has the colours that are named beside it: "the face, hair and colours of @Image1" gives no style."""
PACES = frozenset({"RHYTHM", "TEMPO", "BEAT"})
"""What something moves at, and takes from the clip that has it: transitions in its rhythm are no transitions of it."""
OF_A_PICTURE = frozenset({"STYLE", "COLOUR", "LOOK", "MOOD", "COMPOSITION"})
"""What something can be shown in: "the room in @Image1's palette" is not the room of the picture."""
SPOKEN = frozenset({"VOICE", "LIP_SYNC"})
STEPS = (MUSICAL - {"MUSIC", "SOUND"}) | SPOKEN | {"STYLE", "COLOUR", "LOOK"}
"""What goes with a sound where words say that it agrees with it."""
THINGS = frozenset({"CHARACTER", "NAME", "SUBJECT", "SCENE", "OBJECT", "LOGO"})
"""What can be seen in the video and named for its own sake; the others are aspects of something."""
OF_LINES = frozenset({"CHARACTER", "NAME", "SUBJECT", "IDENTITY", "OBJECT", "LOGO", "OUTFIT"})
"""What a line may be about whose files do something in it: "Hero: @Image1 runs"; but "Scene: @Image1 runs", "Style: noir, @Image1 runs"."""
OF_BUSY_LINES = OF_LINES | {"MUSIC", "SOUND", "SOUND_EFFECTS", "VOICE"}
"""What a label says even before a verb: "Hero: @Image1 runs", "Music: @Audio1 throughout"; but not "Style: @Image1 runs"."""
WHO = frozenset({"CHARACTER", "NAME", "SUBJECT", "IDENTITY"})
"""What somebody can be, or be cast as."""
MOVEMENTS = frozenset(
    {"CAMERA_MOVEMENT", "VIEWPOINT", "CHOREOGRAPHY", "RHYTHM", "TEMPO", "EFFECTS", "BEAT", "MUSIC", "SOUND", "SOUND_EFFECTS", "VOICE"}
)
"""What a new video may keep of another; who keeps its actors or its light edits it."""
