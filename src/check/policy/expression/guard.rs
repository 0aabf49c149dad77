//! The tree of an expression, refused or made safe: names are known, loops are at most two deep, patterns are
//! compiled, and every use of a variable and every turn of a loop pays (see [`budget`](super::budget)).

use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, operators};
use cel::common::types::{CelBool, CelInt};
use regex::RegexBuilder;

use super::budget::{self, Pattern};
use super::{DEEPEST, Fault, refused};
use crate::check::policy::say::{did_you_mean, nearest};
use crate::framework::{DocumentType, Framework};
use crate::text;
use crate::text::Text;

/// Loops inside loops: `all`, `exists`, `exists_one`, `map`, `filter`.
const MACROS: usize = 2;
/// Names that stand for something before any loop has named anything.
const VARIABLES: [&str; 5] = ["this", "agency", "layer", "state", "day"];
/// Functions that may be called.
const FUNCTIONS: [&str; 9] =
    ["size", "contains", "startsWith", "endsWith", "matches", "string", "int", "double", "dyn"];
/// Bytes of a compiled pattern.
const PATTERN_SIZE: usize = 1 << 20;

/// A pattern of `matches` and the variable that holds it.
type Named = (String, Pattern);

/// A tree that may be evaluated, and the patterns it matches with.
pub(super) fn guard(tree: IdedExpr, source: &str, framework: &Framework) -> Result<(IdedExpr, Vec<Named>), Fault> {
    let mut guard = Guard { source, framework, variables: Vec::new(), patterns: Vec::new() };
    let tree = guard.walk(tree, 0, 0)?;
    Ok((tree, guard.patterns))
}

struct Guard<'s> {
    source: &'s str,
    framework: &'s Framework,
    /// Variables of the loops around.
    variables: Vec<String>,
    patterns: Vec<Named>,
}

