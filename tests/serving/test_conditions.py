"""Conditions of requests, as RFC 9110 has them."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from podcast.serving.application import Verdict, verdict

TAG = '"abc"'
CHANGED = 1_700_000_000  # Tue, 14 Nov 2023 22:13:20 GMT
THEN = "Tue, 14 Nov 2023 22:13:20 GMT"
BEFORE = "Tue, 14 Nov 2023 22:13:19 GMT"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, Verdict.GO_ON),
        ({"If-None-Match": TAG}, Verdict.NOT_MODIFIED),
        ({"If-None-Match": f'"x", W/{TAG}'}, Verdict.NOT_MODIFIED),
        ({"If-None-Match": "*"}, Verdict.NOT_MODIFIED),
        ({"If-None-Match": '"x"'}, Verdict.GO_ON),
        ({"If-None-Match": "abc"}, Verdict.GO_ON),
        ({"If-Modified-Since": THEN}, Verdict.NOT_MODIFIED),
        ({"If-Modified-Since": BEFORE}, Verdict.GO_ON),
        ({"If-Modified-Since": "yesterday"}, Verdict.GO_ON),
        # The tag goes first: the time counts whole seconds only.
        ({"If-None-Match": '"x"', "If-Modified-Since": THEN}, Verdict.GO_ON),
        ({"If-Match": TAG}, Verdict.GO_ON),
        ({"If-Match": "*"}, Verdict.GO_ON),
        ({"If-Match": '"x"'}, Verdict.FAILED),
        ({"If-Match": f"W/{TAG}"}, Verdict.FAILED),
        ({"If-Unmodified-Since": THEN}, Verdict.GO_ON),
        ({"If-Unmodified-Since": BEFORE}, Verdict.FAILED),
    ],
)
def test_conditions(headers: dict[str, str], expected: Verdict) -> None:
    assert verdict(Headers(headers), TAG, CHANGED) is expected
