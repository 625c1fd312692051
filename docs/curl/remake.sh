#!/usr/bin/env bash
# Has what a batch delivered made again from the same photo (lost, damaged, badly printed); the next batch takes it.
# usage: remake.sh BATCH ORDER REASON
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 3 ]] || die "usage: remake.sh BATCH ORDER REASON"

echo; echo "== 重新制作 Remake"
sign_in
call POST "/staff/batches/$1/orders/$2/remake" "$token" $(json "{\"reason\":\"$3\"}")
call GET "/staff/batches/$1" "$token"
