#!/usr/bin/env bash
# Walks a student's journey through the HTTP API of a running ./dev run, from login to the delivered package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

API=${CAMPUSPHOTO_API:-http://127.0.0.1:5080}
data=${CAMPUSPHOTO_DATA:-$PWD/data}   # where the API keeps staff.json, and where the package goes
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
die() { printf '%s\n' "$*" >&2; exit 1; }
secret() { node -e 'console.log(require(process.argv[1])[process.argv[2]]??"")' "$data/staff.json" "$1"; }

curl -sf -o /dev/null "$API/health/ready" || die "The API does not answer at $API. Start it with ./dev run in another terminal."
[[ -f $data/staff.json ]] || die "$data/staff.json is missing. Stop the API, run ./dev clean and then ./dev run, which makes staff anew."

photo=${1:-}
qr=${2:-}
if [[ -z $photo || -z $qr ]]; then
  ./dev sample "$files" >/dev/null
  [[ -n $photo ]] || echo "No photo was given: a portrait was drawn."
  [[ -n $qr ]] || echo "No collection code was given: one was issued."
  photo=${photo:-$files/photo.jpg} qr=${qr:-$files/code.png}
fi

docs/curl/student.sh "$photo" "$qr" m9ng02 | tee "$files/student"
read -r _ order _ number _ campaign < <(tail -n 1 "$files/student")
CAMPUSPHOTO_USER=reviewer CAMPUSPHOTO_PASSWORD=$(secret reviewer) docs/curl/reviewer.sh approve "$order"
integrator() { CAMPUSPHOTO_CLIENT=demo-integrator CAMPUSPHOTO_SECRET=$(secret demo-integrator) docs/curl/integrator.sh "$number"; }
integrator | tee "$files/approved"
grep -qE '待制作|Waiting for production' "$files/approved" || die "The order is not at 待制作."
package=$data/batch-$order.zip
CAMPUSPHOTO_USER=operator CAMPUSPHOTO_PASSWORD=$(secret operator) docs/curl/operator.sh "$campaign" "$package" "demo-$order"
echo; echo "The package is $package:"
node eng/show-package.mjs "$package"
integrator
echo; echo "Order $number went 待支付 → 待审核 → 待制作 → 制作中 → 已完成."
