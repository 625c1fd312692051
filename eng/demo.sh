#!/usr/bin/env bash
# Walks a student's journey through the HTTP API of a running ./dev run, from login to the delivered package.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

API=${CAMPUSPHOTO_API:-http://127.0.0.1:5080}
SIM=${CAMPUSPHOTO_STAND_IN:-http://127.0.0.1:5081}
LANGUAGE=${CAMPUSPHOTO_LANGUAGE:-zh-CN}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

die() { printf '%s\n' "$*" >&2; exit 1; }

# field NAME reads .a.b[0] out of the JSON on standard input.
field() { node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>{let v=JSON.parse(s);for(const k of process.argv[1].split("."))v=v?.[k];console.log(typeof v==="object"?JSON.stringify(v):v??"")})' "$1"; }
pretty() { node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>{try{console.log(JSON.stringify(JSON.parse(s),null,2))}catch{console.log(s)}})'; }
# Tokens and signed links are shortened on the screen.
short() { sed -E 's/("(accessToken|refreshToken|paySign|photoUrl|package|nonceStr)": "[^"]{12})[^"]*"/\1…"/'; }

# call METHOD PATH TOKEN [curl arguments]: prints the call and its answer, leaves the answer in $answer.
call() {
  local method=$1 path=$2 token=$3 status
  shift 3
  printf '\n\033[1m%s %s\033[0m\n' "$method" "$path"
  local headers=(-H "Accept-Language: $LANGUAGE")
  [[ -z $token ]] || headers+=(-H "Authorization: Bearer $token")
  status=$(curl -sS -X "$method" "$API/api/v1$path" "${headers[@]}" "$@" -o "$work/answer" -D "$work/headers" -w '%{http_code}')
  answer=$(cat "$work/answer")
  printf '%s\n' "$status"
  [[ -z $answer ]] || pretty <"$work/answer" | short | awk -v most="${LINES_SHOWN:-40}" 'NR <= most { print } NR == most + 1 { print "  …" }'
  [[ $status == 2* ]] || die "
$(field title <<<"$answer") $(field detail <<<"$answer")"
}
json() { printf '%s' "$1" >"$work/body"; echo "-H Content-Type:application/json --data-binary @$work/body"; }
etag() { grep -i '^etag:' "$work/headers" | tr -d '\r' | cut -d' ' -f2; }

curl -sf -o /dev/null "$API/health/ready" || die "The API does not answer at $API. Start it with ./dev run in another terminal."
[[ -f data/staff.json ]] || die "data/staff.json is missing. Stop the API, run ./dev clean and then ./dev run, which makes staff anew."

photo=${1:-}
qr=${2:-}
if [[ -z $photo ]]; then
  photo=$work/portrait.jpg
  dotnet tests/PortraitStudio/bin/Debug/net10.0/CampusPhoto.PortraitStudio.dll "$photo" >/dev/null
  echo "No photo was given: a portrait was drawn."
fi
if [[ -z $qr ]]; then
  qr=$work/code.png
  ASPNETCORE_ENVIRONMENT=Development dotnet src/WebApi/bin/Debug/net10.0/CampusPhoto.WebApi.dll issue-code --out "$qr" >/dev/null
  echo "No collection code was given: one was issued."
fi
[[ -f $photo ]] || die "There is no file $photo."
[[ -f $qr ]] || die "There is no file $qr."

echo; echo "== 授权登录 Login"
call GET /agreements/current ""
agreement=$(field version <<<"$answer")
guide=$(field photoGuide.version <<<"$answer")
face=$(field faceData.version <<<"$answer")
login=$(curl -sS "$SIM/sim/login-codes" -H 'Content-Type: application/json' -d '{}')
open_id=$(field openId <<<"$login")
phone=1380013$((RANDOM % 9000 + 1000))
phone_code=$(curl -sS "$SIM/sim/phone-codes" -H 'Content-Type: application/json' -d "{\"openId\":\"$open_id\",\"phone\":\"$phone\"}" | field code)
call POST /auth/wechat-login "" $(json "{\"loginCode\":\"$(field code <<<"$login")\",\"phoneCode\":\"$phone_code\",\"agreementVersion\":\"$agreement\"}")
token=$(field accessToken <<<"$answer")
call GET /home "$token"

echo; echo "== 添加采集信息 Collection code"
call POST /collection-codes/recognitions "$token" -F "image=@$qr"
recognition=$(field recognitionId <<<"$answer")
call POST /enrolments "$token" $(json "{\"recognitionId\":\"$recognition\",\"featureCode\":\"m9ng02\"}")
enrolment=$(field id <<<"$answer")
campaign=$(field campaignId <<<"$answer")

echo; echo "== 拍摄/上传照片 Photo"
call GET "/enrolments/$enrolment/photo-guide" "$token"
call POST /consents "$token" $(json "{\"purpose\":\"PhotoGuide\",\"version\":\"$guide\"}")
call POST /consents "$token" $(json "{\"purpose\":\"FaceData\",\"version\":\"$face\"}")
call POST /submissions "$token" -F "enrolmentId=$enrolment" -F "photo=@$photo"
submission=$(field id <<<"$answer")
if [[ $(field verdict <<<"$answer") != Pass ]]; then
  echo
  field verdictText <<<"$answer"
  field report.items <<<"$answer" | node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>{for(const i of JSON.parse(s))if(i.verdict==="Fail"&&i.severity==="Block")console.log(`- ${i.message.zh} ${i.remedy?.zh??""}\n  ${i.message.en} ${i.remedy?.en??""}`)})'
  exit 1
fi

echo; echo "== 提交照片, 支付订单 Order and payment"
call POST /orders "$token" -H "Idempotency-Key: demo-$submission" $(json "{\"submissionId\":\"$submission\"}")
order=$(field id <<<"$answer")
call POST "/orders/$order/payments" "$token"
parameters=$(field parameters <<<"$answer")
echo; echo "The student pays on the phone (the stand-in checks paySign as WeChat would):"
node -e 'const p=JSON.parse(process.argv[1]);console.log(JSON.stringify({...p,openId:process.argv[2],outcome:"success"}))' "$parameters" "$open_id" >"$work/pay"
curl -sS "$SIM/sim/pay" -H 'Content-Type: application/json' --data-binary @"$work/pay"; echo
call POST "/orders/$order/payments/confirmation" "$token"

echo; echo "== 审核 Review"
call POST /staff/auth/login "" $(json "{\"userName\":\"reviewer\",\"password\":\"$(field reviewer <data/staff.json)\"}")
reviewer=$(field accessToken <<<"$answer")
call GET "/staff/orders/$order" "$reviewer"
call POST "/staff/orders/$order/claim" "$reviewer"
call POST "/staff/orders/$order/approval" "$reviewer" -H "If-Match: $(etag)" $(json "{\"submissionId\":\"$submission\"}")
call GET "/orders/$order" "$token"
echo; echo "The order stands at: $(field statusText <<<"$answer")"

echo; echo "== 制作 Production"
call POST /staff/auth/login "" $(json "{\"userName\":\"operator\",\"password\":\"$(field operator <data/staff.json)\"}")
operator=$(field accessToken <<<"$answer")
call POST /staff/batches "$operator" $(json "{\"campaignId\":\"$campaign\"}")
batch=$(field batch.id <<<"$answer")
mkdir -p data
package=data/batch-$batch.zip
curl -sS -f "$API/api/v1/staff/batches/$batch/package" -H "Authorization: Bearer $operator" -o "$package"
echo; echo "The package is $package:"
node eng/show-package.mjs "$package"
call POST "/staff/batches/$batch/completion" "$operator" $(json '{"receipt":"demo"}')
call GET "/orders/$order" "$token"
echo; echo "Done: the order is $(field statusText <<<"$answer")."
