"""Writes what a request says as the body that another contract takes."""

import re

from seedance_lint.annotations import Any
from seedance_lint.conversion.content import Content, Parameter
from seedance_lint.conversion.layouts import layouts, meaning, same_values
from seedance_lint.conversion.loss import Loss
from seedance_lint.conversion.told import fields_for, models_told, takes_frames, use_of
from seedance_lint.conversion.values import fitting, native, takes
from seedance_lint.diagnostics.violation import Path
from seedance_lint.profiles.generations import model_key
from seedance_lint.profiles.profile import ParameterRule, Profile
from seedance_lint.requests.request import Asset


class Body:
    """One body in the making, and what finds no place in it."""

    def __init__(self, content: Content, target: Profile) -> None:
        self._content = content
        self._target = target
        self.losses: list[Loss] = []
        self._inside: dict[str, Any] = {}
        self._outside: dict[str, Any] = {}
        self.placed: list[Asset] = []
        """The files in the order in which the target counts them."""
        self.fields: dict[str, Path] = {}
        """Names of fields as the target has them, to where the source says what is in them."""
        self._media: dict[str, Any] = {}
        self._parts: list[dict[str, Any]] = []
        self._files()
        self.model = self._model()
        for parameter in content.parameters:
            self._parameter(parameter)

    def made(self, prompt: str) -> dict[str, object]:
        """Return the body with a prompt."""
        shape, family = self._target.request, self._target.family
        inside: dict[str, Any] = {}
        if shape.content:
            text = [{"type": "text", "text": prompt}] if prompt or self._content.request.needs_prompt else []
            inside["content"] = [*text, *self._parts]
        else:
            inside[shape.prompt] = prompt
        container = layouts()["media"].get(family)
        inside.update({container: self._media} if container and self._media else self._media)
        inside.update(self._inside)
        body: dict[str, object] = {} if self.model is None else {"model": self.model}
        wrapper = layouts()["wrapper"].get(family)
        body.update({wrapper: inside} if wrapper else inside)
        body.update(self._outside)
        return body

    def _lose(self, at: Any, message: str) -> None:
        self.losses.append(Loss(at, message))

    def _model(self) -> str | None:
        content, target = self._content, self._target
        tier = content.model.partition("-")[2]
        models, told = target.request.models, models_told(target)
        fit = [each for each in models if tier in (model_key(target, each).partition("-")[2], target.edition.partition("-")[2])]
        wanted = f"{target.generation}-{tier}" if tier else target.generation
        if wanted not in told if told else not fit and tier != target.edition.partition("-")[2]:
            path = content.model_path or content.request.prompt_path
            self._lose(path, f"`{target.name}` has no {f'{tier} model' if tier else 'model of the standard kind'}; choose another profile")
        for name, value in fields_for(target, wanted if wanted in told else target.edition, self.placed).items() if told else ():
            self._set(name, value)
        use, found = use_of(self.placed), fit or list(models)
        return next((each for each in found if re.search(layouts()["uses"][use], each)), found[0] if found else None)

    def _set(self, name: str, value: object) -> None:
        """Write a field where the target has it: beside its wrapper or inside."""
        (self._outside if name in layouts()["outside"].get(self._target.family, ()) else self._inside)[name] = value

    def _files(self) -> None:
        target, order = self._target, {None: 0, "first_frame": 1, "last_frame": 2}
        files = list(self._content.files)
        if not target.request.content:  # a list counts in front of fields for frames
            files.sort(key=lambda asset: order.get(asset.role, 0))
        counts: dict[str, int] = {}
        for asset in files:
            if asset.url is None or not self._place(asset):
                what = f"{asset.kind} {asset.index}" + (f" as {asset.role.replace('_', ' ')}" if asset.role else "")
                self._lose(
                    asset.path, f"{target.provider} has no documented field for {what}" if asset.url else f"{what} has no URL to send"
                )
                continue
            self.placed.append(asset)
            number = counts[asset.kind] = counts.get(asset.kind, 0) + 1
            most = target.media[asset.kind].max_count if asset.kind in target.media else None
            if most is not None and number > most:
                self._lose(asset.path, f"{asset.kind} {number} is too many: {target.provider} takes at most {most}")
            elif target.max_total is not None and len(self.placed) > target.max_total:
                self._lose(asset.path, f"file {len(self.placed)} is too many: {target.provider} takes at most {target.max_total} in total")

    def _place(self, asset: Asset) -> bool:
        """Put a file where the target has it; False if it has no place."""
        shape, kind, role = self._target.request, asset.kind, asset.role
        if shape.content:
            self._parts.append({"type": f"{kind}_url", f"{kind}_url": {"url": asset.url}, "role": role or f"reference_{kind}"})
            return role in (None, "first_frame", "last_frame")
        mixed = layouts()["mixed"].get(self._target.family)
        if mixed is not None:
            item: dict[str, Any] = {"type": f"{kind}_url", f"{kind}_url": {"url": asset.url}}
            if role in ("first_frame", "last_frame"):
                item[mixed["role"]] = role
            elif role is not None:
                return False
            self._media.setdefault(mixed["frames" if role else "references"], []).append(item)
            return True
        if role is not None and not (kind in shape.media and takes_frames(self._target.family, self._content.files)):
            field = next((name for name, played in shape.frames.items() if played == role and name not in self._media), None)
            if kind == "image" and field is not None:
                self._media[field] = asset.url
            return kind == "image" and field is not None
        if kind in shape.media:
            self._media.setdefault(shape.media[kind], []).append(asset.url)
            return True
        single = shape.singles.get(kind)
        if single is None or single in self._media:
            return False
        self._media[single] = asset.url
        return True

    def _parameter(self, parameter: Parameter) -> None:
        shape, provider = self._target.request, self._target.provider
        name = None if parameter.inside else self._name(parameter.name)
        if name is None:
            retired = shape.retired.get(parameter.name)
            hint = f"; {retired.instead}" if retired and retired.instead else ""
            self._lose(parameter.path, f"{provider} has no documented field for `{parameter.name}`{hint}")
            return
        self.fields[name] = parameter.path
        rule = shape.parameters.get(name)
        value = parameter.value
        if rule is None:  # the provider documents the name alone
            value = same_values(parameter.name, value)[-1]
            kind = layouts()["untyped"].get(meaning(name))
            value = value if kind is None else native(value, ParameterRule(name, kind))
        if rule is not None:
            fit = [made for each in same_values(parameter.name, value) if (made := fitting(each, rule, self.model)) is not None]
            if not fit:
                self._lose(parameter.path, f"{provider} does not take {value!r} for `{name}`: {takes(rule, self.model)}")
            value = fit[0] if fit else native(value, rule)
        self._set(name, value)

    def _name(self, name: str) -> str | None:
        """Return what the target calls a parameter."""
        shape, said = self._target.request, meaning(name)
        names = (*shape.parameters, *shape.other_fields)
        if name in names:
            return name
        return next((each for each in names if meaning(each) == said), None)
