#!/usr/bin/env python3
"""Counts the requests and measures the wall time of a large organization against the emulator.

One organization with 300 secrets (40 of them selected, each with 250 repositories), 60 repositories and 120
environments. Prints ratios: requests against the least possible, wall time against what latency and concurrency allow.

usage: organization.py OCTOSEAL OCTOSEAL-EMULATOR [LATENCY-MS]
"""
import json
import math
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from emulator import Emulator

SECRETS, SELECTED, SELECTION = 300, 40, 250
REPOSITORIES, REPOSITORY_SECRETS = 60, 5
ENVIRONMENTS, ENVIRONMENT_SECRETS = 120, 4
ORGANIZATION_REPOSITORIES = 300
CONCURRENCY = 50


def pages(count):
    return max(1, math.ceil(count / 100))


def manifest():
    names = ", ".join(f"r{n}" for n in range(SELECTION))
    lines = ["version: 1", "repository_groups:", f"  many: [{names}]", "organizations:", "  acme:", "    secrets:"]
    for n in range(SECRETS):
        access = 'visibility: selected, repositories: ["@many"]' if n < SELECTED else "visibility: all"
        lines.append(f"      S{n}: {{ {access}, value: {{ env: V{n} }} }}")
    lines.append("    repositories:")
    for n in range(REPOSITORIES):
        lines.append(f"      r{n}:")
        lines.append("        secrets:")
        lines += [f"          R{m}: {{ value: {{ env: V{m} }} }}" for m in range(REPOSITORY_SECRETS)]
        lines.append("        environments:")
        for e in range(ENVIRONMENTS // REPOSITORIES):
            lines.append(f"          env{e}:")
            lines.append("            secrets:")
            lines += [f"              E{m}: {{ value: {{ env: V{m} }} }}" for m in range(ENVIRONMENT_SECRETS)]
    return "\n".join(lines) + "\n"


def state():
    repositories = {
        f"r{n}": {
            "visibility": "private",
            "environments": {f"env{e}": {} for e in range(ENVIRONMENTS // REPOSITORIES)} if n < REPOSITORIES else {},
        }
        for n in range(ORGANIZATION_REPOSITORIES)
    }
    return {"rate_limit": "off", "organizations": {"acme": {"repositories": repositories}}}


def run(label, program, arguments, folder, emulator, least, waves, latency):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "OCTOSEAL_TOKEN": "a-token",
        "OCTOSEAL_KEY": "k" * 64,
        "GITHUB_API_URL": emulator.url,
        **{f"V{n}": f"value {n}" for n in range(SECRETS)},
    }
    emulator.forget()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run([program, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{label}: exit code {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    made = len(emulator.requests())
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    bound = waves * latency / 1_000
    print(
        f"{label:28} {made:5} requests, least {least:5}, ratio {made / least:.3f}; "
        f"wall {wall:.2f} s, bound {bound:.2f} s, ratio {wall / bound:.2f}; cpu {cpu:.2f} s"
    )


def main():
    program, emulator_program = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
    latency = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    scopes = 1 + REPOSITORIES + ENVIRONMENTS
    writes = SECRETS + REPOSITORIES * REPOSITORY_SECRETS + ENVIRONMENTS * ENVIRONMENT_SECRETS
    identities = pages(ORGANIZATION_REPOSITORIES)
    first_plan = scopes + identities
    read_back = pages(SECRETS) + REPOSITORIES + ENVIRONMENTS
    apply = first_plan + scopes + writes + read_back
    selections = SELECTED * pages(SELECTION)
    second_plan = pages(SECRETS) + REPOSITORIES + ENVIRONMENTS + selections

    def waves(requests):
        return math.ceil(requests / CONCURRENCY)

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "octoseal.yaml").write_text(manifest())
        (folder / "github.json").write_text(json.dumps(state()))
        emulator = Emulator(emulator_program, folder, latency)
        try:
            arguments = ["--concurrency", str(CONCURRENCY)]
            run("first plan", program, ["plan", *arguments], folder, emulator, first_plan, waves(first_plan), latency)
            run(
                "apply, all created", program, ["apply", "--yes", *arguments], folder, emulator, apply,
                waves(apply), latency,
            )
            run("second plan", program, ["plan", *arguments], folder, emulator, second_plan, waves(second_plan), latency)
            run(
                "second apply, no change", program, ["apply", "--yes", *arguments], folder, emulator, second_plan,
                waves(second_plan), latency,
            )
        finally:
            emulator.stop()


main()
