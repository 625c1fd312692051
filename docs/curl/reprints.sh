#!/usr/bin/env bash
# Who makes prints: what is to be printed, and with an order the sheet itself and where it is sent.
# usage: reprints.sh [ORDER SHEET.jpg]
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 0 || $# == 2 ]] || die "usage: reprints.sh [ORDER SHEET.jpg]"

echo; echo "== 加洗 Prints"
sign_in
if [[ $# == 0 ]]; then
  call GET "/staff/reprint-orders?status=PendingProduction" "$token"
  exit 0
fi
call GET "/staff/reprint-orders/$1" "$token"
width=$(field line.widthMm <<<"$answer")
sheet="/staff/orders/$1/print-sheet?paper=$(field line.paper <<<"$answer")"
[[ -z $width ]] || sheet+="&widthMm=$width"
printf '\nGET %s\n' "$sheet"
curl -sS -f "$API/api/v1$sheet" -H "Authorization: Bearer $token" -o "$2"
echo "written to $2"
