"""Reads the answer of a service that may be slow or endless: within a time limit, up to so many bytes."""

from collections.abc import Callable
from typing import Any

import httpx

#: Bytes of an answer that are read.
_MOST_BYTES = 64 * 1024


class EndpointError(Exception):
    """The endpoint gave no usable answer; the message says why, without a word of the resident's."""


#: What asking an endpoint and reading its answer can raise.
FAILS = (httpx.HTTPError, EndpointError, ValueError, LookupError, TypeError)


def post(client: httpx.Client, url: str, seconds: float, now: Callable[[], float], **body: Any) -> bytes:
    """The body of the answer to a POST; `body` is what httpx takes as one.

    `seconds` limits the whole answer, not each part of it. Raises EndpointError for a late or long answer and
    httpx.HTTPError for any other trouble.
    """
    until = now() + seconds
    with client.stream("POST", url, **body) as answer:
        answer.raise_for_status()
        told = b""
        for part in answer.iter_bytes():
            told += part
            if len(told) > _MOST_BYTES:
                raise EndpointError("the answer is too long")
            if now() > until:
                raise EndpointError("the answer is late")
    return told
