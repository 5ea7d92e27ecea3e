"""Every way Meta says no, recorded or imagined, and the limits that its headers tell."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import ConnectorError, OutcomeUnknown, Refused, SignedOut, Unavailable
from connectors.graph_errors import BARRED_FOR, Absent, Answer, failure
from connectors.graph_poll import Marks
from connectors.graph_usage import Bucket, Meter
from tests.connectors.graph.graph_support import NOON, PAGE, fixture

RECORDED: list[tuple[str, type[ConnectorError], type[ConnectorError]]] = [
    ("fb_error_100_2018276_human_agent_unapproved", Refused, Unavailable),
    ("fb_error_100_33_object_gone", Refused, Absent),
    ("fb_error_10_2018278", Refused, Unavailable),
    ("fb_error_190", SignedOut, SignedOut),
    ("fb_error_2_transient", OutcomeUnknown, Unavailable),
    ("fb_error_368", Unavailable, Unavailable),
    ("fb_error_4_app_limit", Unavailable, Unavailable),
    ("fb_error_551", Refused, Unavailable),
    ("fb_error_613", Unavailable, Unavailable),
    ("fb_error_80001", Unavailable, Unavailable),
]


def recorded(name: str) -> Answer:
    told = fixture(name)
    return Answer(told["status"], told["headers"], told["body"])


def coded(code: int, subcode: int | None = None, status: int = 400) -> Answer:
    return Answer(status, {}, {"error": {"message": "No.", "code": code, "error_subcode": subcode}})


@pytest.mark.parametrize(("name", "posting", "reading"), RECORDED)
def test_recorded_errors(name: str, posting: type[ConnectorError], reading: type[ConnectorError]) -> None:
    answer = recorded(name)
    assert type(failure(answer, posting=True, now=NOON)) is posting
    assert type(failure(answer, posting=False, now=NOON)) is reading


def test_a_deleted_comment_is_said_to_be_gone() -> None:
    error = failure(recorded("fb_error_100_33_object_gone"), posting=True, now=NOON)
    assert isinstance(error, Refused)
    assert error.gone


def test_limits_end_when_the_header_says_and_bars_after_hours() -> None:
    ends = {"fb_error_80001": timedelta(minutes=19), "fb_error_613": timedelta(minutes=5), "fb_error_368": BARRED_FOR}
    for name, wait in ends.items():
        error = failure(recorded(name), posting=True, now=NOON)
        assert isinstance(error, Unavailable)
        assert error.retry_at == NOON + wait


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (coded(10), SignedOut),
        (coded(200), SignedOut),
        (coded(299), SignedOut),
        (coded(3), SignedOut),
        (coded(102), SignedOut),
        (coded(190, 463), SignedOut),
        (coded(10, 1893063), Unavailable),
        (coded(10, 2534022), Refused),
        (coded(100), Refused),
        (coded(100, 2018001), Refused),
        (coded(506), OutcomeUnknown),
        (coded(99999), Refused),
        (coded(99999, status=500), OutcomeUnknown),
        (Answer(500, {}, {"success": True}), OutcomeUnknown),
        (Answer(503, {}, None), OutcomeUnknown),
        (Answer(302, {}, None), OutcomeUnknown),
        (Answer(401, {}, None), SignedOut),
        (Answer(403, {}, None), Unavailable),
        (Answer(429, {}, None), Unavailable),
    ],
)
def test_codes_decide_and_the_status_only_where_there_is_none(answer: Answer, expected: type[ConnectorError]) -> None:
    assert type(failure(answer, posting=True, now=NOON)) is expected


@given(
    st.integers(100, 599),
    st.dictionaries(st.sampled_from(["X-App-Usage", "X-Business-Use-Case-Usage", "X-Page-Usage"]), st.text()),
    st.none()
    | st.dictionaries(
        st.just("error"),
        st.dictionaries(
            st.sampled_from(["code", "error_subcode", "message"]),
            st.integers() | st.text() | st.none() | st.lists(st.none()),
        ),
    ),
)
def test_any_answer_means_something(status: int, headers: dict[str, str], body: object) -> None:
    for posting in (True, False):
        error = failure(Answer(status, headers, body), posting=posting, now=NOON)
        assert error.reason.endswith((".", ")"))
        assert posting or isinstance(error, Unavailable | SignedOut)


def usage(percent: int, *, owner: str = PAGE, kind: str = "pages", minutes: int = 0) -> dict[str, str]:
    told = {"type": kind, "call_count": percent, "total_time": 1, "estimated_time_to_regain_access": minutes}
    return {"x-business-use-case-usage": json.dumps({owner: [told]})}


def test_much_use_makes_slow_and_too_much_stops() -> None:
    meter = Meter(PAGE)
    for percent, slow in ((79, False), (80, True), (94, True)):
        meter.remember(usage(percent), NOON)
        assert meter.is_slow(Bucket.PAGES) is slow
        meter.check(Bucket.PAGES, NOON)
    meter.remember(usage(95, minutes=30), NOON)
    with pytest.raises(Unavailable) as caught:
        meter.check(Bucket.PAGES, NOON)
    assert caught.value.retry_at == NOON + timedelta(minutes=30)
    meter.check(Bucket.MESSENGER, NOON)
    meter.check(Bucket.PAGES, NOON + timedelta(minutes=30))


def test_the_apps_limit_stops_everything_and_other_pages_nothing() -> None:
    meter = Meter(PAGE)
    meter.remember(usage(100, owner="1"), NOON)
    meter.check(Bucket.PAGES, NOON)
    meter.remember({"X-App-Usage": json.dumps({"call_count": 101})}, NOON)
    for bucket in Bucket:
        with pytest.raises(Unavailable):
            meter.check(bucket, NOON)


@given(
    st.dictionaries(
        st.sampled_from(["X-App-Usage", "x-business-use-case-usage", "X-Page-Usage"]),
        st.text() | st.just('{"7": [{"call_count": 1e999, "estimated_time_to_regain_access": "soon"}, 7]}'),
    )
)
def test_broken_usage_headers_change_nothing(headers: dict[str, str]) -> None:
    meter = Meter()
    meter.remember(headers, NOON)
    meter.check(Bucket.PAGES, NOON)


@given(st.dictionaries(st.text(max_size=9), st.dictionaries(st.text(max_size=9), st.integers(0, 1 << 39))))
def test_a_cursor_comes_back_as_it_was(told: dict[str, dict[str, int]]) -> None:
    marks = Marks({source: {**mark, "": 1} for source, mark in told.items()})
    assert Marks.read(marks.write()) == marks
