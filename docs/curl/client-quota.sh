#!/usr/bin/env bash
# An administrator changes what a client may use up; "usual" stands for what every client may. Without numbers the clients
# are shown.
# usage: client-quota.sh [CLIENT_ID CALLS_PER_MINUTE|usual PHOTO_CHECKS_PER_DAY|usual]
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 0 || $# == 3 ]] || die "usage: client-quota.sh [CLIENT_ID CALLS_PER_MINUTE|usual PHOTO_CHECKS_PER_DAY|usual]"

echo; echo "== 接入额度 Quota"
sign_in
call GET /staff/clients "$token"
[[ $# == 3 ]] || exit 0
client=$(node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>console.log(JSON.parse(s).items.find(one=>one.clientId===process.argv[1])?.id??""))' "$1" <<<"$answer")
[[ -n $client ]] || die "There is no client $1."
call PUT "/staff/clients/$client/quota" "$token" $(json "{\"callsPerMinute\":${2/usual/null},\"photoChecksPerDay\":${3/usual/null}}")
