//! The JSON Schema of source files: every mapping and key that `source::shape` declares, and the
//! rules as far as a schema can express them.
//!
//! It accepts everything that the checks accept. Editors first convert YAML 1.2 to JSON, which
//! loses how a value was written, so that some invalid sources pass: docs/format.md lists them. The
//! test `tests/suite/schema.rs` tests both directions.

mod pattern;

use serde_json::{Map, Value, json};

use crate::check::rules;
use crate::diag::Severity;
use crate::source::shape::{FILE, Key, Kind, Shape, profiles};

/// Returns the JSON Schema of source files.
pub fn schema() -> Value {
    let mut definitions = Definitions::default();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Lexideck source file",
        "description": "Vocabulary for `lexideck`: a deck, its entries, or both.",
    });
    extend(&mut schema, definitions.mapping(&FILE));
    // A file describes a deck, or it is another file in the folder of a deck and lists entries.
    schema["anyOf"] = json!([
        {"required": ["deck"], "properties": {"deck": {"type": "object"}}},
        {"required": ["entries"], "not": {"required": ["deck"]}},
        {"required": ["retired"], "not": {"required": ["deck"]}},
    ]);
    schema["$defs"] = Value::Object(definitions.all);
    schema
}

/// The definitions that are referred to in several places, in the order of their first use.
#[derive(Default)]
struct Definitions {
    all: Map<String, Value>,
}

impl Definitions {
    /// Returns a reference to a definition, which is created by `make` when it is first used.
    fn part(&mut self, name: &str, make: impl FnOnce(&mut Definitions) -> Value) -> Value {
        if !self.all.contains_key(name) {
            self.all.insert(name.to_owned(), Value::Null);
            let made = make(self);
            self.all.insert(name.to_owned(), made);
        }
        json!({"$ref": format!("#/$defs/{name}")})
    }

    /// Returns a reference to the schema of a mapping.
    fn shape(&mut self, shape: &'static Shape) -> Value {
        self.part(&shape.name().replace(' ', "-"), |it| it.mapping(shape))
    }

    fn mapping(&mut self, shape: &'static Shape) -> Value {
        let mut properties = Map::new();
        for key in shape.keys {
            let mut property = json!({"description": key.plain_about()});
            extend(&mut property, self.value(key));
            properties.insert(key.name.to_owned(), property);
        }
        let mut schema = json!({"type": "object", "additionalProperties": false});
        schema["properties"] = Value::Object(properties);
        let names = |is_it: fn(&Key) -> bool| {
            shape.keys.iter().filter(move |it| is_it(it)).map(|it| it.name)
        };
        let required: Vec<&str> = names(|it| it.is_required).collect();
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        let matter: Vec<Value> =
            shape.keys.iter().filter(|it| it.is_matter).map(|it| self.matter(it)).collect();
        if !matter.is_empty() {
            schema["anyOf"] = Value::Array(matter);
        }
        schema
    }

