"""The bare work, as fast as Python can: aiohttp without any planning, checking or ledger.

usage: floor.py URL WORKLOAD read|create
"""
import asyncio
import base64
import os
import pathlib
import sys

import aiohttp
from nacl.public import PublicKey, SealedBox

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import workload as workloads


async def pages(session, path, key):
    async def page(number):
        async with session.get(f"{path}?per_page=100&page={number}") as answer:
            answer.raise_for_status()
            return await answer.json()

    first = await page(1)
    rest = await asyncio.gather(*(page(number) for number in range(2, workloads.pages(first["total_count"]) + 1)))
    return [item for body in [first, *rest] for item in body[key]]


def places(workload):
    yield f"/orgs/{workload.owner}/actions/secrets", "S", workload.organization_secrets
    for repository in workload.repository_names():
        yield f"/repos/{workload.owner}/{repository}/actions/secrets", "R", workload.repository_secrets
    for repository, environment in workload.environment_places():
        path = f"/repos/{workload.owner}/{repository}/environments/{environment}/secrets"
        yield path, "E", workload.environment_secrets


async def read(session, workload):
    organization, *_ = await asyncio.gather(*(pages(session, path, "secrets") for path, _, _ in places(workload)))
    selected = [secret for secret in organization if secret["visibility"] == "selected"]
    paths = [f"/orgs/{workload.owner}/actions/secrets/{secret['name']}/repositories" for secret in selected]
    await asyncio.gather(*(pages(session, path, "repositories") for path in paths))


async def repository_ids(session, workload):
    ids = {}
    for number in range(1, workloads.pages(workload.live_repositories) + 1):
        async with session.get(f"/orgs/{workload.owner}/repos?per_page=100&page={number}") as answer:
            ids.update({repository["name"]: repository["id"] for repository in await answer.json()})
    return [ids[name] for name in workload.selected_repositories()]


async def create(session, workload):
    selection = await repository_ids(session, workload)
    selected = set(workload.selected_names())

    async def write(path, key, name, value):
        box = SealedBox(PublicKey(base64.b64decode(key["key"]))).encrypt(value.encode())
        body = {"encrypted_value": base64.b64encode(box).decode(), "key_id": key["key_id"]}
        if path.startswith("/orgs"):
            body["visibility"] = "selected" if name in selected else "all"
        if name in selected:
            body["selected_repository_ids"] = selection
        async with session.put(f"{path}/{name}", json=body) as answer:
            answer.raise_for_status()

    async def fill(path, letter, count):
        async with session.get(f"{path}/public-key") as answer:
            key = await answer.json()
        await asyncio.gather(*(write(path, key, f"{letter}{n}", os.environ[f"V{n}"]) for n in range(count)))

    await asyncio.gather(*(fill(*place) for place in places(workload)))


async def main(url, name, task):
    connector = aiohttp.TCPConnector(limit=workloads.CONCURRENCY)
    headers = {"Authorization": "Bearer a-token", "Accept": "application/vnd.github+json"}
    async with aiohttp.ClientSession(url, connector=connector, headers=headers) as session:
        await {"read": read, "create": create}[task](session, workloads.WORKLOADS[name])


asyncio.run(main(*sys.argv[1:]))
