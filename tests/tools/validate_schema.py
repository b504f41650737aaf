"""Validates documents against our JSON Schema with the package jsonschema.

Usage: validate_schema.py FILE, a JSON document {"schema": ..., "documents": [...]}. Prints {"accepted": [...]}, a
truth value for each document. The schema itself has to be valid too.
"""

import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    question = json.load(file)
Validator = jsonschema.validators.validator_for(question["schema"])
Validator.check_schema(question["schema"])
validator = Validator(question["schema"])
json.dump({"accepted": [validator.is_valid(document) for document in question["documents"]]}, sys.stdout)
