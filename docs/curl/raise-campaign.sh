#!/usr/bin/env bash
# An operator raises a campaign in the review queue, or has it wait its turn again; and says how many approvals of a
# hundred get a second opinion.
# usage: raise-campaign.sh CAMPAIGN Raised|Ordinary [PERCENT]
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 2 || $# == 3 ]] || die "usage: raise-campaign.sh CAMPAIGN Raised|Ordinary [PERCENT]"

sign_in
call POST "/staff/campaigns/$1/review" "$token" $(json "{\"priority\":\"$2\",\"secondOpinionPercent\":${3:-null}}")
