#!/usr/bin/env bash
# A school's or an operator's work after a feature code leaked: give the campaign another.
# usage: rotate-code.sh CAMPAIGN [FEATURE_CODE]   (without FEATURE_CODE a random one)
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 1 || $# == 2 ]] || die "usage: rotate-code.sh CAMPAIGN [FEATURE_CODE]"

echo; echo "== 特征码 Feature code"
sign_in
[[ -z ${2:-} ]] && body={} || body="{\"featureCode\":\"$2\"}"
call POST "/staff/campaigns/$1/feature-code" "$token" $(json "$body")
echo; echo "feature-code $(field featureCode <<<"$answer")"
