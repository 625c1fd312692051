#!/usr/bin/env bash
# A school's work: import a roster (CSV or XLSX), see how far its students are, and get the list of those who are missing
# and, with a third argument, collection codes of our own for all of them: pictures, or sheets to print.
# usage: roster.sh CAMPAIGN ROSTER.csv|ROSTER.xlsx [CODES.zip|CODES.pdf]
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 2 || $# == 3 ]] || die "usage: roster.sh CAMPAIGN ROSTER.csv|ROSTER.xlsx [CODES.zip|CODES.pdf]"
campaign=$1 roster=$2 codes=${3:-}

echo; echo "== 名单 Roster"
sign_in
call POST "/staff/campaigns/$campaign/roster" "$token" -F "file=@$roster"
call GET "/staff/campaigns/$campaign/progress" "$token"
call GET "/staff/campaigns/$campaign/missing" "$token"
if [[ -n $codes ]]; then
  path=/staff/campaigns/$campaign/collection-codes
  [[ $codes != *.pdf ]] || path+=.pdf
  printf '\nGET %s\n' "$path"
  curl -sS -f "$API/api/v1$path" -H "Authorization: Bearer $token" -o "$codes"
  echo "written to $codes"
fi
