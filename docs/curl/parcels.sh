#!/usr/bin/env bash
# Parcels of a batch's posted prints: fetches the list of addresses, and takes it back with carrier and parcel number
# filled in (or any CSV or XLSX file with order_number, carrier, parcel_number).
# usage: parcels.sh BATCH addresses ADDRESSES.csv
#        parcels.sh BATCH sent PARCELS.csv|PARCELS.xlsx
# CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in; or CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
[[ $# == 3 ]] || die "usage: parcels.sh BATCH addresses|sent FILE"

echo; echo "== 寄送 Parcels"
case $2 in
  addresses)
    sign_in
    printf '\nGET /staff/batches/%s/addresses.csv\n' "$1"
    curl -sS -f "$API/api/v1/staff/batches/$1/addresses.csv" -H "Authorization: Bearer $token" -o "$3"
    chmod 600 "$3"
    echo "written to $3" ;;
  sent)
    sign_in
    call POST "/staff/batches/$1/parcels" "$token" -F "file=@$3" ;;
  *) die "usage: parcels.sh BATCH addresses|sent FILE" ;;
esac
