"""The same work by PyGithub, one request after another as it makes them.

usage: pygithub.py URL WORKLOAD read|create
"""
import os
import pathlib
import sys

from github import Auth, Github
from github.Environment import Environment

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import workload as workloads


def read(github, workload):
    organization = github.get_organization(workload.owner)
    for secret in organization.get_secrets():
        if secret.visibility == "selected":
            list(secret.selected_repositories)
    for repository in workload.repository_names():
        list(github.get_repo(f"{workload.owner}/{repository}", lazy=True).get_secrets())
    for repository, environment in workload.environment_places():
        list(environment_of(github, workload, repository, environment).get_secrets())


def create(github, workload):
    organization = github.get_organization(workload.owner)
    repositories = {repository.name: repository for repository in organization.get_repos()}
    selection = [repositories[name] for name in workload.selected_repositories()]
    selected = set(workload.selected_names())
    for n, name in enumerate(workload.organization_names()):
        access = ("selected", selection) if name in selected else ("all",)
        organization.create_secret(name, os.environ[f"V{n}"], *access)
    for repository in workload.repository_names():
        for n in range(workload.repository_secrets):
            repositories[repository].create_secret(f"R{n}", os.environ[f"V{n}"])
    for repository, environment in workload.environment_places():
        place = environment_of(github, workload, repository, environment)
        for n in range(workload.environment_secrets):
            place.create_secret(f"E{n}", os.environ[f"V{n}"])


def environment_of(github, workload, repository, environment):
    """An environment without the request that `get_environment` would take for it."""
    path = f"/repos/{workload.owner}/{repository}/environments"
    attributes = {"name": environment, "url": f"{path}/{environment}", "environments_url": path}
    return Environment(github.requester, {}, attributes, completed=True)


def main(url, name, task):
    github = Github(
        base_url=url, auth=Auth.Token("a-token"), per_page=100, seconds_between_requests=0, seconds_between_writes=0,
        retry=None,
    )
    {"read": read, "create": create}[task](github, workloads.WORKLOADS[name])


main(*sys.argv[1:])
