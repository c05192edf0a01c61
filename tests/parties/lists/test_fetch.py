"""A file is fetched whole, only if it changed, or not at all: against a server that fails in every way."""

from __future__ import annotations

import gzip
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.parties.lists import store
from tidewaiter.parties.lists.cards import File
from tidewaiter.parties.lists.fetch import Clock, Limits, fetch, refuse_downgrade, shown
from tidewaiter.parties.lists.manifest import Setup, Tags
from tidewaiter.parties.lists.updates import Ways, add_address, update

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
Answer = Callable[["Handler"], None]


@dataclass
class Site:
    """What the server answers: a list of answers by path, the last of which stays; and what it was asked."""

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, *answers: Answer) -> str:
        self.answers[path] = list(answers)
        return self.url + path


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        self.site.asked.append((self.path, dict(self.headers)))
        answers = self.site.answers[self.path]
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def log_message(self, *words: object) -> None:
        """Nothing on the screen."""


def gives(body: bytes, *, code: int = 200, length: int | None = None, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = True

    return answer


def tagged(body: bytes, etag: str) -> Answer:
    """A server that knows what it gave: 304 for whoever has it."""

    def answer(handler: Handler) -> None:
        same = handler.headers.get("If-None-Match") == etag
        gives(b"" if same else body, code=304 if same else 200, ETag=etag)(handler)

    return answer


def leads(target: str) -> Answer:
    return gives(b"", code=302, Location=target)


def chunked_and_cut(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"5\r\nfirst\r\n")
    handler.close_connection = True


def resets(handler: Handler) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.close_connection = True
    os.close(handler.connection.detach())


def stalls(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"some")
    handler.wfile.flush()
    handler.site.done.wait(20)
    handler.close_connection = True


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    found = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"site": found}))
    server.daemon_threads = True
    server.handle_error = lambda *words: None  # type: ignore[method-assign]  # a reset connection is meant
    found.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield found
    found.done.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def clock(waited: list[float]) -> Clock:
    return Clock(lambda: 0.0, waited.append)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "list.xml"


# one file


def test_a_file_comes_with_its_hash_and_the_server_s_words(site: Site, target: Path) -> None:
    url = site.put("/a", gives(b"hello", ETag='"1"', Last_Modified="Sun, 01 Mar 2026 00:00:00 GMT"))
    got = fetch(url, target)
    assert got is not None
    assert (target.read_bytes(), got.size) == (b"hello", 5)
    assert got.tags == Tags('"1"', "Sun, 01 Mar 2026 00:00:00 GMT")
    assert got.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


def test_a_file_that_has_not_changed_is_not_sent_again(site: Site, target: Path) -> None:
    url = site.put("/a", tagged(b"hello", '"1"'))
    assert fetch(url, target, tags=Tags('"1"', "Sun, 01 Mar 2026 00:00:00 GMT")) is None
    assert not target.exists()
    assert site.asked[0][1]["If-Modified-Since"] == "Sun, 01 Mar 2026 00:00:00 GMT"


def test_a_server_that_says_unchanged_unasked_is_not_believed(site: Site, target: Path) -> None:
    with pytest.raises(InputError, match="though it was not asked"):
        fetch(site.put("/a", gives(b"", code=304)), target)


@pytest.mark.parametrize(
    ("code", "what"), [(404, "no such file"), (403, "refuses it"), (401, "a token"), (410, "for good")]
)
def test_what_is_not_there_is_asked_for_once(site: Site, target: Path, clock: Clock, code: int, what: str) -> None:
    with pytest.raises(InputError, match=f"answers {code} .*{what}"):
        fetch(site.put("/a", gives(b"no", code=code)), target, clock=clock)
    assert len(site.asked) == 1
    assert not target.exists()


