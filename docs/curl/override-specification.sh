#!/usr/bin/env bash
# An operator lays a campaign's own figures over its photo specification, from a JSON file such as
# {"output":{"bytes":{"max":60000}}}; or takes them away. Orders keep the figures that their photos were judged by.
# usage: override-specification.sh CAMPAIGN OVERRIDES.json|none
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 2 ]] || die "usage: override-specification.sh CAMPAIGN OVERRIDES.json|none"
overrides=null
[[ $2 == none ]] || overrides=$(cat "$2")

echo; echo "== 照片规格 Specification"
sign_in
call PUT "/staff/campaigns/$1/specification-overrides" "$token" $(json "{\"overrides\":$overrides}")
