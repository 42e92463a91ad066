"""The studio over HTTP: every address, who may ask for it, and what it answers."""

from __future__ import annotations

import hmac
import json
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import entry_points
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import quote

import anyio
import jinja2
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from podcast.errors import PodcastError
from podcast.language.sentences import sentences
from podcast.publishing.feed.channel import FeedError
from podcast.publishing.feed.episodes import find_episodes
from podcast.publishing.folder import FEED
from podcast.publishing.words import words_of
from podcast.reading.opening import LARGEST_FILE
from podcast.serving import Library
from podcast.serving.application import Guarded, ServedLibrary, refused
from podcast.speaking.lookup import GROUP
from podcast.store.toml import read_toml
from podcast.studio import corrections, publishing, views
from podcast.studio.files import ChangedOutsideError
from podcast.studio.forms import Form, TooLargeError, file_of, form_of
from podcast.studio.making import Builds, asked, palette_of, voice_sample, word_sample
from podcast.studio.shelf import Shelf
from podcast.wording.lexicon import Entry

_OWN = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; media-src 'self';"
    " img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_LISTENED = "sandbox allow-scripts allow-downloads; frame-ancestors 'none'"
"""An episode's page is a file of the folder, perhaps somebody else's: it may not act as the
studio."""
_STATIC = {"studio.css": "text/css", "studio.js": "text/javascript"}
_PAGE = re.compile("(turns|words|themes|make|paragraph/[0-9]{1,9})?")  # to go back to
_AT_ONCE = 8  # transcripts that are taken in
_PAUSE = 0.4  # s between two looks at files and progress
_HERE = Path(__file__).parent


def new_token() -> str:
    """Return what nobody can guess, for the address of a studio."""
    return secrets.token_urlsafe(24)