def test_a_server_in_trouble_is_asked_again_after_a_while(
    site: Site, target: Path, clock: Clock, waited: list[float]
) -> None:
    trouble = gives(b"", code=503), gives(b"", code=500), gives(b"hello")
    said: list[str] = []
    url = site.put("/a", *trouble)
    assert fetch(url, target, clock=clock, say=said.append) is not None
    assert waited == [2, 4]
    assert said[0].startswith(f"{url}: the server answers 503 (")
    assert said[0].endswith("; trying again in 2 s")


def test_a_server_that_says_when_to_come_back_is_heard(
    site: Site, target: Path, clock: Clock, waited: list[float]
) -> None:
    fetch(site.put("/a", gives(b"", code=429, Retry_After="17"), gives(b"hello")), target, clock=clock)
    assert waited == [17]


def test_a_server_that_stays_in_trouble_is_given_up_with_the_reason(site: Site, target: Path, clock: Clock) -> None:
    with pytest.raises(InputError, match=r"answers 500 .*\(4 tries\)") as fault:
        fetch(site.put("/a", gives(b"", code=500)), target, clock=clock)
    assert "what is kept stays in use" in str(fault.value)


@pytest.mark.parametrize(
    "broken",
    [
        gives(b"short", length=500),
        chunked_and_cut,
        resets,
        gives(gzip.compress(b"hello" * 5000)[:-9], Content_Encoding="gzip"),
        gives(b"no gzip at all", Content_Encoding="gzip"),
    ],
    ids=["shorter than told", "a chunk missing", "reset", "packed and cut", "not packed"],
)
def test_an_answer_that_is_cut_off_is_asked_for_again(site: Site, target: Path, clock: Clock, broken: Answer) -> None:
    assert fetch(site.put("/a", broken, gives(b"whole")), target, clock=clock) is not None
    assert target.read_bytes() == b"whole"


@pytest.mark.parametrize("broken", [gives(b"short", length=500), chunked_and_cut, resets])
def test_an_answer_that_is_always_cut_off_leaves_no_file(
    site: Site, target: Path, clock: Clock, broken: Answer
) -> None:
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch(site.put("/a", broken), target, clock=clock)
    assert not target.exists()


def test_a_server_that_falls_silent_is_given_up(site: Site, target: Path, clock: Clock) -> None:
    with pytest.raises(InputError, match="does not answer in time"):
        fetch(site.put("/a", stalls), target, limits=Limits(silence=0.05, tries=2), clock=clock)
    assert not target.exists()


def test_a_download_that_takes_too_long_is_given_up_whatever_trickles(site: Site, target: Path) -> None:
    times = iter(range(0, 10_000, 100))
    with pytest.raises(InputError, match="longer than 50 seconds"):
        fetch(site.put("/a", gives(b"x")), target, limits=Limits(whole=50), clock=Clock(lambda: next(times)))


def test_nobody_at_the_address_is_told(target: Path, clock: Clock, site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(InputError, match=r"(?s)no connection.*add it: tidewaiter lists add FILE"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/a", target, clock=clock)


def test_redirects_are_followed_and_circles_are_not(site: Site, target: Path) -> None:
    site.put("/here", gives(b"hello"))
    assert fetch(site.put("/a", leads("/here")), target) is not None
    with pytest.raises(InputError, match="leads on and on, more than 5 times"):
        fetch(site.put("/loop", leads("/loop")), target)


def test_a_redirect_out_of_the_web_is_refused(site: Site, target: Path) -> None:
    with pytest.raises(InputError, match="leads to none of the web"):
        fetch(site.put("/a", leads("file:///etc/hostname")), target)


def test_a_way_that_leaves_the_encrypted_line_is_refused() -> None:
    import httpx

    first = httpx.Response(302, request=httpx.Request("GET", "https://example.org/a"))
    last = httpx.Response(200, request=httpx.Request("GET", "http://example.org/b"), history=[first])
    with pytest.raises(InputError, match="from https to plain http"):
        refuse_downgrade(last, "https://example.org/a")


def test_a_packed_answer_is_unpacked(site: Site, target: Path) -> None:
    body = gzip.compress(b"hello ") + gzip.compress(b"world")
    got = fetch(site.put("/a", gives(body, Content_Encoding="gzip")), target)
    assert target.read_bytes() == b"hello world"
    assert got is not None
    assert got.size == 11


def test_a_packing_that_was_not_asked_for_is_refused(site: Site, target: Path) -> None:
    with pytest.raises(InputError, match="packed as 'br'"):
        fetch(site.put("/a", gives(b"x", Content_Encoding="br")), target)


def test_a_file_beyond_the_bound_is_refused_before_or_while_it_comes(site: Site, target: Path) -> None:
    few = Limits(size=1000)
    with pytest.raises(InputError, match="larger than 1,000 bytes"):
        fetch(site.put("/told", gives(b"x" * 2000)), target, limits=few)
    bomb = gzip.compress(b"\0" * 10_000_000)
    with pytest.raises(InputError, match="larger than"):
        fetch(site.put("/bomb", gives(bomb, Content_Encoding="gzip")), target, limits=replace(few, size=100_000))
    assert not target.exists()


def test_an_empty_answer_is_refused(site: Site, target: Path) -> None:
    with pytest.raises(InputError, match="answer is empty"):
        fetch(site.put("/a", gives(b"")), target)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "/etc/passwd", "https://", "http://[::1", "un"])
