"""What a text has in it at a glance; the words for it are loaded where somebody asks."""

from seedance_lint.hosts.located import Template


def has_tag(text: str) -> bool:
    """Whether a text has anything that may be a tag: a glance, whose words are loaded where somebody asks."""
    from seedance_lint.hosts.prose.tags import mentions

    return mentions(text)


def has_scene(text: str) -> bool:
    """Whether a text has a word of people who make films."""
    from seedance_lint.hosts.prose.films import has_scene

    return has_scene(text)


def is_scenic(text: str) -> bool:
    """Whether a text has as many words of people who make films as its length asks for."""
    from seedance_lint.hosts.prose.films import is_scenic

    return is_scenic(text)


def is_scene(text: object) -> bool:
    """Whether a value reads like a film, where nothing calls it a prompt."""
    if not isinstance(text, str) or isinstance(text, Template):
        return False
    from seedance_lint.hosts.prose.untagged import reads_like_film

    return reads_like_film(text)


def is_long_film(text: object) -> bool:
    """Whether a value is a long text that only a film has so many words of, whatever else it says."""
    if not isinstance(text, str) or isinstance(text, Template):
        return False
    from seedance_lint.hosts.prose.untagged import is_long_film

    return is_long_film(text)


def tells_of_film(text: str) -> bool:
    """Whether a text that reads like a film is about what somebody made with our product."""
    from seedance_lint.hosts.prose.untagged import tells_of_film

    return tells_of_film(text)
