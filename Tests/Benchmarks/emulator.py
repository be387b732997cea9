"""The emulator as a process, for the benchmarks beside this file."""
import json
import re
import subprocess
import urllib.request


class Emulator:
    def __init__(self, program, folder, latency):
        self.process = subprocess.Popen(
            [program, "--port", "0", "--state", str(folder / "github.json"), "--latency", str(latency)],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = re.search(r"http://\S+", self.process.stdout.readline()).group()

    def forget(self):
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/_emulator/requests", method="DELETE")).read()

    def requests(self):
        with urllib.request.urlopen(f"{self.url}/_emulator/requests") as answer:
            return json.load(answer)["requests"]

    def stop(self):
        self.process.terminate()
        self.process.wait()
