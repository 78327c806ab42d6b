"""A person at the dashboard, without a screen: its websocket spoken as the browser speaks it."""

import json
import re
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

# The reader's own word, told from anybody else's by its number; in no text of the project.
WORD = "visitorword{:03}"
_WORDS = re.compile(rb"visitorword(\d{3})")
_KEY = re.compile(r"^\$\$ID-[0-9a-f]+-(.+)$")
_TIMELINE = "story_timeline"  # lists the announcements, and opens one
EVENT = "event"  # the choice among them
_AGAIN = ForwardMsg.FINISHED_EARLY_FOR_RERUN
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class Visitor:
    """One open page: its widgets by key, and what was seen that nobody should see.

    ``faults`` holds in words what went wrong: an error on the page, a run that did not end well,
    another visitor's word. ``own_seen`` says whether the visitor's own came since it was pasted.
    """

    def __init__(self, address: str, number: int) -> None:
        self.number = number
        self.faults: list[str] = []
        self.own_seen = False
        self.pages: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self._place = f"ws://{urlsplit(address).netloc}/_stcore/stream"
        self._origin = address.rstrip("/")
        self._page = ""
        self._widgets: dict[str, str] = {}  # key to the id that the page gave it
        self._fragments: dict[str, str] = {}
        self._states: dict[str, WidgetState] = {}

    async def __aenter__(self) -> Self:
        """Open the page, as if its address had been typed."""
        self._line = await connect(
            self._place, origin=self._origin, subprotocols=[Subprotocol("streamlit")], max_size=None
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave."""
        await self._line.close()

    async def open(self, title: str | None = None) -> float:
        """Go to a page, at first the one that opens; return the seconds until it is whole."""
        self._page = "" if title is None else self.pages[title]
        return await self._run()

    async def choose(self, key: str, option: str) -> float:
        """Click an option; return the seconds until the page has changed."""
        if key == EVENT:
            return await self._run(fragment=self._fragments[key], clicked=self._opened(option))
        state = WidgetState(id=self._widgets[key])
        state.string_array_value.data.append(option)
        return await self._change(key, state)

    async def paste(self, key: str, text: str) -> float:
        """Put a text into a box; return the seconds until the page has changed."""
        self.own_seen = False
        return await self._change(key, WidgetState(id=self._widgets[key], string_value=text))

    async def _change(self, key: str, state: WidgetState) -> float:
        self._states[key] = state
        return await self._run(fragment=self._fragments[key])

    def _opened(self, key: str) -> list[WidgetState]:
        """Return what the browser says when an announcement is clicked, once."""
        told = json.dumps([{"event": "opened", "value": key}])
        return [
            WidgetState(
                id=f"$$STREAMLIT_INTERNAL_KEY_{self._widgets[EVENT]}__events",
                json_trigger_value=told,
            )
        ]

    async def _run(self, *, fragment: str = "", clicked: Sequence[WidgetState] = ()) -> float:
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self._page
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.widget_states.widgets.extend([*self._states.values(), *clicked])
        asked.rerun_script.context_info.timezone = "UTC"
        began = time.perf_counter()
        await self._line.send(asked.SerializeToString())
        while not self._take(await self._line.recv()):
            pass
        return time.perf_counter() - began

    def _take(self, sent: bytes) -> bool:
        """Look at what came; return whether the page is whole."""
        seen = {int(number) for number in _WORDS.findall(sent)}
        self.own_seen |= self.number in seen
        if seen - {self.number}:
            self.faults.append(f"{self.number} saw the text of {sorted(seen - {self.number})}")
        came = ForwardMsg.FromString(sent)
        kind = came.WhichOneof("type")
        if kind == "navigation":
            self.pages = {
                page.page_name: page.page_script_hash for page in came.navigation.app_pages
            }
        elif kind == "delta":
            self._hold(came.delta)
        elif kind == "page_not_found":
            self.faults.append(f"{self.number} was told that there is no such page")
        elif kind == "script_finished" and came.script_finished not in (*_DONE, _AGAIN):
            self.faults.append(f"{self.number} saw a run that failed")
        return kind == "script_finished" and came.script_finished != _AGAIN

    def _hold(self, delta: Delta) -> None:
        """Hold the widget that came, if it is one; note an error."""
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.faults.append(f"{self.number} saw an exception: {element.exception.message}")
        elif kind == "alert" and element.alert.format == Alert.ERROR:
            self.faults.append(f"{self.number} saw an error: {element.alert.body}")
        elif kind in ("button_group", "text_area", "selectbox", "checkbox", "multiselect"):
            widget = getattr(element, kind)
            key = _KEY.sub(r"\1", widget.id)
            self._states.setdefault(key, _untouched(kind, widget))
            self._widgets[key] = widget.id
            self._fragments[key] = delta.fragment_id
            if kind == "button_group":
                self.options[key] = [option.content for option in widget.options]
        elif kind == "bidi_component" and element.bidi_component.id.endswith(_TIMELINE):
            told = json.loads(element.bidi_component.json)
            self._widgets[EVENT] = element.bidi_component.id
            self._fragments[EVENT] = delta.fragment_id
            self.options[EVENT] = [row["key"] for row in told["rows"]]


def _untouched(kind: str, widget: Any) -> WidgetState:
    """Return what the browser says of a widget that nobody has touched: a fragment asks for all."""
    state = WidgetState(id=widget.id)
    if kind == "checkbox":
        state.bool_value = widget.default
    elif kind == "selectbox" and widget.options:
        state.string_value = widget.options[widget.default]
    elif kind == "text_area":
        state.string_value = widget.default
    elif kind == "button_group":
        state.string_array_value.data.extend(widget.options[at].content for at in widget.default)
    elif kind == "multiselect":
        state.string_array_value.data.extend(widget.options[at] for at in widget.default)
    return state
