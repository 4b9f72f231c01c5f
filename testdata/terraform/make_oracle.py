#!/usr/bin/env python3
"""Asks the real Terraform what expressions are worth, and writes its answers beside them. See README.md.

    python3 make_oracle.py [console] [configurations]
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
SETTINGS = Path(tempfile.mkdtemp()) / "terraformrc"
SETTINGS.touch()
ENVIRONMENT = {**os.environ, "TF_CLI_CONFIG_FILE": str(SETTINGS), "TF_IN_AUTOMATION": "1", "CHECKPOINT_DISABLE": "1"}
# what a console says when a reference of the expression could not be evaluated
HALF = "Due to the problems above"


def terraform(folder, *arguments, say=""):
    done = subprocess.run(
        ["terraform", *arguments], cwd=folder, env=ENVIRONMENT, input=say, capture_output=True, text=True
    )
    plain = lambda text: re.sub(r"\x1b\[[0-9;]*m", "", text)
    return done.returncode, plain(done.stdout).strip(), plain(done.stderr)


def ask(folder, expression, *options):
    """The value as JSON, or the title of the error."""
    code, out, errors = terraform(folder, "console", *options, say=f"jsonencode([{expression}])\n")
    if code or HALF in out:
        if "Usage: terraform" in errors + out:
            raise RuntimeError(errors + out)
        title = re.search(r"Error: (.*)", errors)
        return {"error": title.group(1).strip() if title else errors.strip()[:200]}
    if out == "(known after apply)":
        return {"unknown": True}
    if out.startswith("(sensitive"):
        _, out, _ = terraform(folder, "console", *options, say=f"nonsensitive(jsonencode([{expression}]))\n")
    return {"value": json.loads(json.loads(out))[0]}


# --- expressions over variables ---------------------------------------------------------------------------------------

VARIABLES = {
    "s": ("string", ["", "prod", "s3://b1/in/x.manifest", None]),
    "s2": ("string", ["a", "prod"]),
    "b": ("bool", [True, False]),
    "n": ("number", [0, 1, 3]),
    "l": ("list(string)", [[], ["a"], ["b", "a", "b"]]),
    "m": ("map(string)", [{}, {"k": "v"}, {"prod": "p", "a": "x"}]),
    "o": (
        "any",
        [
            {"name": "n1", "cors": [{"methods": ["GET"], "origins": ["*"]}], "tags": {"t": "v"}},
            {"name": "n2", "cors": [], "tags": {}},
        ],
    ),
}
MOST_CHOICES = 24


def console_case(expression):
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(HERE / "console/files", folder, dirs_exist_ok=True)
    declared = [f'variable "{name}" {{\n  type = {kind}\n}}\n' for name, (kind, _) in VARIABLES.items()]
    (folder / "variables.tf").write_text("".join(declared))
    (folder / "expression.tf").write_text("locals {\n  asked = " + expression + "\n}\n")
    read = [name for name in VARIABLES if re.search(rf"\bvar\.{name}\b", expression)]
    case = {"expression": expression, "answers": []}
    for values in itertools.islice(itertools.product(*(VARIABLES[name][1] for name in read)), MOST_CHOICES):
        variables = dict(zip(read, values))
        (folder / "terraform.tfvars.json").write_text(
            json.dumps({name: choices[0] for name, (_, choices) in VARIABLES.items()} | variables)
        )
        case["answers"].append({"variables": variables, **ask(folder, "local.asked")})
    if read:
        # the same with values that are not known before the apply: what Terraform knows all the same
        deferred = re.sub(r"\bvar\.(\w+)\b", r"terraform_data.\1.output", expression)
        (folder / "expression.tf").write_text("locals {\n  asked = " + deferred + "\n}\n")
        (folder / "deferred.tf").write_text(
            "".join(f'resource "terraform_data" "{name}" {{\n  input = var.{name}\n}}\n' for name in VARIABLES)
        )
        (folder / "terraform.tfvars.json").write_text(
            json.dumps({name: next(one for one in choices if one) for name, (_, choices) in VARIABLES.items()})
        )
        answer = ask(folder, "local.asked", "-plan")
        if "unknown" not in answer:
            case["deferred"] = answer
    shutil.rmtree(folder)
    return [case]


def console():
    text = re.sub(r"^#.*\n", "", (HERE / "console/expressions.hcl").read_text(), flags=re.M)
    expressions = [one.strip("\n") for one in re.split(r"\n\s*\n", text) if one.strip()]
    write(HERE / "console/answers.jsonl", console_case, expressions)


# --- whole configurations ---------------------------------------------------------------------------------------------


def cases(folder):
    given = []
    for line in (folder / "cases.txt").read_text().splitlines():
        word, _, rest = line.partition(" ")
        if line.strip() in ("", "given nothing"):
            given = []
        elif word == "given":
            kind, _, value = rest.partition(" ")
            given = [*given, [kind, value]]
        else:
            yield {"configuration": folder.name, "given": given, "expression": line}


def configurations():
    import provider

    server, environment = provider.serve()
    ENVIRONMENT.update(environment)

    def answers(folder):
        # a console locks the state, so one folder is asked one thing at a time
        work = Path(tempfile.mkdtemp()) / folder.name
        shutil.copytree(folder, work)
        code, _, errors = terraform(work, "init", "-input=false")
        if code:
            raise RuntimeError(errors)
        out = []
        for case in cases(folder):
            options = [f"-{kind}={value}" for kind, value in case["given"]]
            said = ask(work, case["expression"], "-plan", *options)
            if "unknown" in said:
                raise RuntimeError(f"not known before the apply: {case}")
            out.append({**case, **said})
        return out

    folders = sorted(path.parent for path in (HERE / "configurations").glob("*/cases.txt"))
    write(HERE / "configurations/answers.jsonl", answers, folders)
    server.stop(None)


def write(path, answers, questions):
    with ThreadPoolExecutor(2) as pool, path.open("w") as out:
        for lines in pool.map(answers, questions):
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    wanted = sys.argv[1:] or ["console", "configurations"]
    for part in wanted:
        {"console": console, "configurations": configurations}[part]()
