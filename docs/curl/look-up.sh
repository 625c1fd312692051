#!/usr/bin/env bash
# Look an order up by its number or identity: where it stands, its photo, decisions and payments. It is recorded who looked.
# usage: look-up.sh ORDER
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 1 ]] || die "usage: look-up.sh ORDER"

echo; echo "== 订单 Order"
sign_in
call GET "/staff/orders/$1" "$token"
