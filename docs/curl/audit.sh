#!/usr/bin/env bash
# An administrator's work: who did what to a thing, and who was shown which face. The chain itself is verified at the
# server's console by the program's command: audit verify.
# usage: audit.sh [SUBJECT]   (identity of an order, a person, a campaign, ...; without it the latest entries)
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# -le 1 ]] || die "usage: audit.sh [SUBJECT]"

echo; echo "== 审计 Audit"
sign_in
call GET "/staff/audit${1:+?subject=$1}" "$token"
