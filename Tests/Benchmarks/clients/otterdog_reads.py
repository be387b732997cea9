"""The reads of secrets by Otterdog's own client, with the concurrency of its loader.

Its whole plan reads rulesets, webhooks, teams and more of every repository, which nobody else here does; and its command
takes no other address than api.github.com, so that its client is driven here. It reads the repositories of an organization
with or without secrets, and of each listing the first page of 30 only.

usage: otterdog_reads.py URL WORKLOAD read
"""
import asyncio
import pathlib
import sys

from otterdog.providers.github.auth import token_auth
from otterdog.providers.github.rest import RestApi

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import workload as workloads


async def read(api, owner):
    await api.org.get_secrets(owner)
    turns = asyncio.Semaphore(50)

    async def repository(name):
        async with turns:
            await api.repo.get_secrets(owner, name)
            for environment in await api.repo.get_environments(owner, name):
                await api.repo.get_environment_secrets(owner, name, environment["name"])

    await asyncio.gather(*(repository(name) for name in await api.org.get_repos(owner)))


async def main(url, name, task):
    if task != "read":
        sys.exit("Otterdog is only asked to read")
    async with RestApi(token_auth("a-token")) as api:
        api.requester._base_url = url
        await read(api, workloads.WORKLOADS[name].owner)


asyncio.run(main(*sys.argv[1:]))
