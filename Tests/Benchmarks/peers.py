#!/usr/bin/env python3
"""Measures octoseal beside other ways to do the same work, against the emulator with latency.

Prints requests, wall time, processor time and memory of each, and their ratio to octoseal's. Wall time stands beside
what latency and concurrency allow, requests beside the fewest possible.

usage: peers.py OCTOSEAL OCTOSEAL-EMULATOR [--python INTERPRETER] [--latency MS] [--workload W1|W2]... [--markdown]
"""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import measure
import workload as workloads
from emulator import Emulator
from table import Table

CLIENTS = pathlib.Path(__file__).resolve().parent / "clients"


class Bench:
    """One workload, in a folder and against an emulator of its own for each who creates."""

    def __init__(self, options, workload):
        self.options, self.workload = options, workload
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="octoseal-benchmark-"))
        self.emulator = None

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder)

    def stop(self):
        if self.emulator:
            self.emulator.stop()
            self.emulator = None

    def start(self):
        """An emulator in which nothing was written yet."""
        self.stop()
        (self.folder / "github.json").write_text(json.dumps(self.workload.state()))
        self.emulator = Emulator(self.options.emulator, self.folder, self.options.latency)
        # gh looks up the ids of repositories by GraphQL.
        ids = self.emulator.repository_ids(self.workload.owner)
        names = self.workload.selected_repositories()
        found = {f"repo_{n:03}": {"databaseId": ids[name]} for n, name in enumerate(names)}
        self.emulator.answer("*/graphql", {"data": found})

    def measure(self, command, environment):
        base = {"PATH": os.environ["PATH"], "HOME": str(self.folder), **self.workload.values()}
        self.emulator.forget()
        before = self.emulator.cpu
        figures = measure.run(command, cwd=self.folder, env={**base, **environment})
        figures["emulator"] = self.emulator.cpu - before
        methods = [request["method"] for request in self.emulator.requests()]
        figures["requests"] = len(methods)
        figures["writes"] = sum(method not in ["GET", "POST"] for method in methods)
        return figures

    def octoseal(self, *arguments):
        environment = {"OCTOSEAL_TOKEN": "a-token", "OCTOSEAL_KEY": "k" * 64, "GITHUB_API_URL": self.emulator.url}
        concurrency = ["--concurrency", str(workloads.CONCURRENCY)]
        return self.measure([self.options.octoseal, *arguments, *concurrency], environment)

    def python(self, client, task):
        command = [self.options.python, CLIENTS / client, self.emulator.url, self.workload.name, task]
        return self.measure(command, {})

    def gh(self, task):
        environment = {
            "GH_HOST": "github.localhost", "GH_ENTERPRISE_TOKEN": "a-token", "GH_TOKEN": "a-token",
            "GH_CONFIG_DIR": str(self.folder), "GH_NO_UPDATE_NOTIFIER": "1", "http_proxy": self.emulator.url,
        }
        return self.measure(["bash", CLIENTS / "gh.sh", self.workload.owner, task], environment)

    def write_files(self):
        """The manifest, and the same for the shell loop."""
        workload, values = self.workload, list(self.workload.values().values())
        organization = [f"{name}={values[n]}" for n, name in enumerate(workload.organization_names())]
        texts = {
            "octoseal.yaml": [workload.manifest()],
            "selected": workload.selected_names(),
            "selection": workload.selected_repositories(),
            "repositories": workload.repository_names(),
            "environments": [" ".join(place) for place in workload.environment_places()],
            "selected.env": organization[: workload.selected],
            "organization.env": organization[workload.selected :],
            "repository.env": [f"R{n}={values[n]}" for n in range(workload.repository_secrets)],
            "environment.env": [f"E{n}={values[n]}" for n in range(workload.environment_secrets)],
        }
        for name, lines in texts.items():
            (self.folder / name).write_text("\n".join(lines) + "\n")


def others(bench, task):
    """Who else can do the task, each with what measures it; the larger workload is for the fastest only."""
    python = bench.options.python
    peers = []
    if has_modules(python, "aiohttp", "nacl"):
        peers.append(("bare aiohttp loop", lambda: bench.python("floor.py", task)))
    if bench.workload is not workloads.MEDIUM:
        return peers
    if has_modules(python, "github", "nacl"):
        peers.append(("PyGithub", lambda: bench.python("pygithub.py", task)))
    if shutil.which("gh"):
        peers.append(("`gh` in a loop", lambda: bench.gh(task)))
    if task == "read" and has_modules(python, "otterdog"):
        peers.append(("Otterdog, its reads of secrets", lambda: bench.python("otterdog_reads.py", task)))
    return peers


def has_modules(python, *names):
    if not python:
        return False
    run = subprocess.run([python, "-c", f"import {', '.join(names)}"], capture_output=True)
    return run.returncode == 0


def name_missing(options):
    for module in ["aiohttp", "nacl", "github", "otterdog"]:
        if not has_modules(options.python, module):
            print(f"not measured: the interpreter of --python has no module {module}", file=sys.stderr)
    if not shutil.which("gh"):
        print("not measured: gh is not installed", file=sys.stderr)


def run(bench, table):
    workload, latency = bench.workload, bench.options.latency
    bench.write_files()
    bench.start()

    table.task(f"{workload.name}: plan, nothing live", workload.least_first_plan, workload.first_plan_seconds(latency))
    table.row("octoseal", bench.octoseal("plan"))

    table.task(f"{workload.name}: create all", workload.least_creation, workload.creation_seconds(latency))
    table.row("octoseal", bench.octoseal("apply", "--yes"))

    table.task(f"{workload.name}: plan, all live", workload.least_plan, workload.plan_seconds(latency))
    table.row("octoseal", bench.octoseal("plan", "--detailed-exitcode"))
    for name, measured in others(bench, "read"):
        table.row(name, measured())

    table.task(f"{workload.name}: apply, no change", workload.least_plan, workload.plan_seconds(latency))
    figures = bench.octoseal("apply", "--yes")
    table.row("octoseal", figures)
    if figures["writes"] != 0:
        sys.exit("an apply without changes wrote something")

    table.again(f"{workload.name}: create all")
    for name, measured in others(bench, "create"):
        bench.start()
        table.row(name, measured())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("octoseal", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("emulator", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--python", type=lambda path: str(pathlib.Path(path).absolute()))
    parser.add_argument("--latency", type=int, default=50)
    parser.add_argument("--workload", action="append", choices=list(workloads.WORKLOADS))
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    chosen = [workloads.WORKLOADS[name] for name in options.workload or workloads.WORKLOADS]
    name_missing(options)
    table = Table()
    for workload in chosen:
        with contextlib.ExitStack() as stack:
            bench = Bench(options, workload)
            stack.callback(bench.remove)
            run(bench, table)
    table.show(options.markdown)
    print()
    for workload in chosen:
        print(workload.description)
    print(f"Latency {options.latency} ms, concurrency {workloads.CONCURRENCY}. In brackets: how many times octoseal's.")


main()
