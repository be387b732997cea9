#!/usr/bin/env python3
"""Start-up of octoseal beside gh's: medians of 30 runs, and the ratio.

usage: startup.py OCTOSEAL [--markdown]
"""
import pathlib
import shutil
import statistics
import sys
import tempfile

import measure

RUNS = 30
MANIFEST = """version: 1
organizations:
  acme:
    secrets:
      TOKEN: { visibility: all, value: { env: TOKEN } }
"""


def median(command, folder):
    runs = [measure.run(command, cwd=folder) for _ in range(RUNS + 1)][1:]
    return {name: statistics.median(run[name] for run in runs) for name in ["wall", "cpu", "peak"]}


def main():
    octoseal = str(pathlib.Path(sys.argv[1]).resolve())
    markdown = "--markdown" in sys.argv
    commands = {"octoseal --version": [octoseal, "--version"], "octoseal validate": [octoseal, "validate"]}
    if shutil.which("gh"):
        commands["gh --version"] = ["gh", "--version"]
    else:
        print("not measured: gh is not installed", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "octoseal.yaml").write_text(MANIFEST)
        figures = {name: median(command, folder) for name, command in commands.items()}
    own = figures["octoseal --version"]["wall"]
    rows = [["start-up", "wall", "beside octoseal --version", "CPU", "peak memory"]]
    if markdown:
        rows.append(["---", "---:", "---:", "---:", "---:"])
    for name, run in figures.items():
        wall, cpu = f"{run['wall'] * 1e3:.1f} ms", f"{run['cpu'] * 1e3:.1f} ms"
        rows.append([f"`{name}`", wall, f"{run['wall'] / own:.2f}x", cpu, f"{run['peak'] / 1e6:.0f} MB"])
    for row in rows:
        print("| " + " | ".join(row) + " |" if markdown else "  ".join(cell.ljust(26) for cell in row).rstrip())


main()
