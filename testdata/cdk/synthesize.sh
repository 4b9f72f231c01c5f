#!/bin/sh
# Synthesizes the apps beside this file anew. Needs Node.js with npm, and Python 3 with venv.
# The work is done in a copy; the traces then name the fixed folder /app in its place.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/typescript" "$here/python" "$work"
find "$work" -name 'cdk.out*' -prune -exec rm -rf {} +
export CDK_DISABLE_VERSION_CHECK=1 CI=1

# Keeps what cors-lint reads of an assembly: no library code, no tree, no reports.
keep() {
    rm -f "$1/tree.json" "$1/validation-report.json" "$1/performance-counters.json" "$1"/asset.*.zip
    find "$1" -name 'index.*' -path '*/asset.*' -exec rm -f {} +
    find "$1" -type d -empty -delete
    find "$1" -type f -exec sed -i -e "s|$work/|/app/|g" -e 's|(/[^ ]*/lib/program.js|(/host/lib/program.js|' -e 's|(/[^ ]*/jsii-kernel-[^/]*/|(/host/jsii-kernel-/|' {} +
    rm -rf "$2"
    cp -R "$1" "$2"
}

cd "$work/typescript"
npm install --no-audit --no-fund --silent
cdk="$work/typescript/node_modules/.bin/cdk"
"$cdk" synth --quiet --output "$work/plain"
"$cdk" synth --quiet --debug --output "$work/debug"
"$cdk" synth --quiet --no-path-metadata --no-asset-metadata --output "$work/bare"
keep "$work/plain" "$here/typescript/cdk.out"
keep "$work/debug" "$here/typescript/cdk.out.debug"
keep "$work/bare" "$here/typescript/cdk.out.bare"

cd "$work/python"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r requirements.txt
PATH="$work/venv/bin:$PATH"
export PATH
"$cdk" synth --quiet --output "$work/python-plain"
"$cdk" synth --quiet --debug --output "$work/python-debug"
keep "$work/python-plain" "$here/python/cdk.out"
keep "$work/python-debug" "$here/python/cdk.out.debug"
