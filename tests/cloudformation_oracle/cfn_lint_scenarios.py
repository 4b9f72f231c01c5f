"""Reads templates and sets of conditions from standard input, and writes which outcomes cfn-lint holds to be possible."""

import json
import sys

from cfnlint.decode import cfn_json
from cfnlint.template import Template

out = []
for one in json.load(sys.stdin):
    loaded, _ = cfn_json.loads(json.dumps(one["template"])), None
    template = Template("t.json", loaded, regions=["us-east-1"])
    every = []
    for names in one["conditions"]:
        found = template.conditions.build_scenarios({name: {True, False} for name in names})
        every.append(sorted([scenario[name] for name in names] for scenario in found))
    out.append(every)
json.dump(out, sys.stdout)
