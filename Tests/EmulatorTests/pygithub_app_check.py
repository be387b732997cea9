"""Drives the emulator with PyGithub as a GitHub App: PRIVATE_KEY=PEM python3 pygithub_app_check.py BASE_URL.

Exits 0 when all is as PyGithub expects it of the real service, 1 with a traceback otherwise.
"""

import os
import sys

from github import Auth, Github, GithubException, GithubIntegration, UnknownObjectException


def client(base_url, auth):
    return Github(base_url=base_url, auth=auth, seconds_between_requests=0, seconds_between_writes=0, retry=None)


def main(base_url, private_key):
    auth = Auth.AppAuth("Iv23liKeeper", private_key)
    integration = GithubIntegration(base_url=base_url, auth=auth, seconds_between_requests=0, retry=None)
    assert integration.get_app().slug == "keeper"

    installation = integration.get_org_installation("acme")
    assert (installation.id, installation.app_id, installation.target_type) == (51, 7, "Organization")
    assert integration.get_user_installation("octocat").id == 52
    try:
        integration.get_org_installation("octocat")
        raise AssertionError("a user is an organization")
    except UnknownObjectException:
        pass

    token = integration.get_access_token(installation.id, {"organization_secrets": "read"})
    assert token.permissions == {"organization_secrets": "read"}, token.permissions
    organization = client(base_url, Auth.Token(token.token)).get_organization("acme")
    assert [secret.name for secret in organization.get_secrets()] == ["DEPLOY"]
    try:
        organization.create_secret("PY_ALL", "value", "all")
        raise AssertionError("a token that may read wrote")
    except GithubException as error:
        assert (error.status, error.data["message"]) == (403, "Resource not accessible by integration"), error
    try:
        integration.get_access_token(installation.id, {"administration": "write"})
        raise AssertionError("more was given than the installation has")
    except GithubException as error:
        assert error.status == 422, error

    installed = client(base_url, auth.get_installation_auth(installation.id))
    installed.get_organization("acme").create_secret("PY_APP", "value", "all")


main(sys.argv[1], os.environ["PRIVATE_KEY"])
