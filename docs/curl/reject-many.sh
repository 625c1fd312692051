#!/usr/bin/env bash
# A reviewer rejects many orders with one reason: those that nobody holds and the reviewer's own; the others are named.
# usage: reject-many.sh REASON ORDER...   (at most 200 orders, by identity or number)
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# -ge 2 ]] || die "usage: reject-many.sh REASON ORDER..."
reason=$1
shift

echo; echo "== 批量驳回 Many with one reason"
sign_in
seen=""
for order in "$@"; do
  LINES_SHOWN=0 call GET "/staff/orders/$order" "$token"
  seen+="{\"orderId\":\"$(field order.id <<<"$answer")\",\"version\":$(field version <<<"$answer")},"
done
call POST /staff/reviews/bulk-rejection "$token" $(json "{\"orders\":[${seen%,}],\"reason\":\"$reason\"}")