impl Guard<'_> {
    fn walk(&mut self, tree: IdedExpr, depth: usize, loops: usize) -> Result<IdedExpr, Fault> {
        if depth > 2 * usize::from(DEEPEST) {
            return Err(refused(Text::new("biểu thức lồng quá sâu", "the expression is nested too deeply")));
        }
        let IdedExpr { id, expr } = tree;
        let expr = match expr {
            Expr::Literal(_) => expr,
            Expr::Ident(name) => return self.ident(id, name),
            Expr::Select(mut select) => {
                self.known_field(&select.operand, &select.field)?;
                let root = root(&select.operand);
                let own = root.is_some_and(|name| self.variables.iter().any(|variable| variable == name));
                let test = select.test;
                // Below a variable of a loop the whole chain is one use; `has` must keep its form.
                if !own {
                    *select.operand = self.walk(*select.operand, depth + 1, loops)?;
                }
                let expr = IdedExpr { id, expr: Expr::Select(select) };
                return Ok(if own && !test { paid(expr) } else { expr });
            }
            Expr::List(mut list) => {
                list.elements = self.all(list.elements, depth, loops)?;
                Expr::List(list)
            }
            Expr::Call(call) => Expr::Call(self.call(call, depth, loops)?),
            Expr::Comprehension(inner) => {
                if loops >= MACROS {
                    return Err(refused(text!(
                        vi: "biểu thức lồng hơn {MACROS} macro (all, exists, exists_one, map, filter)",
                        en: "more than {MACROS} macros are nested (all, exists, exists_one, map, filter)",
                    )));
                }
                Expr::Comprehension(Box::new(self.comprehension(*inner, depth, loops + 1)?))
            }
            Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                return Err(refused(Text::new(
                    "biểu thức không được lập bảng khóa `{…}`",
                    "an expression may not build a mapping `{…}`",
                )));
            }
        };
        Ok(IdedExpr { id, expr })
    }

    fn all(&mut self, trees: Vec<IdedExpr>, depth: usize, loops: usize) -> Result<Vec<IdedExpr>, Fault> {
        trees.into_iter().map(|tree| self.walk(tree, depth + 1, loops)).collect()
    }

    fn ident(&self, id: u64, name: String) -> Result<IdedExpr, Fault> {
        let own = self.variables.contains(&name);
        if !own && !VARIABLES.contains(&name.as_str()) {
            let known = VARIABLES.iter().copied().chain(self.variables.iter().map(String::as_str));
            let near = nearest(&name, known);
            let list = VARIABLES.join(", ");
            let fault = text!(vi: "biểu thức không có biến `{name}`", en: "an expression has no variable `{name}`");
            let help = did_you_mean(near, text!(vi: "các biến: {list}", en: "the variables: {list}"));
            return Err(self.fault(fault, help, &name));
        }
        let ident = IdedExpr { id, expr: Expr::Ident(name) };
        Ok(if own { paid(ident) } else { ident })
    }

    /// A field of `this` or `agency` that no document has would be absent for ever.
    fn known_field(&self, operand: &IdedExpr, field: &str) -> Result<(), Fault> {
        let Expr::Ident(name) = &operand.expr else { return Ok(()) };
        let on = match name.as_str() {
            _ if self.variables.contains(name) => return Ok(()),
            "this" => DocumentType::Component,
            "agency" => DocumentType::Agency,
            _ => return Ok(()),
        };
        let fields = self.framework.fields_of(on).map(|field| field.id.as_str());
        let relations = self.framework.relations.iter().map(|relation| relation.id.as_str());
        let relations = relations.filter(|_| on == DocumentType::Component);
        let known: Vec<&str> = fields.chain(relations).collect();
        if known.contains(&field) {
            return Ok(());
        }
        let message = text!(vi: "`{name}` không có trường `{field}`", en: "`{name}` has no field `{field}`");
        let list = text!(vi: "xem các trường: khung explain", en: "for the fields: khung explain");
        Err(self.fault(message, did_you_mean(nearest(field, known.iter().copied()), list), field))
    }

    fn call(&mut self, call: CallExpr, depth: usize, loops: usize) -> Result<CallExpr, Fault> {
        let CallExpr { func_name, target, mut args } = call;
        let operator = func_name.starts_with(['_', '!', '-', '@']);
        if !operator && !FUNCTIONS.contains(&func_name.as_str()) {
            let near = nearest(&func_name, FUNCTIONS.into_iter().chain(["has", "all", "exists", "filter", "map"]));
            let list = FUNCTIONS.join(", ");
            let message =
                text!(vi: "biểu thức không có hàm `{func_name}`", en: "an expression has no function `{func_name}`");
            let help = did_you_mean(near, text!(vi: "các hàm: {list}", en: "the functions: {list}"));
            return Err(self.fault(message, help, &func_name));
        }
        if func_name == "matches" {
            let pattern = args.pop();
            let subject = target.map(|target| *target).into_iter().chain(args).collect();
            let mut args = self.all(subject, depth, loops)?;
            args.push(self.pattern(pattern)?);
            return Ok(CallExpr { func_name: budget::MATCHES.to_owned(), target: None, args });
        }
        let target = target.map(|target| self.walk(*target, depth + 1, loops)).transpose()?.map(Box::new);
        Ok(CallExpr { func_name, target, args: self.all(args, depth, loops)? })
    }

    /// The pattern of `matches`: written as text, so that it is compiled once and in linear time.
    fn pattern(&mut self, written: Option<IdedExpr>) -> Result<IdedExpr, Fault> {
        let Some(IdedExpr { id, expr: Expr::Literal(LiteralValue::String(text)) }) = written else {
            return Err(refused(Text::new(
                "khuôn của `matches` phải là chữ viết sẵn",
                "the pattern of `matches` must be written as text",
            )));
        };
        let built = RegexBuilder::new(text.inner()).size_limit(PATTERN_SIZE).build();
        let pattern = built.map_err(|error| {
            let error = super::super::say::shown(&error.to_string());
            let message =
                text!(vi: "khuôn của `matches` sai: {error}", en: "the pattern of `matches` is wrong: {error}");
            self.fault(message, text!(vi: "sửa biểu thức chính quy", en: "mend the regular expression"), text.inner())
        })?;
        let name = format!("@pattern{}", self.patterns.len());
        self.patterns.push((name.clone(), Pattern(pattern)));
        Ok(IdedExpr { id, expr: Expr::Ident(name) })
    }

    fn comprehension(
        &mut self,
        mut inner: ComprehensionExpr,
        depth: usize,
        loops: usize,
    ) -> Result<ComprehensionExpr, Fault> {
        // Loops one after the other multiply as loops inside each other do.
        inner.iter_range = self.walk(inner.iter_range, depth + 1, loops)?;
        let before = self.variables.len();
        self.variables.push(inner.iter_var.clone());
        self.variables.extend(inner.iter_var2.clone());
        inner.loop_step = self.step(inner.loop_step, &inner.accu_var, depth, loops)?;
        self.variables.truncate(before);
        Ok(inner)
    }

    /// The step of a loop: the accumulator and what the macro wrote around it stay, the rest is walked. Each
    /// turn pays before it does anything.
    fn step(&mut self, step: IdedExpr, accumulator: &str, depth: usize, loops: usize) -> Result<IdedExpr, Fault> {
        let IdedExpr { id, expr } = step;
        let Expr::Call(mut call) = expr else { return Err(super::unreadable()) };
        let adds = call.func_name == operators::ADD;
        let chooses = call.func_name == operators::CONDITIONAL;
        let mut args = std::mem::take(&mut call.args).into_iter();
        call.args = match (chooses, args.next(), args.next(), args.next()) {
            // `guard ? step : accumulator`
            (true, Some(guard), Some(then), Some(otherwise)) => {
                let guard = self.turn(guard, depth, loops)?;
                vec![guard, self.appended(then, accumulator, depth, loops)?, otherwise]
            }
            // `accumulator + [value]`
            (false, Some(first), Some(second), None) if adds => vec![first, self.listed(second, depth, loops)?],
            // `accumulator && value`
            (false, Some(first), Some(second), None) => vec![first, self.turn(second, depth, loops)?],
            _ => return Err(super::unreadable()),
        };
        Ok(IdedExpr { id, expr: Expr::Call(call) })
    }

    /// What a guarded step adds: `accumulator + [value]`, or `accumulator + 1`.
    fn appended(&mut self, step: IdedExpr, accumulator: &str, depth: usize, loops: usize) -> Result<IdedExpr, Fault> {
        let IdedExpr { id, expr } = step;
        let is_own = |tree: &IdedExpr| matches!(&tree.expr, Expr::Ident(name) if name == accumulator);
        let expr = match expr {
            Expr::Call(mut call) if call.args.len() == 2 && is_own(&call.args[0]) => {
                if let Some(second) = call.args.pop() {
                    call.args.push(self.listed(second, depth, loops)?);
                }
                Expr::Call(call)
            }
            Expr::Ident(name) if name == accumulator => Expr::Ident(name),
            Expr::Literal(literal) => Expr::Literal(literal),
            _ => return Err(super::unreadable()),
        };
        Ok(IdedExpr { id, expr })
    }

    /// The list that is added, each of its values paid for; the list itself must stay one.
    fn listed(&mut self, tree: IdedExpr, depth: usize, loops: usize) -> Result<IdedExpr, Fault> {
        let IdedExpr { id, expr } = tree;
        let expr = match expr {
            Expr::List(mut list) => {
                let elements = list.elements.into_iter().map(|element| self.turn(element, depth, loops));
                list.elements = elements.collect::<Result<_, _>>()?;
                Expr::List(list)
            }
            literal @ Expr::Literal(_) => literal,
            _ => return Err(super::unreadable()),
        };
        Ok(IdedExpr { id, expr })
    }

    /// `@turn(@budget, cost) ? value : false`: without a step to pay with, the value is not looked at.
    fn turn(&mut self, tree: IdedExpr, depth: usize, loops: usize) -> Result<IdedExpr, Fault> {
        let id = tree.id;
        let tree = self.walk(tree, depth + 1, loops)?;
        let cost = CelInt::from(i64::try_from(nodes(&tree)).unwrap_or(i64::MAX));
        let literal = |value| IdedExpr { id, expr: Expr::Literal(value) };
        let turn = called(id, budget::TURN, vec![purse(id), literal(LiteralValue::Int(cost))]);
        let otherwise = literal(LiteralValue::Boolean(CelBool::from(false)));
        Ok(called(id, operators::CONDITIONAL, vec![turn, tree, otherwise]))
    }

    /// A fault at the first place where a word stands.
    fn fault(&self, message: Text, help: Text, word: &str) -> Fault {
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let found = self.source.match_indices(word).map(|(at, _)| at).find(|&at| {
            let before = self.source[..at].chars().next_back().is_some_and(is_part);
            let after = self.source[at + word.len()..].chars().next().is_some_and(is_part);
            !before && !after
        });
        Fault { message, help, at: found.map(|at| at..at + word.len()) }
    }
}

