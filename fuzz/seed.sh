#!/usr/bin/env bash
# Makes the first inputs of every target from the fixtures.
set -euo pipefail
cd "$(dirname "$0")"
rm -rf corpus
mkdir -p corpus/{hcl,yaml,json,toml,terraform,templates,assembly,fixer,whole}

# name OF a path: one file's name, whatever its folder
name() { printf '%s' "${1#../testdata/}" | tr '/' '_'; }

while IFS= read -r file; do cp "$file" "corpus/hcl/$(name "$file")"; done < <(find ../testdata -name '*.tf' -size -40k)
while IFS= read -r file; do cp "$file" "corpus/yaml/$(name "$file")"; done < <(find ../testdata -name '*.yaml' -size -40k)
while IFS= read -r file; do cp "$file" "corpus/json/$(name "$file")"; done < <(find ../testdata -name '*.json' -size -40k)
while IFS= read -r file; do cp "$file" "corpus/toml/$(name "$file")"; done < <(find ../testdata .. -maxdepth 4 -name '*.toml' -size -40k -not -path '*/target/*' -not -path '*/corpus/*')

# tree FOLDER TARGET NAME: all files of a folder as one input, each behind a line that names it
tree() {
  (cd "$1" && find . -type f \( -name '*.tf' -o -name '*.json' -o -name '*.yaml' -o -name '*.tfvars' -o -name '*.tftpl' \) -size -40k |
    sort | while IFS= read -r file; do printf '==> %s\n' "${file#./}"; cat "$file"; echo; done) > "corpus/$2/$3"
}

for folder in ../testdata/terraform/configurations/*/ ../testdata/terraform/linking/*/; do tree "$folder" terraform "$(basename "$folder")"; done
for case in ../testdata/fix/*/; do
  for before in "$case"before.*; do
    [ -f "$before" ] || continue
    { printf '==> main.%s\n' "${before##*before.}"; cat "$before"; } > "corpus/fixer/$(basename "$case")"
  done
  if [ -d "${case}before" ]; then tree "${case}before" fixer "$(basename "$case")"; fi
done
for file in ../testdata/*/*.tf ../testdata/*/*.tf.json; do
  { printf '==> main.%s\n' "${file#*.*.*.}"; cat "$file"; } > "corpus/terraform/$(name "$file")"
done
for file in ../testdata/*/*.yaml ../testdata/*/*.json; do
  case $file in *.tf.json) continue ;; esac
  cp "$file" "corpus/templates/$(name "$file")"
done
for folder in ../testdata/*/*_cdk/cdk.out/ ../testdata/cdk/*/cdk.out*/; do
  scratch=$(mktemp -d)
  cp -r "${folder%/}" "$scratch/cdk.out"
  tree "$scratch" assembly "$(name "${folder%/}")"
  rm -rf "$scratch"
done
cp corpus/terraform/* corpus/templates/* corpus/assembly/* corpus/whole/
find corpus -size +200k -delete
for target in corpus/*/; do printf '%s %s\n' "$(find "$target" -type f | wc -l)" "$target"; done
