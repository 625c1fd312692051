#!/usr/bin/env bash
# Generates a client from docs/openapi.json, holds the journey's types against it, and walks the journey with it.
# CAMPUSPHOTO_API, CAMPUSPHOTO_CLIENT and CAMPUSPHOTO_SECRET are where and as whom; the argument is a photo that passes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$here/bin
mkdir -p "$work"
node "$here/node_modules/openapi-typescript/bin/cli.js" "$here/../../docs/openapi.json" -o "$work/schema.d.ts" >/dev/null
cp "$here/journey.ts" "$work/journey.ts"
node "$here/node_modules/typescript/bin/tsc" --project "$here/tsconfig.json"
exec node "$work/journey.js" "$1"
