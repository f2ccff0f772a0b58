"""When a signed URL runs out, for the signatures of the object stores and CDNs that people upload references to."""

import re
from collections.abc import Mapping

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")
_EXTENDED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?Z?")
_SECONDS = re.compile(r"\d{9,11}")
_DURATION = re.compile(r"\d{1,9}")


def expiry(query: str) -> float | None:
    """Return when the signature in a query string runs out, in seconds since 1970; None if it has none that can be read.

    Sources: AWS Signature Version 4 query parameters (``X-Amz-Date`` + ``X-Amz-Expires``; Google's ``X-Goog-…`` and
    Volcengine TOS's ``X-Tos-…`` have the same form) and version 2 (``Expires``; CloudFront, Aliyun OSS and Google's older
    form too), Azure shared access signatures (``se``), Aliyun OSS V4 (``x-oss-date`` + ``x-oss-expires``).
    """
    values = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        values[name.lower()] = value.replace("%3A", ":").replace("%3a", ":").replace("%2D", "-")
    for read in (_from_date, _from_expires, _from_azure):
        found = read(values)
        if found is not None:
            return found
    return None


def _from_date(values: Mapping[str, str]) -> float | None:
    for store in ("amz", "goog", "tos", "oss"):
        start = _moment(values.get(f"x-{store}-date", ""), _COMPACT)
        length = values.get(f"x-{store}-expires", "")
        if start is not None and _DURATION.fullmatch(length):
            return start + int(length)
    return None


def _from_expires(values: Mapping[str, str]) -> float | None:
    moment = values.get("expires", "")
    # `Expires` alone may mean anything; beside a signature it is the end of it.
    signed = any(name in values for name in ("signature", "sig", "sign", "x-oss-signature", "key-pair-id", "policy"))
    return float(moment) if signed and _SECONDS.fullmatch(moment) else None


def _from_azure(values: Mapping[str, str]) -> float | None:
    return _moment(values.get("se", ""), _EXTENDED) if "sig" in values else None


def _moment(text: str, form: re.Pattern[str]) -> float | None:
    match = form.fullmatch(text)
    if match is None:
        return None
    from datetime import UTC, datetime

    year, month, day, hour, minute, second = (int(part) for part in match.groups("0"))
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()
    except ValueError:
        return None
