"""Runs a command and tells its wall time, its processor time and the memory of its largest process.

The command is started by a small process of its own, this file as a program: a child's peak memory counts from that of
the process which started it.
"""
import os
import sys
import time


def run(command, **options):
    """Runs a command whose output goes nowhere unless it fails.

    Returns a dictionary of `wall` and `cpu` in seconds, and `peak` in bytes; the times include those of its children.
    """
    import json
    import subprocess
    import tempfile

    with tempfile.NamedTemporaryFile("r") as figures:
        done = subprocess.run(
            [sys.executable, "-I", "-S", __file__, figures.name, *map(str, command)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{command[:4]}: exit code {done.returncode}\n{done.stdout[-2000:]}")
        return json.load(figures)


def main():
    figures, *command = sys.argv[1:]
    start = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - start
    # Linux counts in kibibytes, macOS in bytes.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1_024)
    with open(figures, "w") as file:
        file.write(f'{{"wall": {wall}, "cpu": {usage.ru_utime + usage.ru_stime}, "peak": {peak}}}')
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