    /// Returns the schema of a key's value. An empty value counts as absent, so only required
    /// values have to be filled.
    fn value(&mut self, key: &'static Key) -> Value {
        match key.kind {
            Kind::Text if key.is_required => self.filled(),
            Kind::Text => self.text(),
            Kind::Line => scalar(pattern::LINE),
            Kind::Id => scalar(pattern::ID),
            Kind::DeckId => deck_id(),
            Kind::DeckName => self.deck_name(),
            Kind::Language => language(),
            Kind::Languages => {
                let one = language();
                json!({"anyOf": [one, {"type": "array", "items": one}]})
            }
            Kind::OneOf(values) => one_of(&values()),
            Kind::Usually(values) => json!({"anyOf": [{"enum": values()}, self.text()]}),
            Kind::Truth => {
                json!({"anyOf": [{"type": ["boolean", "null"]}, string(&pattern::truth())]})
            }
            Kind::Limit => json!({"anyOf": [
                {"type": ["boolean", "null"]},
                {"type": "integer", "minimum": 0},
                string(&pattern::limit()),
            ]}),
            Kind::Rank => json!({"anyOf": [
                {"type": "null"},
                {"type": "integer", "minimum": 1, "maximum": u32::MAX},
                string(pattern::RANK),
            ]}),
            Kind::Texts if key.is_required => {
                let filled = self.filled();
                let several = json!({"type": "array", "items": self.text(), "contains": filled});
                json!({"anyOf": [filled, several]})
            }
            Kind::Texts => json!({"anyOf": [self.text(), self.texts(&[])]}),
            Kind::Warnings => self.warnings(),
            Kind::Choices => self.choices(),
            Kind::Map(shape) => json!({"anyOf": [self.shape(shape), self.empty()]}),
            Kind::TextOr(shape) => json!({"anyOf": [self.text(), self.shape(shape)]}),
            Kind::Regions(shape) => {
                let accents = self.regions(shape);
                json!({"anyOf": [self.text(), accents]})
            }
            Kind::Forms => self.forms(),
            Kind::Fields => self.open("fields", None),
            Kind::List(shape) => self.list(shape),
            Kind::Phrases(shape) => self.phrases(shape),
            Kind::Examples(one, several) => {
                json!({"anyOf": [self.phrases(one), self.shape(several)]})
            }
            Kind::Cards(shape) => {
                json!({"anyOf": [one_of(&profiles()), self.shape(shape)]})
            }
            Kind::Translations => self.open("translations", Some(language_tag())),
            Kind::Feedback => self.open("feedback", None),
            Kind::Retired(shape) => self.retired(shape),
        }
    }

    /// Returns the schema of a mapping in which this key has something to learn.
    fn matter(&mut self, key: &Key) -> Value {
        let value = match key.kind {
            Kind::Text => self.filled(),
            Kind::Translations => {
                let empty = self.empty();
                json!({"type": "object", "not": {"additionalProperties": empty}})
            }
            _ => json!({"anyOf": [
                {"type": "object"},
                {"type": "array", "contains": {"type": "object"}},
            ]}),
        };
        let mut schema = json!({"required": [key.name], "properties": {}});
        schema["properties"][key.name] = value;
        schema
    }

    /// Returns the schema of a text that may be empty.
    fn text(&mut self) -> Value {
        self.part("text", |_| scalar(pattern::TEXT))
    }

    /// Returns the schema of a text that is not blank. JSON has the same `null` for the word `null`
    /// and for an absent value, so it is accepted.
    fn filled(&mut self) -> Value {
        self.part("filled", |_| scalar(pattern::FILLED))
    }

    fn empty(&mut self) -> Value {
        self.part("empty", |_| json!({"type": ["string", "null"], "pattern": pattern::EMPTY}))
    }

    fn texts(&mut self, more: &[(&str, Value)]) -> Value {
        let mut schema = json!({"type": "array", "items": self.text()});
        for (name, value) in more {
            schema[*name] = value.clone();
        }
        schema
    }

    fn warnings(&mut self) -> Value {
        let warning = self.part("warning", |_| {
            let all = rules::all();
            let warnings = all.iter().filter(|it| it.severity == Severity::Warning);
            one_of(&warnings.map(|it| it.code).collect::<Vec<_>>())
        });
        json!({"anyOf": [warning, {"type": "array", "items": warning}]})
    }

    /// Returns the schema of a mapping that may also have language tags as keys.
    fn regions(&mut self, shape: &'static Shape) -> Value {
        self.part(&shape.name().replace(' ', "-"), |it| {
            let mut schema = it.mapping(shape);
            if let Some(last) = shape.keys.last() {
                schema["patternProperties"] = json!({pattern::REGION: it.value(last)});
            }
            schema
        })
    }

