#!/usr/bin/env bash
# How reviewers did: pace, agreement, reversals. A reviewer sees the own row, senior reviewers and operators see all.
# usage: review-statistics.sh [FROM UNTIL]   (such as 2027-03-01T00:00:00+08:00; the last 30 days unless told)
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 0 || $# == 2 ]] || die "usage: review-statistics.sh [FROM UNTIL]"

sign_in
call GET /staff/reviews/statistics "$token" -G ${1:+--data-urlencode "from=$1" --data-urlencode "until=$2"}
