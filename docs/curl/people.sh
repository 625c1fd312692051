#!/usr/bin/env bash
# An administrator's work: let a person work here, and show who does.
# usage: people.sh USER_NAME ROLE[,ROLE...] [SCHOOL_CODE]   (SCHOOL_CODE with the role SchoolStaff)
# The first password goes into the file that CAMPUSPHOTO_PASSWORD_FILE names, or else to the screen.
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 2 || $# == 3 ]] || die "usage: people.sh USER_NAME ROLE[,ROLE...] [SCHOOL_CODE]"
name=$1 roles=\"${2//,/\",\"}\" school=null

echo; echo "== 人员 People"
sign_in
if [[ -n ${3:-} ]]; then
  call GET /staff/schools "$token"
  school=$(node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>console.log(JSON.stringify(JSON.parse(s).items.find(one=>one.code===process.argv[1])?.id??null)))' "$3" <<<"$answer")
  [[ $school != null ]] || die "There is no school $3."
fi
call POST /staff/people "$token" $(json "{\"userName\":\"$name\",\"roles\":[$roles],\"schoolId\":$school}")
password=$(field password <<<"$answer")
call GET /staff/people "$token"
if [[ -n ${CAMPUSPHOTO_PASSWORD_FILE:-} ]]; then (umask 077; printf '%s\n' "$password" >"$CAMPUSPHOTO_PASSWORD_FILE"); else echo "password $password"; fi
