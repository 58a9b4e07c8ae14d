"""On which address a session listens."""

import ipaddress

import pytest

from pipeline.errors import KlankbordError
from pipeline.serving.network import chosen, own_addresses


def test_own_addresses_are_of_local_networks_and_loopback_is_the_last_resort():
    found = [ipaddress.ip_address(address) for address in own_addresses()]
    assert ipaddress.ip_address("127.0.0.1") in found
    assert all(address.is_private for address in found)
    assert [address.is_loopback for address in found] == sorted(address.is_loopback for address in found)


def test_the_first_is_chosen_unless_another_is_wanted():
    own = ["192.168.1.20", "10.0.0.3", "127.0.0.1"]
    assert chosen("", own) == "192.168.1.20"
    assert chosen("10.0.0.3", own) == "10.0.0.3"


@pytest.mark.parametrize("wanted", ["0.0.0.0", "8.8.8.8", "192.168.1.21", "mijnlaptop"])
def test_every_other_address_is_refused(wanted):
    with pytest.raises(KlankbordError, match=r"Kies uit: 192\.168\.1\.20\."):
        chosen(wanted, ["192.168.1.20"])


def test_without_a_network_there_is_no_session():
    with pytest.raises(KlankbordError, match="geen enkel lokaal netwerk"):
        chosen("", [])
