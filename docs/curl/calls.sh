# What the scripts beside this one share. Needs bash, curl and node.
# CAMPUSPHOTO_API is where the API listens, CAMPUSPHOTO_LANGUAGE the language of its answers.
API=${CAMPUSPHOTO_API:-http://127.0.0.1:5080}
LANGUAGE=${CAMPUSPHOTO_LANGUAGE:-zh-CN}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# help_of "$@": with --help prints the comment at the script's head and ends.
help_of() {
  [[ ${1:-} == --help ]] || return 0
  awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0"
  exit 0
}

# sign_in: a member of staff by CAMPUSPHOTO_USER, CAMPUSPHOTO_PASSWORD and, with a second factor, CAMPUSPHOTO_CODE; or a
# person's script by CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET. Leaves the token in $token.
sign_in() {
  if [[ -n ${CAMPUSPHOTO_CLIENT:-} ]]; then
    printf 'grant_type=client_credentials&client_id=%s&client_secret=%s' "$CAMPUSPHOTO_CLIENT" "${CAMPUSPHOTO_SECRET:?}" >"$work/form"
    call POST /integrations/token "" --data-binary "@$work/form"
    token=$(field access_token <<<"$answer")
    return
  fi
  local code=""
  [[ -z ${CAMPUSPHOTO_CODE:-} ]] || code=",\"secondFactor\":\"$CAMPUSPHOTO_CODE\""
  call POST /staff/auth/login "" $(json "{\"userName\":\"${CAMPUSPHOTO_USER:?}\",\"password\":\"${CAMPUSPHOTO_PASSWORD:?}\"$code}")
  token=$(field accessToken <<<"$answer")
}

die() { printf '%s\n' "$*" >&2; exit 1; }

# field NAME reads .a.b.0 out of the JSON on standard input.
field() { node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>{let v=JSON.parse(s);for(const k of process.argv[1].split("."))v=v?.[k];console.log(typeof v==="object"?JSON.stringify(v):v??"")})' "$1"; }
pretty() { node -e 'let s="";process.stdin.on("data",d=>s+=d).on("end",()=>{try{console.log(JSON.stringify(JSON.parse(s),null,2))}catch{console.log(s)}})'; }
# Tokens and signed links are shortened on the screen.
short() { sed -E 's/("(accessToken|refreshToken|access_token|password|secret|paySign|photoUrl|package|nonceStr)": "[^"]{12})[^"]*"/\1…"/'; }

# call METHOD PATH TOKEN [curl arguments]: prints the call and its answer, and leaves the answer in $answer. A refusal
# is told and ends the script.
call() {
  local method=$1 path=$2 token=$3 status
  shift 3
  printf '\n%s %s\n' "$method" "$path"
  local headers=(-H "Accept-Language: $LANGUAGE")
  [[ -z $token ]] || headers+=(-H "Authorization: Bearer $token")
  status=$(curl -sS -X "$method" "$API/api/v1$path" "${headers[@]}" "$@" -o "$work/answer" -D "$work/headers" -w '%{http_code}')
  answer=$(cat "$work/answer")
  printf '%s\n' "$status"
  [[ -z $answer ]] || pretty <"$work/answer" | short | awk -v most="${LINES_SHOWN:-40}" 'NR <= most { print } NR == most + 1 { print "  …" }'
  [[ $status == 2* ]] || die "
$(field title <<<"$answer") $(field detail <<<"$answer")"
}

# json TEXT: curl arguments that send it; through a file, so that no password is seen among the processes.
json() { printf '%s' "$1" >"$work/body"; echo "-H Content-Type:application/json --data-binary @$work/body"; }
etag() { grep -i '^etag:' "$work/headers" | tr -d '\r' | cut -d' ' -f2; }
