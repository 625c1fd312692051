#!/usr/bin/env bash
# Support: the tickets that wait for an answer, the longest waiting first; with a ticket what was said, and with words the answer.
# usage: tickets.sh [TICKET [ANSWER [close]]]
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# -le 3 && ${3:-close} == close ]] || die "usage: tickets.sh [TICKET [ANSWER [close]]]"

echo; echo "== 在线客服 Support"
sign_in
if [[ $# == 0 ]]; then
  call GET /staff/tickets "$token"
  exit 0
fi
call GET "/staff/tickets/$1" "$token"
[[ $# -ge 2 ]] || exit 0
node -e 'console.log(JSON.stringify({text:process.argv[1],close:process.argv[2]==="close"}))' "$2" "${3:-}" >"$work/answer-body"
call POST "/staff/tickets/$1/messages" "$token" -H Content-Type:application/json --data-binary "@$work/answer-body"
