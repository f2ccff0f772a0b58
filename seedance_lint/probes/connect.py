"""Where requests really go: names are resolved and judged here, and the connection is made to the address that was judged."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from ipaddress import ip_address

from seedance_lint.addresses import judge_address
from seedance_lint.annotations import TYPE_CHECKING, Any
from seedance_lint.urls import has_plain_port

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Gives the addresses of a host, the best first."""

_MOST_ADDRESSES = 3
"""Addresses of one host that are tried in turn."""
_LAST_PORT = 65535


class PrivateAddress(Exception):
    """A host that leads into the own network."""


class Connector:
    """Makes the clients that URLs are asked with: one for direct connections, one for each proxy of the environment.

    Whether a proxy is used is decided here and nowhere else, so that no direct connection is made to a name that was not judged. Behind a
    proxy it is the proxy that resolves names; only what a URL says by itself is judged then.
    """

    def __init__(self, make: Callable[..., "httpx.AsyncClient"], resolve: Resolve | None = None) -> None:
        self._make = make
        self._resolve = resolve or _resolve
        self._clients: dict[str | None, httpx.AsyncClient] = {}
        self._open = AsyncExitStack()

    async def __aenter__(self) -> "Connector":
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._open.aclose()

    async def requests(self, url: str, *, private: bool) -> "list[tuple[httpx.AsyncClient, httpx.Request]]":
        """Return the ways to ask for a URL, the best first: each a client and a request without credentials.

        Raises:
            ValueError: no server can have this URL.
            OSError: nobody knows its host.
            PrivateAddress: its host leads into the own network, and ``private`` does not allow that.
        """
        import httpx

        # A user name in the URL would be sent as a password; the provider's server has none.
        address = httpx.URL(url.strip()).copy_with(username=None, password=None, fragment=None)
        if not has_plain_port(url) or (address.port is not None and address.port > _LAST_PORT):
            raise ValueError(url)
        proxy = _proxy_for(address)
        client = await self._client(proxy)
        if proxy is not None:
            return [(client, client.build_request("GET", address))]
        host = address.raw_host.decode("ascii")
        found = await self._resolve(host, address.port or (443 if address.scheme == "https" else 80))
        judged = [reason for each in found if (reason := judge_address(ip_address(each.partition("%")[0])))]
        if judged and not private:
            raise PrivateAddress(judged[0])
        named = {} if host in found else {"sni_hostname": host}
        return [
            (client, client.build_request("GET", address.copy_with(host=each), headers={"Host": address.netloc.decode()}, extensions=named))
            for each in found[:_MOST_ADDRESSES]
        ]

    async def _client(self, proxy: str | None) -> "httpx.AsyncClient":
        if proxy not in self._clients:
            more: dict[str, Any] = {} if proxy is None else {"proxy": proxy}
            self._clients[proxy] = await self._open.enter_async_context(self._make(trust_env=False, **more))
        return self._clients[proxy]


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _proxy_for(address: "httpx.URL") -> str | None:
    """Return the proxy that the environment has for a URL."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(address.host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
