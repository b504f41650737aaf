"""Validates documents against our JSON Schema with the package jsonschema-rs, which reads patterns as ECMAScript does.

Usage: validate_schema.py FILE, a JSON document {"schema": ..., "documents": [...]}. Prints {"accepted": [...]}, a
truth value for each document. The schema itself has to be valid too.
"""

import json
import sys

import jsonschema_rs

with open(sys.argv[1], encoding="utf-8") as file:
    question = json.load(file)
# It raises an error if the schema is not valid by the schema of schemas.
validator = jsonschema_rs.validator_for(question["schema"])
json.dump({"accepted": [validator.is_valid(document) for document in question["documents"]]}, sys.stdout)
