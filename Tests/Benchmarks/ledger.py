#!/usr/bin/env python3
"""What the ledger costs: requests and wall time of plans and applies without one, with a file, and at GitHub.

One organization with 1,000 secrets and 90 repositories with 100 each: 10,000 secrets. Prints ratios against the run
without a ledger; the last apply changes nothing and must not write anything.

usage: ledger.py OCTOSEAL OCTOSEAL-EMULATOR [LATENCY-MS]
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from emulator import Emulator

ORGANIZATION_SECRETS, REPOSITORIES, REPOSITORY_SECRETS = 1_000, 90, 100
SECRETS = ORGANIZATION_SECRETS + REPOSITORIES * REPOSITORY_SECRETS
VALUES = 100


def manifest():
    lines = ["version: 1", "organizations:", "  acme:", "    secrets:"]
    lines += [f"      S{n}: {{ visibility: all, value: {{ env: V{n % VALUES} }} }}" for n in range(ORGANIZATION_SECRETS)]
    lines.append("    repositories:")
    for n in range(REPOSITORIES):
        lines += [f"      r{n}:", "        secrets:"]
        lines += [f"          R{m}: {{ value: {{ env: V{m % VALUES} }} }}" for m in range(REPOSITORY_SECRETS)]
    return "\n".join(lines) + "\n"


def state():
    repositories = {f"r{n}": {"visibility": "private"} for n in range(REPOSITORIES)}
    return {"rate_limit": "off", "organizations": {"acme": {"repositories": repositories}}}


def run(program, arguments, folder, emulator, has_key=True):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "OCTOSEAL_TOKEN": "a-token",
        "GITHUB_API_URL": emulator.url,
        **({"OCTOSEAL_KEY": "k" * 64} if has_key else {"CI": "true"}),
        **{f"V{n}": f"value {n} ".ljust(100, "x") for n in range(VALUES)},
    }
    emulator.forget()
    start = time.monotonic()
    done = subprocess.run([program, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    wall = time.monotonic() - start
    if done.returncode != 0:
        sys.exit(f"{arguments}: exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    methods = [request["method"] for request in emulator.requests()]
    return len(methods), sum(method != "GET" for method in methods), wall


def main():
    program, emulator_program = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
    latency = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    floor = {}
    for ledger in ["none", "file", "github"]:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "octoseal.yaml").write_text(manifest())
            (folder / "github.json").write_text(json.dumps(state()))
            emulator = Emulator(emulator_program, folder, latency)
            place = ["--ledger", "octoseal.ledger.json" if ledger == "file" else ledger]
            try:
                rows = {
                    "first plan": run(program, ["plan", *place], folder, emulator),
                    "apply, all created": run(program, ["apply", "--yes", *place], folder, emulator),
                    "second plan": run(program, ["plan", *place], folder, emulator),
                }
                if ledger != "none":
                    rows["apply, no change"] = run(program, ["apply", "--yes", *place], folder, emulator)
            finally:
                emulator.stop()
        for label, (requests, writes, wall) in rows.items():
            ratio = f"; {wall / floor[label]:.2f} of the time without" if label in floor else ""
            floor.setdefault(label, wall)
            print(f"{ledger:7} {label:20} {requests:6} requests, {writes:6} writes, {wall:6.2f} s{ratio}")
        if ledger != "none" and rows["apply, no change"][1] != 0:
            sys.exit("an apply without changes wrote something")
    print(f"{SECRETS} secrets in {1 + REPOSITORIES} scopes, latency {latency} ms, concurrency 50")


main()
