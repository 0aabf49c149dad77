//! The tree as the schema validator sees it: its own representation trait, no second copy of the data.

use std::borrow::Cow;

use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use jsonschema::types::JsonType;
use serde_json::{Map, Number, Value};

use crate::tree::{self, NodeRef, float, integer};

/// A YAML tree as one JSON representation.
pub(super) struct YamlJson;

impl Json for YamlJson {
    type Node<'a> = YamlNode<'a>;
    type PreparedKey = Box<str>;
    type StringBuffer = String;

    fn prepare_key(key: &str) -> Box<str> {
        key.into()
    }

    fn with_string_node<T>(buffer: &mut String, string: &str, f: impl FnOnce(YamlNode<'_>) -> T) -> T {
        buffer.clear();
        buffer.push_str(string);
        f(YamlNode::Text(buffer))
    }
}

/// A node of the tree, or a key on its own.
#[derive(Clone, Copy)]
pub(super) enum YamlNode<'a> {
    Tree(NodeRef<'a>),
    Text(&'a str),
}

impl<'a> Node<'a, YamlJson> for YamlNode<'a> {
    type Object = Container<'a>;
    type Array = Container<'a>;
    type Number = Written<'a>;

    fn as_object(&self) -> Option<Container<'a>> {
        match self {
            Self::Tree(node) if node.is_map() => Some(Container(*node)),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Container<'a>> {
        match self {
            Self::Tree(node) if node.is_seq() => Some(Container(*node)),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.text().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<Written<'a>> {
        match self {
            Self::Tree(node) => match node.value() {
                tree::Value::Number(text) => Some(Written(text)),
                _ => None,
            },
            Self::Text(_) => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::Tree(node) => node.as_bool(),
            Self::Text(_) => None,
        }
    }

    fn is_null(&self) -> bool {
        matches!(self, Self::Tree(node) if node.is_null())
    }

    fn json_type(&self) -> JsonType {
        let Self::Tree(node) = self else { return JsonType::String };
        match node.value() {
            tree::Value::Null => JsonType::Null,
            tree::Value::Bool(_) => JsonType::Boolean,
            tree::Value::Number(_) => JsonType::Number,
            tree::Value::Str(_) => JsonType::String,
            tree::Value::Seq => JsonType::Array,
            tree::Value::Map => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        // Nearly every comparison is of a string with an enum or a const.
        match (self.text(), expected) {
            (Some(text), Value::String(expected)) => text == expected,
            (Some(_), _) | (None, Value::String(_)) => false,
            (None, expected) => jsonschema_equal(&self.to_value(), expected),
        }
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Self::Tree(node) => value(*node),
            Self::Text(text) => Value::String((*text).to_owned()),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Tree(node) => {
                let (tree, index) = node.identity();
                Some(NodeIdentity::tagged(tree, index))
            }
            Self::Text(_) => None,
        }
    }
}

impl<'a> YamlNode<'a> {
    fn text(&self) -> Option<&'a str> {
        match self {
            Self::Tree(node) => node.as_str(),
            Self::Text(text) => Some(text),
        }
    }
}

/// Equality of JSON Schema: numbers by value, whatever they were written as.
fn jsonschema_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left == right || left.as_f64() == right.as_f64(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| jsonschema_equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, left)| right.get(key).is_some_and(|right| jsonschema_equal(left, right)))
        }
        (left, right) => left == right,
    }
}

/// The node as a JSON value: for cold paths and for the oracle of the tests.
pub(super) fn value(node: NodeRef<'_>) -> Value {
    match node.value() {
        tree::Value::Null => Value::Null,
        tree::Value::Bool(flag) => Value::Bool(flag),
        tree::Value::Number(text) => Value::Number(Written(text).number()),
        tree::Value::Str(text) => Value::String(text.to_owned()),
        tree::Value::Seq => Value::Array(node.elements().map(value).collect()),
        tree::Value::Map => {
            let members = node.members().map(|member| (member.key.to_owned(), value(member.value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}

/// A mapping or a list.
pub(super) struct Container<'a>(NodeRef<'a>);

impl<'a> Object<'a, YamlJson> for Container<'a> {
    type Node = YamlNode<'a>;
    type MemberName = &'a str;
    type MembersIter = JsonMembers<'a>;

    fn len(&self) -> usize {
        self.0.members().len()
    }

    fn get(&self, key: &Box<str>) -> Option<YamlNode<'a>> {
        self.0.get(key).map(YamlNode::Tree)
    }

    fn members(&self) -> Self::MembersIter {
        JsonMembers(self.0.members())
    }
}

impl<'a> Array<'a, YamlJson> for Container<'a> {
    type Node = YamlNode<'a>;
    type ElementsIter = JsonElements<'a>;

    fn len(&self) -> usize {
        self.0.elements().len()
    }

    fn elements(&self) -> Self::ElementsIter {
        JsonElements(self.0.elements())
    }
}

/// The members of a mapping, as the validator asks for them.
pub(super) struct JsonMembers<'a>(tree::Members<'a>);

impl<'a> Iterator for JsonMembers<'a> {
    type Item = (&'a str, YamlNode<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|member| (member.key, YamlNode::Tree(member.value)))
    }
}

/// The elements of a list, as the validator asks for them.
pub(super) struct JsonElements<'a>(tree::Elements<'a>);

impl<'a> Iterator for JsonElements<'a> {
    type Item = YamlNode<'a>;

    fn next(&mut self) -> Option<YamlNode<'a>> {
        self.0.next().map(YamlNode::Tree)
    }
}

/// A number as it was written.
pub(super) struct Written<'a>(&'a str);

impl Written<'_> {
    fn number(&self) -> Number {
        if let Some(integer) = integer(self.0) {
            return Number::from(integer);
        }
        if let Ok(unsigned) = self.0.parse::<u64>() {
            return Number::from(unsigned);
        }
        float(self.0).and_then(Number::from_f64).unwrap_or_else(|| Number::from(0))
    }
}

impl JsonNumber for Written<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.number().as_u64()
    }

    fn as_i64(&self) -> Option<i64> {
        integer(self.0)
    }

    fn as_f64(&self) -> Option<f64> {
        self.number().as_f64()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Owned(self.number().to_string())
    }

    fn to_number(&self) -> Cow<'_, Number> {
        Cow::Owned(self.number())
    }
}
