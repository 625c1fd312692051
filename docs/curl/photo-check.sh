#!/usr/bin/env bash
# Another organisation's program: checks a photo without an order; nothing is kept.
# usage: photo-check.sh PHOTO [SPECIFICATION]
# CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET are the client, which has the scope photo-checks.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 1 || $# == 2 ]] || die "usage: photo-check.sh PHOTO [SPECIFICATION]"
[[ -f $1 ]] || die "There is no file $1."

echo; echo "== 试检 Trial"
call GET /photo-specifications ""
printf 'grant_type=client_credentials&client_id=%s&client_secret=%s' "${CAMPUSPHOTO_CLIENT:?}" "${CAMPUSPHOTO_SECRET:?}" >"$work/form"
call POST /integrations/token "" --data-binary "@$work/form"
call POST /integrations/photo-checks "$(field access_token <<<"$answer")" -F "specificationId=${2:-chsi-graduation-2017}" -F "photo=@$1"