@dataclass
class Studio:
    """The studio of `folder` at the paths below `/token/`; `ending` says whether the server is
    about to end, `jobs` is as in `Builds`."""

    folder: Path
    token: str
    jobs: int | None = None
    report: Callable[[str], None] | None = None
    ending: Callable[[], bool] = lambda: False
    language: str | None = None

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.folder)
        self.builds = Builds(self.jobs)
        self._taking = BoundedSemaphore(_AT_ONCE)
        self._notes: tuple[str, ...] = ()  # of the feed that was written last

    def close(self) -> None:
        """End what goes on."""
        self.builds.close()

    # --- the way in -------------------------------------------------------------------------------

    def guarded(self, names: frozenset[str] = frozenset()) -> ASGIApp:
        """Return the whole application; `names` are host names that mean this machine."""
        return Guarded(self._checked, names, report=self.report)

    async def _checked(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        own = request.state.origin
        token = scope["path"].split("/")[1] if "/" in scope["path"] else ""
        refusal: Response | None = None
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            refusal = refused(404, "Open the address that podcast studio shows, all of it.")
        elif request.method not in ("GET", "HEAD", "POST"):
            refusal = refused(405, "Only GET, HEAD and POST.", Allow="GET, HEAD, POST")
        elif request.method == "POST" and (
            request.headers.get("origin") != own
            or request.headers.get("sec-fetch-site", "same-origin") != "same-origin"
        ):
            refusal = refused(403, "This came from another page; only the studio's own may ask.")
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", _OWN)
                headers.setdefault("Cache-Control", "no-store")
                # "no-referrer" would have forms come from nowhere.
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self._router(scope, receive, headed)

    @cached_property
    def _router(self) -> Router:
        def page(path: str, answer: Callable[[Request], Response]) -> Route:
            async def answered(request: Request) -> Response:
                return await run_in_threadpool(answer, request)

            return Route(path, self._answering(answered), methods=["GET"])

        def form(path: str, answer: Callable[[Request, Form], Response]) -> Route:
            async def answered(request: Request) -> Response:
                return await run_in_threadpool(answer, request, await form_of(request))

            return Route(path, self._answering(answered), methods=["POST"])

        def of_debate(template: str, **more: Any) -> Callable[[Request], Response]:
            return lambda request: self._of_debate(request, template, **more)

        one = "/debate/{name}"
        routes = [
            page("/", self._home),
            page("/static/{file}", self._static),
            page("/publish", self._publish),
            page("/files.zip", self._archive),
            page(
                f"{one}/", of_debate("overview", doubts=views.doubts_of, decided=views.decided_of)
            ),
            page(f"{one}/turns", of_debate("turns", turns=views.turns_of)),
            page(f"{one}/paragraph/{{place:int}}", self._paragraph),
            page(f"{one}/speaker/{{number:int}}", self._speaker),
            page(f"{one}/words", of_debate("words", unsure=views.unsure_of)),
            page(f"{one}/themes", of_debate("themes")),
            page(f"{one}/make", self._make),
            page(f"{one}/voice", self._hear_voice),
            page(f"{one}/word", self._hear_word),
            form("/paste", self._paste),
            form("/language", self._choose_language),
            form("/cancel", self._cancel),
            form("/publish/series", self._write_series),
            form("/publish/undo", self._undo_series),
            form("/publish/feed", self._write_feed),
            form(f"{one}/correct", self._correct),
            form(f"{one}/undo", self._undo),
            form(f"{one}/build", self._build),
            Route("/upload", self._upload, methods=["POST"]),
            Route("/events", self._events, methods=["GET"]),
            Mount("/listen", app=self._listen),
        ]
        inner = Router(routes=routes, redirect_slashes=False, default=self._nothing)
        return Router([Mount(f"/{self.token}", app=inner)], redirect_slashes=False)

    async def _nothing(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(self._no_page, Request(scope))
        await response(scope, receive, send)

    def _answering(
        self, answer: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answered(request: Request) -> Response:
            try:
                return await answer(request)
            except PodcastError as error:
                return await run_in_threadpool(self._error, request, error)

        return answered

    def _error(self, request: Request, error: PodcastError) -> Response:
        status = 400
        if isinstance(error, ChangedOutsideError):
            status = 409
        elif isinstance(error, TooLargeError):
            status = 413
        back = request.headers.get("referer", "")
        home = f"{request.state.origin}/{self.token}/"
        problems = error.problems if isinstance(error, FeedError) else ()
        found = {
            "error": str(error).partition("\n")[0] if problems else str(error),
            "problems": problems,
            "changed": status == 409,
            "back": back if back.startswith(home) else home,
        }
        response = self._shown(request, "error", found, status)
        if status == 413:
            response.headers["Connection"] = "close"
        return response

    def _no_page(self, request: Request) -> Response:
        response = self._error(request, PodcastError("There is no such page; go back."))
        response.status_code = 404
        return response

    # --- pages ------------------------------------------------------------------------------------

    def _shown(
        self, request: Request, template: str, found: dict[str, Any], status: int = 200
    ) -> Response:
        language = self._language(request)
        own = words(language)
        said = request.query_params.get("said", "")
        around = {
            "w": own,
            "language": language,
            "languages": LANGUAGES,
            "root": f"/{self.token}",
            "here": request.scope["raw_path"].decode("ascii", "replace"),
            "said": own["said"].get(said, ""),
            "template": template,
            "build": self.builds.state,
            "state": "",
            "debate": None,
            "name": "",
        }
        html = _ENVIRONMENT.get_template(f"{template}.html.jinja").render({**around, **found})
        return HTMLResponse(html, status)

    def _language(self, request: Request) -> str:
        return self.language or preferred(request.headers.get("accept-language", ""))

    def _of_debate(self, request: Request, template: str, **more: Any) -> Response:
        name = request.path_params["name"]
        debate = self.shelf.debate(name)
        found = {
            "name": name,
            "debate": debate,
            "state": debate.state,
            "undoable": self.shelf.history(name).last,
            "speakers": views.speakers_of(debate),
        }
        made = {key: value(debate) if callable(value) else value for key, value in more.items()}
        return self._shown(request, template, {**found, **made})

    def _home(self, request: Request) -> Response:
        return self._shown(request, "home", {"debates": self.shelf.listed(), "most": LARGEST_FILE})

    def _paragraph(self, request: Request) -> Response:
        place = request.path_params["place"]
        return self._of_debate(
            request,
            "paragraph",
            place=lambda debate: views.checked_place(debate, place),
            sentences=lambda debate: sentences(debate.texts[place].text),
            is_split=lambda debate: corrections.is_split(debate, place),
        )

    def _speaker(self, request: Request) -> Response:
        number = request.path_params["number"]
        return self._of_debate(
            request,
            "speaker",
            speaker=lambda debate: views.speaker_at(debate, number),
            palette=lambda debate: debate.casting and debate.casting.palette,
        )

    def _make(self, request: Request) -> Response:
        name = request.path_params["name"]
        found = find_episodes(self.folder).episodes
        return self._of_debate(
            request,
            "make",
            episodes=[one for one in found if one.debate == name],
            engines=sorted({one.name for one in entry_points(group=GROUP)} - {"tone"}),
        )

    def _publish(self, request: Request) -> Response:
        series, state = publishing.series_of(self.folder)
        episodes = find_episodes(self.folder)
        found = {
            "series": series,
            "state": state,
            "undoable": self.shelf.history("").last,
            "episodes": episodes.episodes,
            "statement": words_of("home", series.language or self._language(request)).statement,
            "notes": dict.fromkeys((*episodes.notes, *self._notes)),
            "feed": (self.folder / FEED).is_file(),
        }
        return self._shown(request, "publish", found)

    def _static(self, request: Request) -> Response:
        name = request.path_params["file"]
        if name not in _STATIC:
            return self._no_page(request)
        return Response((_HERE / "static" / name).read_bytes(), media_type=_STATIC[name])

    # --- corrections ------------------------------------------------------------------------------

    def _correct(self, request: Request, form: Form) -> Response:
        name, action = request.path_params["name"], form.text("action")
        if action == "word":
            value = {"spell": True} if form.text("spell") else form.text("say").strip() or None
            written = " ".join(form.text("written").split())
            self.shelf.correct_word(name, form.text("state"), written, value)
        else:
            decide = corrections.asked(action, form)
            self.shelf.correct(name, form.text("state"), action, decide)
        return self._back(request, form, action)

    def _undo(self, request: Request, form: Form) -> Response:
        self.shelf.history(request.path_params["name"]).undo()
        return self._back(request, form, "undo")

    def _back(self, request: Request, form: Form, said: str) -> Response:
        """Go back to the page that asked, or the one it named, at the place that it named."""
        name = quote(request.path_params["name"], safe="")
        to = form.text("to")
        page, _, place = to.partition("#")
        if not _PAGE.fullmatch(page) or not place.isascii():
            page, place = "", ""
        anchor = f"#{quote(place)}" if place else ""
        return self._to(f"/debate/{name}/{page}?said={quote(said)}{anchor}")

    def _to(self, path: str) -> Response:
        return RedirectResponse(f"/{self.token}{path}", 303)

    # --- taking transcripts in --------------------------------------------------------------------

    async def _upload(self, request: Request) -> Response:
        called = request.query_params.get("name", "")[:300] or "transcript.txt"
        if not self._taking.acquire(blocking=False):
            sentence = "Other transcripts are just being taken in; try again in a moment."
            return JSONResponse({"error": sentence}, 503, {"Connection": "close"})
        try:
            async with file_of(request) as path:
                name = await run_in_threadpool(self.shelf.add, path, called)
        except PodcastError as error:
            status = 413 if isinstance(error, TooLargeError) else 400
            headers = {"Connection": "close"} if status == 413 else None
            return JSONResponse({"error": str(error)}, status, headers)
        except ClientDisconnect:
            return Response(status_code=400)
        finally:
            self._taking.release()
        return JSONResponse({"location": f"/{self.token}/debate/{quote(name, safe='')}/"})

    def _paste(self, request: Request, form: Form) -> Response:
        text = form.text("text").replace("\r\n", "\n")
        if not text.strip():
            raise PodcastError("There is no text; paste the transcript of a debate.")
        first = text.strip().partition("\n")[0][:60]
        called = f"{' '.join(form.text('called').split()) or first}.txt".replace("/", "-")
        name = self.shelf.add_bytes(text.encode("utf-8", "replace"), called)
        return self._to(f"/debate/{quote(name, safe='')}/")

    def _choose_language(self, request: Request, form: Form) -> Response:
        if form.text("language") in LANGUAGES:
            self.language = form.text("language")
        back, home = request.headers.get("referer", ""), f"{request.state.origin}/{self.token}/"
        return RedirectResponse(back if back.startswith(home) else home, 303)

    # --- hearing, making, publishing --------------------------------------------------------------

    def _hear_voice(self, request: Request) -> Response:
        debate = self.shelf.debate(request.path_params["name"])
        data = voice_sample(debate, request.query_params.get("voice", ""))
        return Response(data, media_type="audio/mpeg")

    def _hear_word(self, request: Request) -> Response:
        debate = self.shelf.debate(request.path_params["name"])
        asked = request.query_params
        written = " ".join(asked.get("written", "").split())
        entry = None
        if asked.get("spell"):
            entry = Entry(written, spell=True)
        elif asked.get("say", "").strip():
            entry = Entry(written, say=asked["say"].strip())
        return Response(word_sample(debate, written, entry), media_type="audio/mpeg")

    def _build(self, request: Request, form: Form) -> Response:
        name = request.path_params["name"]
        debate = self.shelf.debate(name)
        palette_of(debate)
        self.builds.start(name, debate.plan.path, asked(form, self.folder))
        return self._to(f"/debate/{quote(name, safe='')}/make?said=build#progress")

    def _cancel(self, request: Request, form: Form) -> Response:
        self.builds.cancel()
        state = self.builds.state
        name = quote(state.debate if state else "", safe="")
        return self._to(f"/debate/{name}/make#progress" if name else "/")

    def _write_series(self, request: Request, form: Form) -> Response:
        publishing.write_series(self.folder, form, self.shelf.history(""))
        return self._to("/publish?said=series")

    def _undo_series(self, request: Request, form: Form) -> Response:
        self.shelf.history("").undo()
        return self._to("/publish?said=undo")

    def _write_feed(self, request: Request, form: Form) -> Response:
        self._notes = publishing.publish(self.folder, form.texts("by"))
        return self._to("/publish?said=feed")

    def _archive(self, request: Request) -> Response:
        made = publishing.archive(Library(self.folder))
        headers = {"Content-Disposition": f'attachment; filename="{self._zip_name()}.zip"'}
        return StreamingResponse(made, headers=headers, media_type="application/zip")

    def _zip_name(self) -> str:
        name = self.folder.resolve().name
        return "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_")) or "episodes"

    async def _listen(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def apart(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _LISTENED
                # Its own sound is of another origin for a page that is kept apart.
                headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            await send(message)

        served = ServedLibrary(Library(self.folder), f"/{self.token}/listen")
        await served(scope, receive, apart)

    async def _events(self, request: Request) -> Response:
        name = request.query_params.get("debate", "")

        async def events() -> AsyncIterator[str]:
            last = ""
            while not self.ending():
                state = json.dumps(self._state(name))
                if state != last:
                    yield f"data: {state}\n\n"
                last = state
                await anyio.sleep(_PAUSE)

        return StreamingResponse(events(), media_type="text/event-stream")

    def _state(self, name: str) -> dict[str, Any]:
        state = self.builds.state
        build = None
        if state is not None:
            build = {
                "number": state.number,
                "debate": state.debate,
                "phase": state.phase,
                "share": round(state.share, 3),
                "left": state.left,
                "error": state.error,
            }
        return {"state": self.shelf.state(name) if name else "", "build": build}


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
_ENVIRONMENT.filters["address"] = lambda text: quote(str(text), safe="")


# --- what the studio says itself: `languages/fr.toml` and its like --------------------------------


LANGUAGES = ("en", "fr")
_RANGE = re.compile(r"\s*([a-zA-Z]{1,8})(?:-[a-zA-Z0-9-]*)?\s*(?:;\s*q\s*=\s*([0-9.]{1,5}))?\s*")


@cache
def words(language: str) -> dict[str, Any]:
    """Return the words of the studio in `language`, by their keys."""
    return read_toml(Path(__file__).parent / "languages" / f"{language}.toml", PodcastError)


def preferred(header: str) -> str:
    """Return the language of the studio that an Accept-Language header likes best."""
    wanted = []
    for place, part in enumerate(header[:500].split(",")):
        found = _RANGE.fullmatch(part)
        if found and found[1].lower() in LANGUAGES:
            try:
                wanted.append((-float(found[2] or 1), place, found[1].lower()))
            except ValueError:
                continue
    return min(wanted, default=(0, 0, "en"))[2]
