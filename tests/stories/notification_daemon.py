"""A desktop notification service that shows nothing and writes each notice to a file, as a line of JSON.

Run as `python -m tests.stories.notification_daemon FILE`; says "ready" once it can be reached. With
`--never-done` it takes a notice and leaves its sender without an answer; with `--plain` it has no buttons and
reads no markup; with `--press KEY` somebody presses that button at once.
"""

import json
import sys
from pathlib import Path

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

NAME = "org.freedesktop.Notifications"
WE_OWN_IT = (1,)
EMITTER = DBusAddress("/org/freedesktop/Notifications", interface=NAME)


def main() -> None:
    connection = open_dbus_connection("SESSION")
    answer = connection.send_and_get_reply(message_bus.RequestName(NAME))
    if answer.body != WE_OWN_IT:
        sys.exit("another notification service is on this bus")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    pressed = sys.argv[sys.argv.index("--press") + 1] if "--press" in sys.argv else None
    serve(connection, Path(sys.argv[1]), never_done="--never-done" in sys.argv, pressed=pressed)


def serve(connection: DBusConnection, record: Path, *, never_done: bool, pressed: str | None) -> None:
    abilities = ["body"] if "--plain" in sys.argv else ["actions", "body", "body-markup"]
    shown = 0
    while True:
        call = connection.receive()
        if call.header.message_type is not MessageType.method_call:
            continue
        match call.header.fields[HeaderFields.member]:
            case "Notify":
                shown += 1
                write_down(call, record)
                if not never_done:
                    connection.send(new_method_return(call, "u", (call.body[1] or shown,)))
                if pressed is not None:
                    connection.send(new_signal(EMITTER, "ActionInvoked", "us", (shown, pressed)))
            case "CloseNotification":
                connection.send(new_method_return(call))
                with record.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps({"closed": call.body[0]}) + "\n")
            case "GetCapabilities":
                connection.send(new_method_return(call, "as", (abilities,)))
            case "GetServerInformation":
                connection.send(new_method_return(call, "ssss", ("recorder", "companion", "1", "1.2")))
            case _:
                connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))


def write_down(call: Message, record: Path) -> None:
    app_name, replaces, _, title, body, buttons, hints, expires = call.body
    with record.open("a", encoding="utf-8") as lines:
        notice = {
            "app_name": app_name,
            "replaces": replaces,
            "title": title,
            "body": body,
            "buttons": buttons,
            "hints": {name: value for name, (_, value) in hints.items()},
            "expires": expires,
        }
        lines.write(json.dumps(notice) + "\n")


if __name__ == "__main__":
    main()
