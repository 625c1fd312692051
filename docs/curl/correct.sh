#!/usr/bin/env bash
# 勘误: has the photo of an order in production, or delivered, done again, free of charge for the student.
# usage: correct.sh ORDER REASON [DEADLINE]
# ORDER is an identity or a number; DEADLINE a time such as 2027-05-31T23:59:59+08:00, the campaign's usual time when missing.
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 2 || $# == 3 ]] || die "usage: correct.sh ORDER REASON [DEADLINE]"

echo; echo "== 勘误 Correction"
sign_in
LINES_SHOWN=0 call GET "/staff/orders/$1" "$token"
order=$(field order.id <<<"$answer") version=$(etag)
deadline=""
[[ $# == 2 ]] || deadline=",\"deadline\":\"$3\""
call POST "/staff/orders/$order/correction" "$token" -H "If-Match: $version" $(json "{\"reason\":\"$2\"$deadline}")
