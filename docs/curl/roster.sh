#!/usr/bin/env bash
# A school's work: import a roster (CSV or XLSX), see how far its students are, and get the list of those who are missing
# and, with a third argument, collection codes of our own for all of them.
# usage: roster.sh CAMPAIGN ROSTER.csv|ROSTER.xlsx [CODES.zip]
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 2 || $# == 3 ]] || die "usage: roster.sh CAMPAIGN ROSTER.csv|ROSTER.xlsx [CODES.zip]"
campaign=$1 roster=$2 codes=${3:-}

echo; echo "== 名单 Roster"
sign_in
call POST "/staff/campaigns/$campaign/roster" "$token" -F "file=@$roster"
call GET "/staff/campaigns/$campaign/progress" "$token"
call GET "/staff/campaigns/$campaign/missing" "$token"
if [[ -n $codes ]]; then
  printf '\nGET /staff/campaigns/%s/collection-codes\n' "$campaign"
  curl -sS -f "$API/api/v1/staff/campaigns/$campaign/collection-codes" -H "Authorization: Bearer $token" -o "$codes"
  echo "written to $codes"
fi
