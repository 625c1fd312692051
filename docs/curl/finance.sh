#!/usr/bin/env bash
# What people do with money. CAMPUSPHOTO_USER and CAMPUSPHOTO_PASSWORD (and CAMPUSPHOTO_CODE) are who signs in, or
# CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET; in brackets is who may.
# usage: finance.sh payments                         payments that wait for a person          (operator, finance)
#        finance.sh payment NUMBER                   all about a payment, by any of its numbers (operator, finance)
#        finance.sh query OUT_TRADE_NO               ask WeChat again, now                    (operator, finance)
#        finance.sh decide OUT_TRADE_NO TRANSACTION accept|return REASON                      (finance)
#        finance.sh request ORDER REASON             ask for the whole payment back           (operator)
#        finance.sh approve ORDER                    give it back; above the limit two do     (finance)
#        finance.sh decline ORDER REASON                                                      (finance)
#        finance.sh goodwill ORDER FEN REASON        one proposes, the same by another gives  (finance)
#        finance.sh settle OUT_REFUND_NO             send or ask for a refund now             (finance)
#        finance.sh redirect OUT_REFUND_NO merchant  an abnormal refund to our own bank       (finance)
#        finance.sh redirect OUT_REFUND_NO card      to the payer's card, by two people; asks (finance)
#        finance.sh paid OUT_REFUND_NO EVIDENCE      people have paid it, and prove it        (finance)
#        finance.sh day ACCOUNT YYYY-MM-DD [FILE]    a day's reconciliation, as CSV to FILE   (operator, finance)
#        finance.sh compare ACCOUNT YYYY-MM-DD       fetch the bill and compare now           (operator, finance)
#        finance.sh dead                             events that were given up                (operator)
#        finance.sh replay ID                        have one delivered again                 (operator)
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/calls.sh"
help_of "$@"
usage() { die "$(sed -n '4,19s/^# *//p' "${BASH_SOURCE[0]}")"; }
[[ $# -ge 1 ]] || usage

echo; echo "== 财务 Money"
sign_in

# seen ORDER: reads the order's money and leaves its version in $version and its id in $order.
seen() {
  call GET "/staff/payments/$1" "$token"
  version=$(etag)
  order=$(field orderId <<<"$answer")
}

case "$1:$#" in
  payments:1) LINES_SHOWN=2000; call GET /staff/payments "$token"; call GET "/staff/refunds?state=Abnormal" "$token"; call GET /staff/refunds/requests "$token" ;;
  payment:2) LINES_SHOWN=200 seen "$2" ;;
  query:2) LINES_SHOWN=200 call POST "/staff/payments/$2/query" "$token" ;;
  decide:5)
    seen "$2"
    decision=$([[ $4 == accept ]] && echo Accept || echo Return)
    call POST "/staff/payments/$2/decision" "$token" -H "If-Match: $version" $(json "{\"transactionId\":\"$3\",\"decision\":\"$decision\",\"reason\":\"$5\"}") ;;
  request:3) seen "$2"; call POST "/staff/refunds/orders/$order/request" "$token" -H "If-Match: $version" $(json "{\"reason\":\"$3\"}") ;;
  approve:2) seen "$2"; call POST "/staff/refunds/orders/$order/approval" "$token" -H "If-Match: $version" ;;
  decline:3) seen "$2"; call POST "/staff/refunds/orders/$order/decline" "$token" -H "If-Match: $version" $(json "{\"reason\":\"$3\"}") ;;
  goodwill:4) seen "$2"; call POST "/staff/refunds/orders/$order/goodwill" "$token" -H "If-Match: $version" $(json "{\"amountFen\":$3,\"reason\":\"$4\"}") ;;
  settle:2) call POST "/staff/refunds/$2/settlement" "$token" ;;
  redirect:3)
    case $3 in
      merchant) call POST "/staff/refunds/$2/redirection" "$token" $(json '{"destination":"Merchant"}') ;;
      card) # What is typed is in no list of processes and no history.
        read -rp 'Bank, such as ICBC_DEBIT: ' bank; read -rsp 'Card: ' card; echo; read -rp 'Holder: ' holder
        call POST "/staff/refunds/$2/redirection" "$token" $(json "{\"destination\":\"PayerCard\",\"card\":{\"bank\":\"$bank\",\"number\":\"$card\",\"holder\":\"$holder\"}}") ;;
      *) usage ;;
    esac ;;
  paid:3) call POST "/staff/refunds/$2/evidence" "$token" $(json "{\"evidence\":\"$3\"}") ;;
  day:3) call GET "/staff/reconciliations/$2/$3" "$token" ;;
  day:4)
    printf '\nGET /staff/reconciliations/%s/%s/csv\n' "$2" "$3"
    curl -sS -f "$API/api/v1/staff/reconciliations/$2/$3/csv" -H "Authorization: Bearer $token" -o "$4"
    echo "written to $4" ;;
  compare:3) call POST "/staff/reconciliations/$2/$3" "$token" ;;
  dead:1) call GET /staff/dead-letters "$token" ;;
  replay:2) call POST "/staff/dead-letters/$2/replay" "$token" ;;
  *) usage ;;
esac
