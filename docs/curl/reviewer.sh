#!/usr/bin/env bash
# A reviewer's work: sign in, claim, look, decide.
# usage: reviewer.sh approve|reject [ORDER] [REASON...]   (without ORDER the one that has waited longest)
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
decision=${1:-} order=${2:-}
[[ $decision == approve || $decision == reject ]] || die "usage: reviewer.sh approve|reject [ORDER] [REASON...]"
reasons=("${@:3}")

echo; echo "== 审核 Review"
sign_in
if [[ -z $order ]]; then
  call POST /staff/reviews/next "$token"
  order=$(field orderId <<<"$answer")
else
  call POST "/staff/orders/$order/claim" "$token"
fi

call GET "/staff/orders/$order" "$token"
version=$(etag)
submission=$(field submission.id <<<"$answer")
if [[ $decision == approve ]]; then
  call POST "/staff/orders/$order/approval" "$token" -H "If-Match: $version" $(json "{\"submissionId\":\"$submission\"}")
else
  call GET /staff/rejection-reasons "$token"
  list=$(printf '"%s",' "${reasons[@]:-BLUR}")
  call POST "/staff/orders/$order/rejection" "$token" -H "If-Match: $version" $(json "{\"submissionId\":\"$submission\",\"reasons\":[${list%,}]}")
fi
