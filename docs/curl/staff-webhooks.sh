#!/usr/bin/env bash
# An operator or administrator helps an integrator: where events go, what came of them, and sending them once more.
# usage: staff-webhooks.sh [CLIENT_ID]
#        staff-webhooks.sh log WEBHOOK
#        staff-webhooks.sh replay WEBHOOK SINCE          (a time such as 2027-03-01T00:00:00+08:00)
#        staff-webhooks.sh replay-one WEBHOOK DELIVERY
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
usage="usage: staff-webhooks.sh [CLIENT_ID] | log WEBHOOK | replay WEBHOOK SINCE | replay-one WEBHOOK DELIVERY"
case "${1:-} $#" in
  "log 2" | "replay 3" | "replay-one 3") ;;
  "log "* | "replay "* | "replay-one "*) die "$usage" ;;
  *) [[ $# -le 1 ]] || die "$usage" ;;
esac

echo; echo "== Webhook"
sign_in
case ${1:-} in
  log) call GET "/staff/webhooks/$2/deliveries" "$token" ;;
  replay) call POST "/staff/webhooks/$2/replay" "$token" $(json "{\"since\":\"$3\"}") ;;
  replay-one) call POST "/staff/webhooks/$2/deliveries/$3/replay" "$token" ;;
  *) call GET "/staff/webhooks${1:+?clientId=$1}" "$token" ;;
esac
