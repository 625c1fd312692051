#!/usr/bin/env bash
# What is kept for how long, how many faces are stored, and what the last runs of the erasure job erased.
# usage: retention.sh
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 0 ]] || die "usage: retention.sh"

echo; echo "== 保存期 Retention"
sign_in
call GET /staff/retention "$token"
