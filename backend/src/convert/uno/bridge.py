"""Holds one LibreOffice and converts documents with it, one at a time.

Speaks JSON lines. Reads requests on standard input:
    {"id": 1, "input": path, "output": path, "importFilter": name, "exportFilter": name, "exportOptions": {...}}
and writes on standard output:
    {"event": "ready", "version": "7.4.7.2", "officePid": 123}    once, when the program answers
    {"id": 1, "ok": true}
    {"id": 1, "ok": false, "stage": "load" | "store", "message": "..."}

Ends when standard input closes, and takes the office program with it; ends with code 3 when that program dies.
Needs the system's Python, the only one that has the `uno` module.
"""

import argparse
import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.document.MacroExecMode import NEVER_EXECUTE
from com.sun.star.document.UpdateDocMode import NO_UPDATE
from com.sun.star.lang import DisposedException

OFFICE_DIED = 3
# soffice.bin asks to be started again when it has just written a fresh profile.
RESTART_ME = 81
PR_SET_PDEATHSIG = 1


def end_with_parent():
    """Asks Linux to kill the office program when this process dies, however it dies."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    except (OSError, AttributeError):
        pass


def start_office(program, profile, pipe):
    return subprocess.Popen(
        [
            program,
            "-env:UserInstallation=" + uno.systemPathToFileUrl(profile),
            "--headless",
            "--invisible",
            "--nologo",
            "--nodefault",
            "--norestore",
            "--nolockcheck",
            "--nofirststartwizard",
            "--accept=pipe,name=%s;urp;StarOffice.ComponentContext" % pipe,
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=end_with_parent,
    )


def connect(options):
    """Starts the program, again where it asks for that, and waits until it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = "uno:pipe,name=%s;urp;StarOffice.ComponentContext" % options.pipe
    office = start_office(options.office, options.profile, options.pipe)
    restarts = 0
    while True:
        code = office.poll()
        if code == RESTART_ME and restarts < 3:
            restarts += 1
            office = start_office(options.office, options.profile, options.pipe)
        elif code is not None:
            sys.exit("the office program ended at start with code %d" % code)
        try:
            return office, resolver.resolve(address)
        except NoConnectException:
            time.sleep(0.02)


def create(context, service):
    return context.ServiceManager.createInstanceWithContext(service, context)


def prop(name, value):
    return PropertyValue(Name=name, Value=value)


def version_of(context):
    provider = create(context, "com.sun.star.configuration.ConfigurationProvider")
    path = prop("nodepath", "/org.openoffice.Setup/Product")
    product = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess", (path,)
    )
    return product.getByName("ooSetupVersionAboutBox")


def convert(context, desktop, request):
    # The import filter is always named: left to itself the program takes any bytes for text.
    load = (
        prop("Hidden", True),
        prop("FilterName", request["importFilter"]),
        prop("MacroExecutionMode", NEVER_EXECUTE),
        prop("UpdateDocMode", NO_UPDATE),
    )
    try:
        document = desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(request["input"]), "_blank", 0, load
        )
    except Exception as error:
        return refusal(desktop, "load", error)
    if document is None:
        return {"ok": False, "stage": "load", "message": "the program did not open the file"}
    try:
        if request.get("acceptChanges"):
            accept_changes(context, document)
        return store(desktop, document, request)
    finally:
        document.close(True)


def refusal(desktop, stage, error):
    """A program that died in the middle of a call also raises; only one that still answers has refused."""
    try:
        desktop.Frames.getCount()
    except Exception:
        os._exit(OFFICE_DIED)
    return {"ok": False, "stage": stage, "message": str(error)[:300]}


def accept_changes(context, document):
    if document.Redlines.createEnumeration().hasMoreElements():
        dispatcher = create(context, "com.sun.star.frame.DispatchHelper")
        frame = document.CurrentController.Frame
        dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, ())


def store(desktop, document, request):
    options = request.get("exportOptions", {})
    values = tuple(prop(name, value) for name, value in options.items())
    save = [prop("FilterName", request["exportFilter"]), prop("Overwrite", True)]
    if values:
        save.append(prop("FilterData", uno.Any("[]com.sun.star.beans.PropertyValue", values)))
    try:
        document.storeToURL(uno.systemPathToFileUrl(request["output"]), tuple(save))
    except Exception as error:
        return refusal(desktop, "store", error)
    return {"ok": True}


def write(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def watch(office):
    """A call can hang for ever on a bridge whose other end died, so the death itself ends this process."""
    office.wait()
    os._exit(OFFICE_DIED)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--office", required=True, help="path of soffice.bin")
    parser.add_argument("--profile", required=True, help="profile folder of this instance")
    parser.add_argument("--pipe", required=True, help="name of the pipe to speak through")
    options = parser.parse_args()
    office, context = connect(options)
    threading.Thread(target=watch, args=(office,), daemon=True).start()
    desktop = create(context, "com.sun.star.frame.Desktop")
    write({"event": "ready", "version": version_of(context), "officePid": office.pid})
    try:
        for line in sys.stdin:
            request = json.loads(line)
            write({"id": request["id"], **convert(context, desktop, request)})
    except DisposedException:
        os._exit(OFFICE_DIED)
    finally:
        office.kill()


if __name__ == "__main__":
    main()
