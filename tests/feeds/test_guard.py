"""The address guard: every notation of every address that is not the public internet."""

import pytest

from feeds.guard import AddressError, check_ip, check_url

NOT_PUBLIC = """
    0.0.0.0 0.1.2.3 10.0.0.5 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1
    198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:a9fe:a9fe ::ffff:10.0.0.1 ::ffff:192.0.0.8
    64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:808:808::
    3fff::1 4000::1 5f00::1 fc00::1 fd00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1
"""
PUBLIC = """
    8.8.8.8 93.184.216.34 100.128.0.1 172.32.0.1 192.0.1.1 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808
"""
UNUSUAL = "127.1 127.0.1 0 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 0251.0376.0251.0376 1.2.3.4.5 08.8.8.8"


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(AddressError, match=r"^refused: \S+ is a [\w -]+ address$"):
        check_ip(address)


@pytest.mark.parametrize("address", [each for each in NOT_PUBLIC.split() if "%" not in each])
def test_it_is_refused_inside_a_url_as_well(address: str) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(AddressError):
        check_url(f"http://{host}/", allow_private=False)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_a_public_address_passes(address: str) -> None:
    check_ip(address)


@pytest.mark.parametrize("host", UNUSUAL.split())
@pytest.mark.parametrize("allow_private", [False, True])
def test_a_number_that_only_a_c_library_reads_as_an_address_is_refused(host: str, allow_private: bool) -> None:
    with pytest.raises(AddressError, match="unusual notation"):
        check_url(f"http://{host}/", allow_private=allow_private)


@pytest.mark.parametrize(
    "url",
    [
        "http://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
        "http://127\u30020\u30020\u30021/",
        "http://127.0.0.1#@example.org/",
        "http://127.0.0.1?@example.org/",
    ],
)
def test_what_a_parser_may_turn_into_loopback_is_judged_after_it(url: str) -> None:
    with pytest.raises(AddressError):
        check_url(url, allow_private=False)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/", "only http and https are fetched, not ftp"),
        ("file:///etc/hostname", "only http and https are fetched, not file"),
        ("/etc/hostname", "not a bare path"),
        ("//example.org/", "not a bare path"),
        ("javascript:alert(1)", "not javascript"),
        ("feed:http://example.org/", "not feed"),
        ("http:///etc", "names no host"),
        ("http:example.org", "names no host"),
        ("http://user@example.org/", "carries a user name or password"),
        ("http://user:secret@example.org/", "carries a user name or password"),
        ("http://example.org\\@127.0.0.1/", "spaces, backslashes or control characters"),
        ("http://exam ple.org/", "spaces, backslashes or control characters"),
        ("http://example.org/\r\nX: y", "spaces, backslashes or control characters"),
        ("http://example.org%00.test/", ""),
        ("http://example.org%0d%0aHost:a/", ""),
        ("http://example.org:99999/", "not a valid address"),
        ("http://[::1/", "not a valid address"),
        ("http://example.org:22/", "port 22 is none of 80, 443, 8080, 8443"),
        ("http://example.org/" + "x" * 3000, "longer than 2048"),
    ],
)
def test_an_address_of_the_wrong_form_is_refused_in_words(url: str, words: str) -> None:
    with pytest.raises(AddressError) as caught:
        check_url(url, allow_private=False)
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:5000/f", "http://localhost:1/", "http://[::1]:8/", "http://10.0.0.1/"]
)
def test_a_local_install_may_speak_to_any_address_and_port(url: str) -> None:
    assert str(check_url(url, allow_private=True)) == url


def test_an_ordinary_address_comes_back_without_its_fragment() -> None:
    url = check_url("https://Роскомсвобода.org:8443/feed?a=%20b&c=d#top", allow_private=False)
    assert str(url) == "https://xn--80abcj1ammbcbond.org:8443/feed?a=%20b&c=d"
