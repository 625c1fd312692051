#!/usr/bin/env bash
# A student's journey: login, collection code, photo, order, payment.
# usage: student.sh PHOTO CODE FEATURE_CODE   (CODE is a picture of the collection code)
# The phone's part (wx.login, the phone button, wx.requestPayment) is played by the WeChat stand-in at
# CAMPUSPHOTO_STAND_IN. The last line names the order.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
SIM=${CAMPUSPHOTO_STAND_IN:-http://127.0.0.1:5081}
[[ $# == 3 ]] || die "usage: student.sh PHOTO CODE FEATURE_CODE"
photo=$1 code=$2 feature=$3
[[ -f $photo ]] || die "There is no file $photo."
[[ -f $code ]] || die "There is no file $code."
phone_says() { curl -sS "$SIM/sim/$1" -H 'Content-Type: application/json' -d "$2"; }

echo; echo "== 授权登录 Login"
call GET /agreements/current ""
agreement=$(field version <<<"$answer")
guide=$(field photoGuide.version <<<"$answer")
face=$(field faceData.version <<<"$answer")
login=$(phone_says login-codes '{}')
open_id=$(field openId <<<"$login")
phone_code=$(phone_says phone-codes "{\"openId\":\"$open_id\",\"phone\":\"1380013$((RANDOM % 9000 + 1000))\"}" | field code)
call POST /auth/wechat-login "" $(json "{\"loginCode\":\"$(field code <<<"$login")\",\"phoneCode\":\"$phone_code\",\"agreementVersion\":\"$agreement\"}")
token=$(field accessToken <<<"$answer")
call GET /home "$token"

echo; echo "== 添加采集信息 Collection code"
call POST /collection-codes/recognitions "$token" -F "image=@$code"
call POST /enrolments "$token" $(json "{\"recognitionId\":\"$(field recognitionId <<<"$answer")\",\"featureCode\":\"$feature\"}")
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
call POST /orders "$token" -H "Idempotency-Key: $submission" $(json "{\"submissionId\":\"$submission\"}")
order=$(field id <<<"$answer")
number=$(field number <<<"$answer")
call POST "/orders/$order/payments" "$token"
payment=$(node -e 'console.log(JSON.stringify({...JSON.parse(process.argv[1]).parameters,openId:process.argv[2],outcome:"success"}))' "$answer" "$open_id")
echo; echo "The student pays on the phone:"
phone_says pay "$payment"; echo
call POST "/orders/$order/payments/confirmation" "$token"
call GET "/orders?status=PendingReview" "$token"
echo
echo "order $order number $number campaign $campaign"
