#!/usr/bin/env bash
# An operator's work: make a batch of a campaign's approved orders, download its package, record the delivery.
# usage: operator.sh CAMPAIGN PACKAGE.zip RECEIPT
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 3 ]] || die "usage: operator.sh CAMPAIGN PACKAGE.zip RECEIPT"
campaign=$1 package=$2 receipt=$3

echo; echo "== 制作 Production"
sign_in
call POST /staff/batches "$token" -H "Idempotency-Key: $receipt" $(json "{\"campaignId\":\"$campaign\"}")
batch=$(field batch.id <<<"$answer")
printf '\nGET /staff/batches/%s/package\n' "$batch"
curl -sS -f "$API/api/v1/staff/batches/$batch/package" -H "Authorization: Bearer $token" -o "$package"
echo "written to $package"
call POST "/staff/batches/$batch/completion" "$token" $(json "{\"receipt\":\"$receipt\"}")
