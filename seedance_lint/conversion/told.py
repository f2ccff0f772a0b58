"""Fields that say of a request which model it is for and what its files are, where a provider has such (PiAPI's ``task_type`` and ``mode``)."""

from collections.abc import Mapping, Sequence

from seedance_lint.annotations import Any
from seedance_lint.conversion.layouts import layouts
from seedance_lint.profiles import catalogue
from seedance_lint.profiles.profile import Profile
from seedance_lint.requests.request import Asset

FRAMES = ("first_frame", "last_frame")


def use_of(files: Sequence[Asset]) -> str:
    """Return what the files of a request are: ``references``, ``frames`` or ``nothing``."""
    roles = {file.role for file in files}
    return "references" if roles - {*FRAMES} else "frames" if roles else "nothing"


def models_told(target: Profile) -> tuple[str, ...]:
    """Return the models (``2.0-fast``) that requests under a profile may name by a field; none where no field does."""
    told = _of(target.family)
    if told is None:
        return ()
    own = target.edition
    others = () if "-" in own else tuple(model for model in told["models"] if model.partition("-")[0] == own)
    return (own, *(model for model in others if model != own and f"{target.family}-{model}" not in catalogue()))


def fields_for(target: Profile, model: str, files: Sequence[Asset]) -> dict[str, str]:
    """Return the fields that name a model and what the files are."""
    told = _of(target.family)
    return {} if told is None else {told["model"]: told["models"][model], told["use"]: told[use_of(files)]}


def takes_frames(family: str, files: Sequence[Asset]) -> bool:
    """Whether a provider takes the frames of a request as the first images of its list."""
    return _of(family) is not None and tuple(file.role for file in files) in (FRAMES, FRAMES[:1])


def model_told(family: str, fields: Mapping[str, object]) -> str | None:
    """Return the model that the fields of a request name (``2.0-fast``)."""
    told = _of(family)
    named = fields.get(told["model"]) if told else None
    return next((model for model, name in told["models"].items() if name == named), None) if told else None


def with_roles(family: str, fields: Mapping[str, object], files: Sequence[Asset]) -> tuple[Asset, ...]:
    """Return files with the roles of frames, where the fields of a request say that they are such."""
    told = _of(family)
    if told is None or fields.get(told["use"]) != told["frames"] or len(files) > len(FRAMES) or any(file.kind != "image" for file in files):
        return tuple(files)
    return tuple(file._replace(role=role) for file, role in zip(files, FRAMES, strict=False))


def is_told(family: str, name: str, value: object, files: Sequence[Asset]) -> bool:
    """Whether a field says nothing but what model and files say themselves."""
    told = _of(family)
    if told is None:
        return False
    return (name == told["use"] and value == told[use_of(files)]) or (name == told["model"] and value in told["models"].values())


def _of(family: str) -> Any:
    return layouts()["told"].get(family)
