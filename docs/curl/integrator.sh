#!/usr/bin/env bash
# Another organisation's program: a token by client credentials, and where an order stands.
# usage: integrator.sh ORDER_NUMBER
# CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET are the client.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 1 ]] || die "usage: integrator.sh ORDER_NUMBER"

echo; echo "== 第三方 Integrator"
printf 'grant_type=client_credentials&client_id=%s&client_secret=%s' "${CAMPUSPHOTO_CLIENT:?}" "${CAMPUSPHOTO_SECRET:?}" >"$work/form"
call POST /integrations/token "" --data-binary "@$work/form"
call GET "/integrations/orders/$1" "$(field access_token <<<"$answer")"
