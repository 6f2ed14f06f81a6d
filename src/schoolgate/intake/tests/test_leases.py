"""Leases that come by file: shown first, done at once, the same again adding nothing, taken back whole."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from schoolgate.estate.queries import at_address
from schoolgate.estate.whereabouts import Certainty
from schoolgate.feeds.contract import Layout, Row
from schoolgate.feeds.registry import FEEDS
from schoolgate.intake import actions
from schoolgate.intake.loads.catalogue.leases import LOAD
from schoolgate.intake.models import Delivery
from schoolgate.intake.queries import preview
from schoolgate.intake.tests.giving import OPERATOR, given
from schoolgate.people.models import School

ISC = """lease 10.4.2.17 {{
  starts 2 2026/11/24 08:12:04;
  ends 2 2026/11/24 {ends};
  binding state {state};
  hardware ethernet 02:00:5e:10:00:01;
}}
"""
AT = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
ADDRESS = "10.4.2.17"


def _done(school: School, data: str, name: str = "dhcpd.leases") -> Delivery:
    delivery = given(school, data.encode(), name)
    assert delivery.state == Delivery.State.READY, delivery.trouble
    return actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=OPERATOR)


def _rows(key: str, text: str) -> list[Row]:
    return [item for item in FEEDS.get(key).parse({"file": text.encode()}, Layout()) if isinstance(item, Row)]


def test_a_file_of_leases_is_shown_done_and_answers_the_question(school: School) -> None:
    delivery = given(school, ISC.format(ends="16:12:04", state="active").encode(), "dhcpd.leases")
    shown = preview(delivery)
    assert [one.words for one in shown.changes] == ["10.4.2.17 from 24/11/2026 08:12 until 24/11/2026 16:12"]
    assert at_address(school, ADDRESS, AT).certainty is Certainty.NOT_KNOWN
    actions.apply(delivery, shown=delivery.plan_digest, answered=False, actor=OPERATOR)
    assert at_address(school, ADDRESS, AT).certainty is Certainty.CERTAIN


def test_the_last_mention_in_the_file_holds_and_an_early_release_corrects(school: School) -> None:
    once = ISC.format(ends="16:12:04", state="active")
    _done(school, once)
    released = once + ISC.format(ends="09:00:00", state="free")
    plan = LOAD.plan(school, _rows("dhcp-isc", released), on=AT.date())
    assert [(one.verb, one.line) for one in plan.changes] == [("corrected", 7)]
    delivery = _done(school, released)
    assert at_address(school, ADDRESS, AT).certainty is Certainty.NOT_KNOWN
    actions.undo(delivery, actor=OPERATOR)
    assert at_address(school, ADDRESS, AT).certainty is Certainty.CERTAIN


def test_the_same_file_again_would_change_nothing(school: School) -> None:
    once = ISC.format(ends="16:12:04", state="active")
    _done(school, once)
    plan = LOAD.plan(school, _rows("dhcp-isc", once * 3), on=AT.date())
    assert (plan.changes, plan.unchanged) == ((), 1)


def test_a_lease_whose_beginning_is_not_told_begins_when_the_file_is_applied(school: School) -> None:
    now = timezone.now()
    ends = int((now + timedelta(hours=8)).timestamp())
    gone = int((now - timedelta(hours=8)).timestamp())
    text = f"{ends} 02:00:5e:10:00:01 {ADDRESS} * *\n{gone} 02:00:5e:10:00:02 10.4.2.18 * *\n"
    _done(school, text, "dnsmasq.leases")
    assert at_address(school, ADDRESS, now - timedelta(hours=1)).certainty is Certainty.NOT_KNOWN
    assert at_address(school, ADDRESS, now + timedelta(hours=1)).certainty is Certainty.CERTAIN
    assert at_address(school, "10.4.2.18", now - timedelta(hours=9)).certainty is Certainty.NOT_KNOWN
    assert LOAD.plan(school, _rows("dhcp-dnsmasq", text), on=now.date()).unchanged == 1


@pytest.mark.parametrize(
    ("ends", "covers"), [("24/07/2026 11:42:00", "10:41"), ("24/11/2026 10:43:00", "10:42")], ids=["summer", "winter"]
)
def test_a_servers_own_time_is_the_schools(school: School, ends: str, covers: str) -> None:
    heading = "IPAddress,ClientId,AddressState,LeaseExpiryTime"
    (row,) = _rows("dhcp-windows", f"{heading}\n{ADDRESS},02-00-5e-10-00-01,Active,{ends}\n")
    (change,) = LOAD.plan(school, [row], on=AT.date()).changes
    last = datetime.fromtimestamp(int(str(change.payload["ends"])), UTC)
    assert f"{last - timedelta(minutes=1):%H:%M}" == covers


def test_kea_says_both_and_one_until_further_notice(school: School) -> None:
    heading = "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context"
    text = f"{heading}\n{ADDRESS},02:00:5e:10:00:01,,28800,{int(AT.timestamp()) + 3600},1,0,0,,0,\n"
    text += f"10.4.2.18,02:00:5e:10:00:02,,28800,{int(AT.timestamp()) + 3600},1,0,0,,1,\n"
    _done(school, text, "kea-leases4.csv")
    assert at_address(school, ADDRESS, AT).certainty is Certainty.CERTAIN
    assert at_address(school, "10.4.2.18", AT).certainty is Certainty.NOT_KNOWN
