"""Drives the emulator with PyGithub: python3 pygithub_check.py BASE_URL.

Exits 0 when all is as PyGithub expects it of the real service, 1 with a traceback otherwise.
"""

import sys

from github import Auth, Github, GithubException, UnknownObjectException


def check_organization(github):
    organization = github.get_organization("acme")
    web, api = github.get_repo("acme/web"), github.get_repo("acme/api")
    assert {repository.name for repository in organization.get_repos()} >= {"web", "api"}

    organization.create_secret("py_all", "value 1", "all")
    secret = organization.get_secret("py_all")
    assert (secret.name, secret.visibility) == ("PY_ALL", "all")
    assert secret.edit("value 2", "private")
    assert organization.get_secret("PY_ALL").visibility == "private"

    secret = organization.create_secret("PY_SELECTED", "value 3", "selected", [web])
    assert [repository.name for repository in secret.selected_repositories] == ["web"]
    assert secret.add_repo(api)
    assert secret.remove_repo(web)
    names = [repository.name for repository in organization.get_secret("PY_SELECTED").selected_repositories]
    assert names == ["api"], names
    assert {secret.name for secret in organization.get_secrets()} >= {"PY_ALL", "PY_SELECTED"}

    organization.create_secret("PY_GONE", "value 4", "all").delete()
    try:
        organization.get_secret("PY_GONE").name
        raise AssertionError("a deleted secret is still there")
    except UnknownObjectException:
        pass


def check_repository(github):
    web = github.get_repo("acme/web")
    web.create_secret("py_repository", "value 5")
    assert "PY_REPOSITORY" in {secret.name for secret in web.get_secrets()}
    assert web.get_secret("py_repository").updated_at is not None
    web.create_secret("PY_GONE", "value 6").delete()
    assert "PY_GONE" not in {secret.name for secret in web.get_secrets()}
    assert github.get_repo("acme/former").full_name == "Acme/renamed"
    try:
        web.create_secret("GITHUB_X", "value")
        raise AssertionError("a secret named GITHUB_X was accepted")
    except GithubException as error:
        assert error.status == 422, error


def check_variables(github):
    organization, web, api = github.get_organization("acme"), github.get_repo("acme/web"), github.get_repo("acme/api")
    organization.create_variable("py_all", "value 1", "all")
    variable = organization.get_variable("py_all")
    assert (variable.name, variable.value, variable.visibility) == ("PY_ALL", "value 1", "all")
    assert variable.edit("value 2", "private")
    variable = organization.get_variable("PY_ALL")
    assert (variable.value, variable.visibility) == ("value 2", "private")

    variable = organization.create_variable("PY_SELECTED", "value 3", "selected", [web])
    assert [repository.name for repository in variable.selected_repositories] == ["web"]
    assert variable.add_repo(api)
    assert variable.remove_repo(web)
    names = [repository.name for repository in organization.get_variable("PY_SELECTED").selected_repositories]
    assert names == ["api"], names
    assert {variable.name for variable in organization.get_variables()} >= {"PY_ALL", "PY_SELECTED"}
    organization.create_variable("PY_GONE", "", "all").delete()
    try:
        web.create_variable("PY_TWICE", "a")
        web.create_variable("PY_TWICE", "b")
        raise AssertionError("a variable was created twice")
    except GithubException as error:
        assert error.status == 409, error
    assert web.get_variable("PY_TWICE").edit("c")

    for number in range(25):
        web.create_variable(f"PY_{number}", "x")
    names = [variable.name for variable in web.get_variables()]
    assert len(names) == len(set(names)) == 26, len(names)
    assert web.delete_variable("PY_0")


def check_environment(github):
    web = github.get_repo("acme/web")
    environment = web.create_environment("python/eu")
    assert environment.name == "python/eu"
    environment = web.get_environment("python/eu")
    environment.create_secret("py_environment", "value 7")
    assert [secret.name for secret in environment.get_secrets()] == ["PY_ENVIRONMENT"]
    assert environment.get_secret("PY_ENVIRONMENT").created_at is not None
    assert "python/eu" in {environment.name for environment in web.get_environments()}
    web.create_environment("python-gone")
    web.delete_environment("python-gone")


def check_pages(github):
    many = github.get_repo("acme/web")
    for number in range(65):
        many.create_secret(f"PY_PAGE_{number}", "x")
    names = [secret.name for secret in many.get_secrets()]
    assert len(names) == len(set(names)) == 67, len(names)


def check_limits(github, is_enterprise):
    try:
        assert github.get_rate_limit() is not None and not is_enterprise
    except GithubException as error:
        assert is_enterprise and error.status == 404, error


def main(base_url):
    github = Github(
        base_url=base_url,
        auth=Auth.Token("t"),
        timeout=120,
        seconds_between_requests=0,
        seconds_between_writes=0,
        retry=None,
    )
    check_organization(github)
    check_repository(github)
    check_variables(github)
    check_environment(github)
    check_pages(github)
    check_limits(github, is_enterprise=base_url.endswith("/api/v3"))


main(sys.argv[1])
