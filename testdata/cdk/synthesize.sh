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

# Keeps what cors-lint reads of an assembly: no code but the app's own, no tree but of what is included, no reports.
# keep ASSEMBLY TARGET APP
keep() {
    grep -q CfnInclude "$1/tree.json" || rm -f "$1/tree.json"
    rm -f "$1/validation-report.json" "$1/performance-counters.json" "$1"/asset.*.zip
    find "$1" -name 'index.*' -path '*/asset.*' | while IFS= read -r code; do
        is_own "$code" "$3" || rm -f "$code"
    done
    find "$1" -type d -empty -delete
    find "$1" -type f -exec sed -i -e "s|$work/|/app/|g" -e 's|(/[^ ]*/lib/program.js|(/host/lib/program.js|' -e 's|(/[^ ]*/jsii-kernel-[^/]*/|(/host/jsii-kernel-/|' {} +
    rm -rf "$2"
    cp -R "$1" "$2"
}

# Whether a file of an asset lies in the app too: is_own FILE APP
is_own() {
    find "$2" \( -name 'cdk.out*' -o -name node_modules \) -prune -o -type f -name "$(basename "$1")" -exec cmp -s "$1" {} \; -print | grep -q .
}

cd "$work/typescript"
npm install --no-audit --no-fund --silent
cdk="$work/typescript/node_modules/.bin/cdk"
"$cdk" synth --quiet --output "$work/plain"
"$cdk" synth --quiet --debug --output "$work/debug"
"$cdk" synth --quiet --no-path-metadata --no-asset-metadata --output "$work/bare"
keep "$work/plain" "$here/typescript/cdk.out" "$work/typescript"
keep "$work/debug" "$here/typescript/cdk.out.debug" "$work/typescript"
keep "$work/bare" "$here/typescript/cdk.out.bare" "$work/typescript"

cd "$work/python"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet -r requirements.txt
PATH="$work/venv/bin:$PATH"
export PATH
"$cdk" synth --quiet --output "$work/python-plain"
"$cdk" synth --quiet --debug --output "$work/python-debug"
keep "$work/python-plain" "$here/python/cdk.out" "$work/python"
keep "$work/python-debug" "$here/python/cdk.out.debug" "$work/python"

# The small apps of the rules' fixtures: one file and what lies beside it, run without the command line of the CDK.
export TS_NODE_TRANSPILE_ONLY=1
export TS_NODE_COMPILER_OPTIONS='{"module":"commonjs","moduleResolution":"node","target":"es2022","esModuleInterop":true}'
export CDK_CONTEXT_JSON='{"aws:cdk:enable-path-metadata":true,"aws:cdk:enable-asset-metadata":true,"aws:cdk:version-reporting":false,"aws:cdk:bundling-stacks":[]}'
for app in "$here"/../*/*_cdk/app.ts; do
    fixture=$(dirname "$app")
    case="$work/acme/case"
    rm -rf "$case"
    mkdir -p "$case"
    cp -R "$fixture/." "$case"
    rm -rf "$case/cdk.out"
    ln -s "$work/typescript/node_modules" "$case/node_modules"
    (cd "$case" && CDK_OUTDIR="$case/cdk.out" node -r ts-node/register/transpile-only app.ts)
    find "$case/cdk.out" -type f -exec sed -i "s|$work/acme/|/home/dev/acme/|g" {} +
    find "$case/cdk.out" -name manifest.json -exec node -e '
        const fs = require("fs");
        for (const path of process.argv.slice(1)) {
            const manifest = JSON.parse(fs.readFileSync(path));
            const unread = ["cdk:tree", "cdk:feature-flag-report"];
            const kept = Object.entries(manifest.artifacts).filter(([, one]) => !unread.includes(one.type));
            manifest.artifacts = Object.fromEntries(kept);
            fs.writeFileSync(path, JSON.stringify(manifest, null, 2) + "\n");
        }' {} +
    keep "$case/cdk.out" "$fixture/cdk.out" "$case"
done
