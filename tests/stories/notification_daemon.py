"""A desktop notification service that shows nothing and writes each notice to a file, as a line of JSON.

Run as `python -m tests.stories.notification_daemon FILE`; says "ready" once it can be reached. With
`--never-done` it takes a notice and leaves its sender without an answer.
"""

import json
import sys
from pathlib import Path

from jeepney import (  # type: ignore[import-untyped]
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

NAME = "org.freedesktop.Notifications"
WE_OWN_IT = (1,)


def main() -> None:
    connection = open_dbus_connection("SESSION")
    answer = connection.send_and_get_reply(message_bus.RequestName(NAME))
    if answer.body != WE_OWN_IT:
        sys.exit("another notification service is on this bus")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    serve(connection, Path(sys.argv[1]), never_done="--never-done" in sys.argv)


def serve(connection: DBusConnection, record: Path, *, never_done: bool) -> None:
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
                    connection.send(new_method_return(call, "u", (shown,)))
            case "GetCapabilities":
                connection.send(new_method_return(call, "as", (["body", "body-markup"],)))
            case "GetServerInformation":
                connection.send(new_method_return(call, "ssss", ("recorder", "companion", "1", "1.2")))
            case _:
                connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))


def write_down(call: Message, record: Path) -> None:
    app_name, _, _, title, body, _, hints, _ = call.body
    urgency = hints["urgency"][1]
    with record.open("a", encoding="utf-8") as lines:
        notice = {"app_name": app_name, "title": title, "body": body, "urgency": urgency}
        lines.write(json.dumps(notice) + "\n")


if __name__ == "__main__":
    main()