    /// Returns the schema of a list of texts, or of a mapping of such lists.
    fn forms(&mut self) -> Value {
        let several = self.texts(&[]);
        let list = json!({"anyOf": [self.text(), several]});
        let named = json!({"type": "object", "additionalProperties": list});
        self.part("forms", |_| json!({"anyOf": [list, named]}))
    }

    /// Returns the schema of at least two different texts, where empty ones do not count.
    fn choices(&mut self) -> Value {
        let unlike = json!([
            {"uniqueItems": true},
            {"contains": self.empty(), "minContains": 2},
        ]);
        let filled = self.filled();
        self.texts(&[
            ("minItems", json!(2)),
            ("contains", filled),
            ("minContains", json!(2)),
            ("anyOf", unlike),
        ])
    }

    fn deck_name(&mut self) -> Value {
        let wrong = string(&pattern::wrong_deck_name());
        json!({"allOf": [self.filled(), {"not": wrong}]})
    }

    fn list(&mut self, shape: &'static Shape) -> Value {
        let (one, empty) = (self.shape(shape), self.empty());
        json!({"anyOf": [one, {"type": "array", "items": {"anyOf": [one, empty]}}, empty]})
    }

    fn phrases(&mut self, shape: &'static Shape) -> Value {
        let (text, phrase) = (self.text(), self.shape(shape));
        let one = json!({"anyOf": [text, phrase]});
        let name = format!("list-of-{}s", shape.name());
        let several = self.part(&name, |_| json!({"type": "array", "items": one}));
        json!({"anyOf": [text, phrase, several]})
    }

    /// Returns the schema of a mapping whose keys are chosen by the user.
    fn open(&mut self, name: &str, keys: Option<Value>) -> Value {
        let mut mapping = json!({"type": "object", "additionalProperties": self.text()});
        if let Some(keys) = keys {
            mapping["propertyNames"] = keys;
        }
        let empty = self.empty();
        self.part(name, |_| json!({"anyOf": [mapping, empty]}))
    }

    /// Returns the schema of a retired entry, of which only the name is checked.
    fn retired(&mut self, shape: &'static Shape) -> Value {
        let text = self.text();
        let names: Vec<&str> = shape.names().collect();
        let entry = json!({
            "type": "object",
            "properties": {"id": text, "headword": text},
            "propertyNames": {"enum": names},
        });
        json!({"anyOf": [text, entry, {"type": "array", "items": {"anyOf": [text, entry]}}]})
    }
}

/// Returns the schema of a text with this pattern. YAML parses some texts as numbers, truth values
/// or null, which are texts here like any other.
fn scalar(pattern: &str) -> Value {
    json!({"type": ["string", "number", "boolean", "null"], "pattern": pattern})
}

fn string(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

/// Returns the schema of one of a few words, or an empty value. Editors suggest these words.
fn one_of(values: &[&str]) -> Value {
    let written = json!({"type": ["string", "null"], "pattern": pattern::one_of(values)});
    json!({"anyOf": [{"enum": values}, written]})
}

fn deck_id() -> Value {
    let mut schema = scalar(pattern::DECK_ID);
    schema["not"] = string(&pattern::taken_deck_id());
    schema["minimum"] = json!(0);
    schema["multipleOf"] = json!(1);
    schema
}

fn language_tag() -> Value {
    json!({"pattern": pattern::language(), "not": {"pattern": pattern::language_name()}})
}

/// Returns the schema of a language. `false` has the form of a language tag, too; `true` and
/// numbers do not.
fn language() -> Value {
    let mut tag = language_tag();
    tag["type"] = json!("string");
    json!({"anyOf": [tag, {"type": ["string", "null"], "pattern": pattern::EMPTY}, {"const": false}]})
}

/// Adds the members of an object to another.
fn extend(schema: &mut Value, more: Value) {
    if let (Value::Object(schema), Value::Object(mut more)) = (schema, more) {
        schema.append(&mut more);
    }
}
