#!/usr/bin/env bash
# 学信网's results of a campaign: import a file (CSV or XLSX with unique_number or order_number, result, reason), or with
# try only see what would happen; without a file, list what is known, all of it or Accepted, Refused or Awaited ones.
# usage: results.sh CAMPAIGN [Accepted|Refused|Awaited]
#        results.sh CAMPAIGN import|try RESULTS.csv|RESULTS.xlsx
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
usage="usage: results.sh CAMPAIGN [Accepted|Refused|Awaited] or results.sh CAMPAIGN import|try RESULTS"
[[ $# -ge 1 && $# -le 3 ]] || die "$usage"

echo; echo "== 学信网审核结果 Results"
case ${2:-} in
  import|try)
    [[ $# == 3 ]] || die "$usage"
    sign_in
    query=""
    [[ $2 == import ]] || query="?dryRun=true"
    call POST "/staff/campaigns/$1/results$query" "$token" -F "file=@$3" ;;
  *)
    [[ $# -le 2 ]] || die "$usage"
    sign_in
    call GET "/staff/campaigns/$1/results${2:+?result=$2}" "$token" ;;
esac
