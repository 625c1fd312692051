#!/usr/bin/env bash
# An integrator's webhooks: keep them, try them, see what was sent, send it once more.
# usage: webhooks.sh list
#        webhooks.sh add URL [EVENT_TYPE...]      (without types all events; shows the secret, once, in full)
#        webhooks.sh test ID
#        webhooks.sh log ID
#        webhooks.sh replay ID SINCE              (a time such as 2027-03-01T00:00:00+08:00)
#        webhooks.sh secret ID                    (another secret, shown once, in full; the old one signs for a day more)
#        webhooks.sh enable ID
#        webhooks.sh delete ID
# CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET are the client, which has the scope webhooks.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
usage="usage: webhooks.sh list | add URL [EVENT_TYPE...] | test ID | log ID | replay ID SINCE | secret ID | enable ID | delete ID"
[[ $# -ge 1 ]] || die "$usage"
what=$1
shift
case "$what $#" in
  "list 0" | "test 1" | "log 1" | "replay 2" | "secret 1" | "enable 1" | "delete 1" | add\ [1-9]*) ;;
  *) die "$usage" ;;
esac

echo; echo "== Webhook"
: "${CAMPUSPHOTO_CLIENT:?}"
sign_in
case $what in
  list) call GET /integrations/webhooks "$token" ;;
  add)
    url=$1
    shift
    types=$(printf '"%s",' "$@")
    [[ $# -gt 0 ]] || types=""
    call POST /integrations/webhooks "$token" $(json "{\"url\":\"$url\",\"eventTypes\":[${types%,}]}")
    echo; echo "webhook $(field webhook.id <<<"$answer") secret $(field secret <<<"$answer")" ;;
  test) call POST "/integrations/webhooks/$1/test" "$token" ;;
  log) call GET "/integrations/webhooks/$1/deliveries" "$token" ;;
  replay) call POST "/integrations/webhooks/$1/replay" "$token" $(json "{\"since\":\"$2\"}") ;;
  secret)
    call POST "/integrations/webhooks/$1/secret" "$token"
    echo; echo "webhook $1 secret $(field secret <<<"$answer")" ;;
  enable) call POST "/integrations/webhooks/$1/enabling" "$token" ;;
  delete) call DELETE "/integrations/webhooks/$1" "$token" ;;
esac
