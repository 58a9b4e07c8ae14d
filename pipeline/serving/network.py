"""On which of this machine's addresses a session can listen."""

import errno
import ipaddress
import socket

import psutil
from tornado.netutil import bind_sockets

from pipeline.errors import KlankbordError


def own_addresses() -> list[str]:
    """List the addresses that this machine has in local networks, the loopback address last."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        address.address
        for name, addresses in psutil.net_if_addrs().items()
        for address in addresses
        if name in up and address.family == socket.AF_INET and ipaddress.ip_address(address.address).is_private
    ]
    return sorted(found, key=lambda address: ipaddress.ip_address(address).is_loopback)


def chosen(wanted: str, own: list[str]) -> str:
    """Give the address to listen on: the one that is wanted, or the first of this machine's own.

    Raises
    ------
    KlankbordError
        The wanted address is none of this machine's in a local network: a session is not for the whole internet.
    """
    if wanted and wanted not in own:
        raise KlankbordError(
            f"Op {wanted} kan de sessie niet luisteren: dat is geen adres van deze computer in een lokaal netwerk. "
            f"Kies uit: {', '.join(own)}."
        )
    if not own:
        raise KlankbordError("Deze computer is met geen enkel lokaal netwerk verbonden.")
    return wanted or own[0]


def bound(address: str, port: int) -> list[socket.socket]:
    """Listen at an address.

    Parameters
    ----------
    address : str
        An address of this machine.
    port : int
        The port; 0 is any that is free.

    Raises
    ------
    KlankbordError
        The port can't be had.
    """
    try:
        return bind_sockets(port, address, family=socket.AF_INET)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = (
                f"Poort {port} is al in gebruik op deze computer. Kies een andere, bijvoorbeeld --port {port + 1}."
            )
        else:
            message = f"Op {address} is poort {port} niet te gebruiken: {error.strerror}. Kies een andere --port."
        raise KlankbordError(message) from None
