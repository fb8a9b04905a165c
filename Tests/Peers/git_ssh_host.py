"""An SSH server on loopback that serves git repositories: OpenSSH's own `sshd`, one process a connection.

    git_ssh_host.py FOLDER PUBLIC-KEY-FILE

makes a host key in FOLDER, lets whoever has the private half of the key in as the user that runs this, writes `port PORT`,
`host KEY` and `user NAME`, then what sshd says of each connection, and ends with its standard input.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import threading

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:" + os.environ.get("PATH", ""))
FOLDER, PUBLIC_KEY = sys.argv[1:3]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def configure() -> str:
    key = os.path.join(FOLDER, "host-key")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    if os.geteuid() == 0:
        # Where sshd never ran as a service, the folder that it confines itself to is not there yet.
        os.makedirs("/run/sshd", mode=0o755, exist_ok=True)
    path = os.path.join(FOLDER, "sshd_config")
    with open(path, "w") as file:
        file.write(
            f"HostKey {key}\nAuthorizedKeysFile {PUBLIC_KEY}\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
            "KbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\nPermitUserEnvironment no\n"
            "LogLevel VERBOSE\nPidFile none\n"
        )
    return path


def serve(connection: socket.socket, configuration: str) -> None:
    with connection:
        process = subprocess.Popen(
            [str(SSHD), "-i", "-e", "-f", configuration], stdin=connection, stdout=connection, stderr=subprocess.PIPE
        )
    assert process.stderr is not None
    for line in process.stderr:
        say(line.decode(errors="replace").rstrip())
    process.wait()


def accept(listener: socket.socket, configuration: str, serving: list[threading.Thread]) -> None:
    while True:
        connection, _ = listener.accept()
        thread = threading.Thread(target=serve, args=(connection, configuration), daemon=True)
        thread.start()
        serving.append(thread)


def main() -> None:
    configuration = configure()
    listener = socket.create_server(("127.0.0.1", 0))
    serving: list[threading.Thread] = []
    threading.Thread(target=accept, args=(listener, configuration, serving), daemon=True).start()
    say(f"port {listener.getsockname()[1]}")
    with open(os.path.join(FOLDER, "host-key.pub")) as file:
        say("host " + " ".join(file.read().split()[:2]))
    say("user " + pwd.getpwuid(os.geteuid()).pw_name)
    sys.stdin.read()
    # Each ends with its client, and has said by then what sshd had to say.
    for thread in serving:
        thread.join()
    os._exit(0)


if __name__ == "__main__":
    main()