/// The variable a chain of fields begins with.
fn root(tree: &IdedExpr) -> Option<&str> {
    match &tree.expr {
        Expr::Ident(name) => Some(name),
        Expr::Select(select) => root(&select.operand),
        _ => None,
    }
}

/// `@use(@budget, tree)`.
fn paid(tree: IdedExpr) -> IdedExpr {
    called(tree.id, budget::USE, vec![purse(tree.id), tree])
}

fn purse(id: u64) -> IdedExpr {
    IdedExpr { id, expr: Expr::Ident(budget::NAME.to_owned()) }
}

fn called(id: u64, function: &str, args: Vec<IdedExpr>) -> IdedExpr {
    IdedExpr { id, expr: Expr::Call(CallExpr { func_name: function.to_owned(), target: None, args }) }
}

/// Nodes of a tree: what one turn costs at the least.
fn nodes(tree: &IdedExpr) -> usize {
    let sum = |trees: &[IdedExpr]| trees.iter().map(nodes).sum::<usize>();
    1 + match &tree.expr {
        Expr::Call(call) => call.target.as_deref().map_or(0, nodes) + sum(&call.args),
        Expr::List(list) => sum(&list.elements),
        Expr::Select(select) => nodes(&select.operand),
        Expr::Comprehension(inner) => nodes(&inner.iter_range) + nodes(&inner.loop_step),
        _ => 0,
    }
}
