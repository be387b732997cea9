"""The emulator as a process, for the benchmarks beside this file."""
import json
import os
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

    def repository_ids(self, owner):
        """The id of each repository of an organization by its name."""
        ids = {}
        headers = {"Authorization": "Bearer a-token"}
        while True:
            url = f"{self.url}/orgs/{owner}/repos?per_page=100&page={len(ids) // 100 + 1}"
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
                page = json.load(answer)
            ids.update({repository["name"]: repository["id"] for repository in page})
            if len(page) < 100:
                return ids

    def answer(self, path, body):
        """Answers a path that the emulator does not know, always with the same body."""
        fault = {"path": path, "times": 1_000_000, "status": 200, "body": json.dumps(body)}
        headers = {"Content-Type": "application/json"}
        data = json.dumps(fault).encode()
        urllib.request.urlopen(urllib.request.Request(f"{self.url}/_emulator/faults", data, headers)).read()

    @property
    def cpu(self):
        """The processor time it took so far in seconds; 0 where the system does not tell."""
        try:
            with open(f"/proc/{self.process.pid}/stat") as file:
                fields = file.read().rsplit(")", 1)[1].split()
        except OSError:
            return 0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.terminate()
        self.process.wait()
