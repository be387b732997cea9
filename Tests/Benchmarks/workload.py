"""The workloads of the benchmarks: a manifest, a state of the emulator, and the fewest requests that the tasks can take."""
import dataclasses
import math

CONCURRENCY = 50


def pages(count, size=100):
    return max(1, math.ceil(count / size))


@dataclasses.dataclass(frozen=True)
class Workload:
    """One organization, of which the first secrets are `selected`, each with the same repositories."""

    name: str
    organization_secrets: int
    selected: int
    selection: int
    repositories: int
    repository_secrets: int
    environments: int
    environment_secrets: int
    owner: str = "acme"

    @property
    def secrets(self):
        return (
            self.organization_secrets
            + self.repositories * self.repository_secrets
            + self.environments * self.environment_secrets
        )

    @property
    def scopes(self):
        return 1 + self.repositories + self.environments

    @property
    def live_repositories(self):
        return max(self.repositories, self.selection)

    @property
    def description(self):
        return (
            f"{self.name}: {self.secrets:,} secrets in {self.scopes} scopes: {self.organization_secrets:,} of an "
            f"organization, {self.selected} of them selected with {self.selection} repositories each, "
            f"{self.repositories} repositories with {self.repository_secrets}, "
            f"{self.environments} environments with {self.environment_secrets}."
        )

    def organization_names(self):
        return [f"S{n}" for n in range(self.organization_secrets)]

    def selected_names(self):
        return self.organization_names()[: self.selected]

    def selected_repositories(self):
        return [f"r{n}" for n in range(self.selection)]

    def repository_names(self):
        return [f"r{n}" for n in range(self.repositories)]

    def environment_places(self):
        """Pairs of a repository and the name of one of its environments."""
        return [(f"r{n % self.repositories}", f"env{n // self.repositories}") for n in range(self.environments)]

    def values(self):
        """Every value by the name of its environment variable: about as long as a token."""
        most = max(self.organization_secrets, self.repository_secrets, self.environment_secrets)
        return {f"V{n}": f"value {n} ".ljust(40, "x") for n in range(most)}

    def manifest(self):
        lines = ["version: 1", "repository_groups:", f"  many: [{', '.join(self.selected_repositories())}]"]
        lines += ["organizations:", f"  {self.owner}:", "    secrets:"]
        for n, name in enumerate(self.organization_names()):
            access = 'visibility: selected, repositories: ["@many"]' if n < self.selected else "visibility: all"
            lines.append(f"      {name}: {{ {access}, value: {{ env: V{n} }} }}")
        environments = {}
        for repository, environment in self.environment_places():
            environments.setdefault(repository, []).append(environment)
        lines.append("    repositories:")
        for repository in self.repository_names():
            lines += [f"      {repository}:", "        secrets:"]
            lines += [f"          R{m}: {{ value: {{ env: V{m} }} }}" for m in range(self.repository_secrets)]
            if repository in environments:
                lines.append("        environments:")
            for environment in environments.get(repository, []):
                lines += [f"          {environment}:", "            secrets:"]
                lines += [f"              E{m}: {{ value: {{ env: V{m} }} }}" for m in range(self.environment_secrets)]
        return "\n".join(lines) + "\n"

    def state(self):
        """The organization before anything was written."""
        repositories = {f"r{n}": {"visibility": "private", "environments": {}} for n in range(self.live_repositories)}
        for repository, environment in self.environment_places():
            repositories[repository]["environments"][environment] = {}
        return {"rate_limit": "off", "organizations": {self.owner: {"repositories": repositories}}}

    @property
    def listings(self):
        """Requests that list every scope once all is live."""
        return (
            pages(self.organization_secrets)
            + self.repositories * pages(self.repository_secrets)
            + self.environments * pages(self.environment_secrets)
        )

    @property
    def least_first_plan(self):
        """An empty page for each scope, and the repositories whose ids the selections need."""
        return self.scopes + pages(self.live_repositories)

    @property
    def least_plan(self):
        """The listings, and each selection; the ids come with them, so that no repository has to be looked up."""
        return self.listings + self.selected * pages(self.selection)

    @property
    def least_creation(self):
        """A key for each scope and a write for each secret, after the first plan and before the read-back."""
        return self.least_first_plan + self.scopes + self.secrets + self.listings

    def first_plan_seconds(self, latency):
        return seconds(latency, self.least_first_plan)

    def plan_seconds(self, latency):
        return seconds(latency, self.least_plan)

    def creation_seconds(self, latency):
        return seconds(latency, self.least_first_plan, self.scopes, self.secrets, self.listings)


def seconds(latency, *phases):
    """What latency and concurrency allow for requests in phases that wait for one another."""
    return sum(math.ceil(phase / CONCURRENCY) for phase in phases) * latency / 1_000


MEDIUM = Workload(
    name="W1",
    organization_secrets=200,
    selected=40,
    selection=150,
    repositories=60,
    repository_secrets=5,
    environments=30,
    environment_secrets=4,
)

LARGE = Workload(
    name="W2",
    organization_secrets=1_000,
    selected=100,
    selection=250,
    repositories=300,
    repository_secrets=7,
    environments=300,
    environment_secrets=7,
)

WORKLOADS = {workload.name: workload for workload in [MEDIUM, LARGE]}
