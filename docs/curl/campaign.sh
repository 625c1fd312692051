#!/usr/bin/env bash
# An operator's work: prepare a campaign of a school and open it.
# usage: campaign.sh SCHOOL_CODE NAME DAYS PRICE_FEN [FEATURE_CODE]   (without FEATURE_CODE a random one)
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 4 || $# == 5 ]] || die "usage: campaign.sh SCHOOL_CODE NAME DAYS PRICE_FEN [FEATURE_CODE]"
code=$1 name=$2 days=$3 price=$4 feature=${5:-}

echo; echo "== 采集批次 Campaign"
sign_in
call GET /staff/schools "$token"
school=$(node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>console.log(JSON.parse(s).items.find(one=>one.code===process.argv[1])?.id??""))' "$code" <<<"$answer")
[[ -n $school ]] || die "There is no school $code."
[[ $price == 0 ]] && payer=Free || payer=Student
now=$(date -u +%Y-%m-%dT%H:%M:%SZ) closes=$(date -u -d "+$days days" +%Y-%m-%dT%H:%M:%SZ) last=$(date -u -d "+$((days + 14)) days" +%Y-%m-%dT%H:%M:%SZ)
wish=null
[[ -z $feature ]] || wish="\"$feature\""
call POST /staff/campaigns "$token" $(json "{\"schoolId\":\"$school\",\"name\":\"$name\",\"mode\":\"Organised\",\"payer\":\"$payer\",\"priceFen\":$price,\"opensAt\":\"$now\",\"closesAt\":\"$closes\",\"resubmissionEndsAt\":\"$last\",\"featureCode\":$wish}")
campaign=$(field id <<<"$answer")
call POST "/staff/campaigns/$campaign/opening" "$token"
echo; echo "campaign $campaign feature-code $(field featureCode <<<"$answer")"