def test_what_is_no_address_is_refused(target: Path, url: str) -> None:
    with pytest.raises(InputError, match="not an address"):
        fetch(url, target)


def test_a_password_in_an_address_is_not_shown() -> None:
    assert shown("https://me:secret@example.org/list.xml?x=1") == "https://example.org/list.xml?x=1"


def test_a_proxy_that_cannot_be_used_is_told(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "nonsense://proxy")
    with pytest.raises(InputError, match="proxy or certificates"):
        fetch("http://127.0.0.1:9/a", target)


# a list in the folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lists"


@pytest.fixture
def ways(clock: Clock) -> Ways:
    return Ways(NOW, clock=clock)


def begin(folder: Path, url: str, ways: Ways) -> store.Outcome:
    with store.locked(folder):
        return add_address(folder, url, ways)


def again(folder: Path, ways: Ways) -> store.Outcome:
    with store.locked(folder):
        return update(folder, "un", ways)


def counted(folder: Path) -> list[int]:
    return [one.manifest.parties for one in store.versions(folder, "un")]


def test_a_list_at_an_address_is_taken_and_its_address_remembered(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    url = site.put("/consolidated.xml?lang=en", tagged(un_list(), '"1"'))
    outcome = begin(folder, url, ways)
    assert outcome.version.manifest.files[0].name == "consolidated.xml"
    assert outcome.version.manifest.url == url
    assert not again(folder, ways).fresh
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert counted(folder) == [650]


def test_a_list_that_tells_no_day_has_that_on_which_its_server_changed_it(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    url = site.put("/a", gives(un_list(day=None), Last_Modified="Mon, 16 Feb 2026 23:30:00 GMT"))
    told = begin(folder, url, ways).version.manifest
    assert (told.published, told.told) == ("2026-02-16", "server")


def test_a_list_that_changed_is_a_new_version(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    url = site.put("/a", tagged(un_list(), '"1"'))
    begin(folder, url, ways)
    site.put("/a", tagged(un_list(655, day="2026-02-28"), '"2"'))
    assert again(folder, ways).fresh
    assert counted(folder) == [650, 655]


def test_new_bytes_under_an_old_etag_are_a_new_version(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    begin(folder, site.put("/a", gives(un_list(), ETag='"1"')), ways)
    site.put("/a", gives(un_list(651), ETag='"1"'))
    assert again(folder, ways).fresh


def test_a_server_that_wrongly_says_unchanged_is_overruled_by_asking_anew(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    begin(folder, site.put("/a", tagged(un_list(), '"1"')), ways)
    site.put("/a", tagged(un_list(651), '"1"'))
    assert not again(folder, ways).fresh
    assert again(folder, replace(ways, anew=True)).fresh


def test_the_same_bytes_under_a_new_etag_are_no_new_version(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    begin(folder, site.put("/a", tagged(un_list(), '"1"')), ways)
    site.put("/a", tagged(un_list(), '"2"'))
    assert not again(folder, ways).fresh
    again(folder, ways)
    assert site.asked[-1][1]["If-None-Match"] == '"2"'


def test_a_spoilt_version_is_fetched_whole_and_put_in_its_place(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    version = begin(folder, site.put("/a", tagged(un_list(), '"1"')), ways).version
    version.files[0].write_bytes(b"spoilt")
    again(folder, ways)
    assert "If-None-Match" not in site.asked[-1][1]
    (healed,) = store.versions(folder, "un")
    assert store.verify(healed) == ()


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (lambda whole: gives(b"<!DOCTYPE html><html><body>Sign in</body></html>"), "a web page, not a list"),
        (lambda whole: gives(b"\xef\xbb\xbf\n <HTML><head>"), "a web page, not a list"),
        (lambda whole: gives(whole[:-25]), "the XML is broken"),
        (lambda whole: gives(BOMB + whole.partition(b"?>")[2]), "declares entities"),
        (lambda whole: gives(b'{"error": "quota"}'), "in none of the forms"),
        (lambda whole: gives(b" \n "), "the file is empty"),
        (lambda whole: gives(b""), "answer is empty"),
        (lambda whole: gives(b"", code=404), "no such file"),
        (lambda whole: gives(whole.replace(b"INDIVIDUAL>", b"PERSON>")), "holds 40 parties"),
        (lambda whole: gives(whole, length=len(whole) + 10), "cut off"),
    ],
    ids=["page", "page with mark", "cut xml", "bomb", "json", "blank", "empty", "404", "shrunk", "wrong length"],
)
def test_whatever_comes_instead_of_the_list_is_refused_and_the_old_one_stays(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes], bad: Callable[[bytes], Answer], what: str
) -> None:
    url = site.put("/a", gives(un_list()))
    begin(folder, url, ways)
    site.put("/a", bad(un_list(651)))
    with pytest.raises(InputError, match=what) as fault:
        again(folder, ways)
    assert fault.value.path == url
    assert fault.value.hint
    assert counted(folder) == [650]
    look = store.look(folder, "un")
    assert look is not None
    assert look.failed == fault.value.what
    assert look.good == "2026-03-01T12:30:00Z"
    assert sorted(path.name for path in folder.iterdir()) == [".lock", "tidewaiter-lists.json", "un"]


def test_another_list_at_the_address_of_one_is_refused(
    site: Site, folder: Path, ways: Ways, un_list: Callable[..., bytes]
) -> None:
    url = site.put("/a", gives(un_list()))
    with store.locked(folder):
        (folder / "uk").mkdir(parents=True)
        store.keep_setup(folder, "uk", Setup("uk-xml", (File("a", url),)))
        with pytest.raises(InputError, match="has the list un instead of uk"):
            update(folder, "uk", ways)


def test_a_list_added_by_hand_has_no_address_to_look_at(folder: Path, ways: Ways) -> None:
    with store.locked(folder), pytest.raises(InputError, match="has no address"):
        update(folder, "mine", ways)


# a set of files


TABLES = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")


def table(name: str, edition: int) -> bytes:
    """A table of OFAC's set, of invented parties; the edition shows in every one of them."""
    rows = {
        "cons_prim.csv": [f'{n},"MADE-UP {n} {edition}",-0- ,"INVENTED"' + ",-0- " * 8 for n in range(1, 121)],
        "cons_alt.csv": [f'{n},{n},"aka","ALIAS {n} {edition}",-0- ' for n in range(1, 121)],
        "cons_add.csv": [f'{n},{n},"Street {n} {edition}","Town","Atlantis",-0- ' for n in range(1, 121)],
        "cons_comments.csv": [f'1,"further of edition {edition}"'],
    }
    return "".join(f"{row}\r\n" for row in rows[name]).encode() + b"\x1a\r\n"


def put_set(site: Site, edition: int) -> Setup:
    urls = {name: site.put("/" + name, tagged(table(name, edition), f'"{edition}"')) for name in TABLES}
    return Setup("ofac-csv", tuple(File(name, url) for name, url in urls.items()))


@pytest.fixture
def kept_set(site: Site, folder: Path, ways: Ways) -> Setup:
    setup = put_set(site, 1)
    with store.locked(folder):
        store.keep_setup(folder, "ofac-cons", setup)
        update(folder, "ofac-cons", ways)
    site.asked.clear()
    return setup


def update_set(folder: Path, ways: Ways) -> store.Outcome:
    with store.locked(folder):
        return update(folder, "ofac-cons", ways)


def test_the_files_of_a_set_are_one_version(folder: Path, kept_set: Setup) -> None:
    (version,) = store.versions(folder, "ofac-cons")
    assert [one.name for one in version.manifest.files] == list(TABLES)
    assert (version.manifest.parties, version.manifest.names) == (120, 240)
    assert store.verify(version) == ()


def test_a_set_of_which_nothing_changed_is_asked_for_and_not_fetched(
    site: Site, folder: Path, ways: Ways, kept_set: Setup
) -> None:
    assert not update_set(folder, ways).fresh
    assert len(site.asked) == 4


def test_what_did_not_change_of_a_set_is_taken_from_the_version_before(
    site: Site, folder: Path, ways: Ways, kept_set: Setup
) -> None:
    site.put("/cons_alt.csv", tagged(table("cons_alt.csv", 2), '"2"'))
    assert update_set(folder, ways).fresh
    newest = store.version_on(folder, "ofac-cons")
    assert newest is not None
    assert store.verify(newest) == ()
    names = [name.text for party in store.open_version(newest) for name in party.names]
    assert ("MADE-UP 1 1" in names, "ALIAS 1 2" in names) == (True, True)


def test_a_set_that_changes_while_it_is_fetched_is_fetched_again(
    site: Site, folder: Path, ways: Ways, kept_set: Setup
) -> None:
    put_set(site, 2)
    first = tagged(table("cons_prim.csv", 2), '"2"')
    site.put("/cons_prim.csv", first, tagged(table("cons_prim.csv", 3), '"3"'))
    assert update_set(folder, ways).fresh
    newest = store.version_on(folder, "ofac-cons")
    assert newest is not None
    assert "MADE-UP 1 3" in {party.name for party in store.open_version(newest)}


def test_a_set_that_never_stands_still_is_given_up(site: Site, folder: Path, ways: Ways, kept_set: Setup) -> None:
    put_set(site, 2)
    site.put("/cons_prim.csv", *(gives(table("cons_prim.csv", n), ETag=f'"{n}"') for n in range(2, 12)))
    with pytest.raises(InputError, match="change while they are fetched"):
        update_set(folder, ways)
    assert len(store.versions(folder, "ofac-cons")) == 1


@pytest.mark.parametrize("lost", TABLES)
def test_a_set_of_which_one_file_cannot_be_had_is_refused_whole(
    site: Site, folder: Path, ways: Ways, kept_set: Setup, lost: str
) -> None:
    put_set(site, 2)
    site.put("/" + lost, gives(b"gone", code=404))
    with pytest.raises(InputError, match="no such file") as fault:
        update_set(folder, ways)
    assert (fault.value.path or "").endswith(lost)
    assert len(store.versions(folder, "ofac-cons")) == 1


def test_a_set_whose_table_is_cut_off_is_refused(site: Site, folder: Path, ways: Ways, kept_set: Setup) -> None:
    put_set(site, 2)
    site.put("/cons_alt.csv", gives(table("cons_alt.csv", 2)[:1200]))
    with pytest.raises(InputError):
        update_set(folder, ways)
    assert len(store.versions(folder, "ofac-cons")) == 1
