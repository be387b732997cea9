#!/usr/bin/env bash
# The same work by `gh` in a loop, with as few calls as it takes: one for each scope, and one for each selection.
# The workload lies in files of the working folder: organization.env, selected.env, repository.env, environment.env with
# values, and selected, selection, repositories, environments with names.
#
# usage: gh.sh OWNER read|create
set -euo pipefail
owner=$1

read_all() {
  gh api --paginate "orgs/$owner/actions/secrets?per_page=100" > /dev/null
  while read -r name; do
    gh api --paginate "orgs/$owner/actions/secrets/$name/repositories?per_page=100" > /dev/null
  done < selected
  while read -r repository; do gh secret list --repo "$owner/$repository" > /dev/null; done < repositories
  while read -r repository environment; do
    gh secret list --repo "$owner/$repository" --env "$environment" > /dev/null
  done < environments
}

create_all() {
  gh secret set --org "$owner" --visibility all --env-file organization.env
  gh secret set --org "$owner" --visibility selected --repos "$(paste -sd, selection)" --env-file selected.env
  while read -r repository; do
    gh secret set --repo "$owner/$repository" --env-file repository.env < /dev/null
  done < repositories
  while read -r repository environment; do
    gh secret set --repo "$owner/$repository" --env "$environment" --env-file environment.env < /dev/null
  done < environments
}

"$2_all"
