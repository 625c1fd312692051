#!/usr/bin/env bash
# Reminds the students of a campaign who joined and are still missing; at most once a day.
# usage: remind.sh CAMPAIGN
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 1 ]] || die "usage: remind.sh CAMPAIGN"

echo; echo "== 催办 Reminders"
sign_in
call POST "/staff/campaigns/$1/reminders" "$token"
