#!/usr/bin/env bash
# Invoices that are asked for, the oldest first; with one and its number it is marked as issued.
# usage: invoices.sh [REQUEST NUMBER]
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 0 || $# == 2 ]] || die "usage: invoices.sh [REQUEST NUMBER]"

echo; echo "== 发票 Invoices"
sign_in
if [[ $# == 0 ]]; then
  call GET /staff/invoices "$token"
  exit 0
fi
call POST "/staff/invoices/$1/issuing" "$token" -H "Idempotency-Key: $1" $(json "{\"number\":\"$2\"}")
