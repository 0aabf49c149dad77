//! Expressions of policies, in CEL. The crate evaluates whatever it is given for as long as it takes, so
//! nothing reaches it as written: [`guard`] refuses what may run away and has every step of the rest paid
//! for out of a [`budget`].

mod budget;
mod guard;
mod value;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use cel::common::ast::IdedExpr;
use cel::common::types::{CelBool, CelString};
use cel::parser::PrattParser;
use cel::{Context, Env, Value};

use self::budget::Budget;
use self::value::Fields;
use crate::check::context;
use crate::framework::Framework;
use crate::model::{ComponentId, State};
use crate::text;
use crate::text::Text;

/// Longest source, in bytes.
const LONGEST: usize = 2_048;
/// Deepest nesting of brackets and operators that is parsed.
const DEEPEST: u16 = 32;
/// Most nodes of a tree.
const MOST_NODES: usize = 1_000;
/// Steps of one evaluation: a value read, a turn of a loop.
const STEPS: u64 = 100_000;
/// Stack of the thread that parses: a parser goes as deep as 2 KB of brackets ask it to.
const STACK: usize = 64 << 20;

/// What is wrong with an expression, and which bytes of its source are meant.
pub(super) struct Fault {
    pub message: Text,
    pub help: Text,
    pub at: Option<std::ops::Range<usize>>,
}

/// An expression that may be evaluated.
pub(super) struct Expression {
    tree: IdedExpr,
    root: Context<'static, 'static>,
}

impl Expression {
    /// Compiles a source.
    pub fn compile(source: &str, framework: &Framework) -> Result<Self, Fault> {
        if source.len() > LONGEST {
            return Err(refused(
                text!(vi: "biểu thức dài hơn {LONGEST} byte", en: "the expression is longer than {LONGEST} bytes"),
            ));
        }
        let compile = || guard::guard(parse(source)?, source, framework);
        // The parser recurses; on a stack of its own it cannot take the program down.
        let built = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, compile);
            thread.ok().and_then(|thread| thread.join().ok())
        });
        let (tree, patterns) = built.unwrap_or_else(|| Err(unreadable()))?;
        let mut root = Context::with_env(Arc::new(environment()));
        for (name, pattern) in patterns {
            root.add_variable_as_val(name, Box::new(pattern));
        }
        Ok(Self { tree, root })
    }

    /// Whether it is true of a component. An error is never an answer.
    pub fn holds(&self, context: &context::Context<'_, '_>, id: ComponentId) -> Result<bool, Text> {
        let evaluate = AssertUnwindSafe(|| self.evaluate(context, id));
        catch_unwind(evaluate)
            .unwrap_or_else(|_| Err(Text::new("bộ tính biểu thức gặp lỗi bên trong", "the evaluator failed inside")))
    }

    fn evaluate(&self, context: &context::Context<'_, '_>, id: ComponentId) -> Result<bool, Text> {
        let (graph, repository) = (context.graph, context.graph.repository);
        let component = graph.component(id);
        let agency = graph.agency_of(id).map(|agency| {
            let agency = repository.agency(agency);
            repository.trees[agency.place.file.0 as usize].node(agency.node)
        });
        let day = context.day.to_string();
        let budget = Budget::new(STEPS);
        let root: &Context<'_, '_> = &self.root;
        let mut scope = root.new_inner_scope();
        let this = Fields::new(Some(repository.node(id, component.node)), budget.clone());
        scope.add_variable_as_val("this", Box::new(this));
        scope.add_variable_as_val("agency", Box::new(Fields::new(agency, budget.clone())));
        let layer = graph.pack.framework.layer(component.layer).id.as_str();
        scope.add_variable_as_val("layer", Box::new(CelString::from(layer)));
        scope.add_variable_as_val("state", Box::new(CelString::from(state_word(graph.state(id, context.day)))));
        scope.add_variable_as_val("day", Box::new(CelString::from(day.as_str())));
        scope.add_variable_as_val(budget::NAME, Box::new(budget.clone()));
        let answer = Value::resolve_val(&self.tree, &scope);
        // An error in one half of `||` is no error where the other half is true; having run out is one always.
        if budget.is_spent() {
            return Err(text!(vi: "vượt quá {STEPS} bước tính", en: "it takes more than {STEPS} steps"));
        }
        match answer {
            Ok(value) => value.downcast_ref::<CelBool>().map(|answer| *answer.inner()).ok_or_else(|| {
                let kind = value.get_type().name();
                text!(vi: "kết quả là `{kind}`, không phải đúng hay sai", en: "it gives `{kind}`, not true or false")
            }),
            Err(error) => {
                let error = super::say::shown(&error.to_string());
                Err(text!(vi: "không tính được: {error}", en: "it cannot be evaluated: {error}"))
            }
        }
    }
}

/// The word of a state, as `target.state` has it.
pub(super) const fn state_word(state: State) -> &'static str {
    match state {
        State::Absent => "absent",
        State::Planned => "planned",
        State::Building => "building",
        State::Operating => "operating",
        State::Retiring => "retiring",
        State::Retired => "retired",
    }
}

fn parse(source: &str) -> Result<IdedExpr, Fault> {
    let parser = PrattParser::new().max_recursion_depth(DEEPEST).max_expression_node_count(MOST_NODES);
    parser.parse(source).map_err(|errors| {
        let Some(first) = errors.errors.first() else { return unreadable() };
        let says = super::say::shown(first.msg.trim_start_matches("Syntax error: "));
        let line = usize::try_from(first.pos.0).ok().and_then(|line| line.checked_sub(1));
        let start: Option<usize> = line.map(|line| source.split_inclusive('\n').take(line).map(str::len).sum());
        let column = usize::try_from(first.pos.1).unwrap_or(1).saturating_sub(1);
        let at = start.map(|start| start + column).filter(|at| *at <= source.len() && source.is_char_boundary(*at));
        let end = |at: usize| at + source[at..].chars().next().map_or(0, char::len_utf8);
        Fault {
            message: text!(
                vi: "biểu thức CEL sai cú pháp: {says}",
                en: "the CEL expression is not well formed: {says}",
            ),
            help: text!(
                vi: "viết theo CEL, ví dụ `has(this.security_level) && this.security_level >= 3`",
                en: "write CEL, such as `has(this.security_level) && this.security_level >= 3`",
            ),
            at: at.map(|at| at..end(at)),
        }
    })
}

fn environment() -> Env {
    let mut env = Env::stdlib();
    for (name, arguments, function) in budget::functions() {
        // A name with `@` cannot be written in CEL, so nothing can stand in its way.
        let _ = env.add_overload(name, name, arguments, function);
    }
    env
}

fn refused(message: Text) -> Fault {
    let help = text!(
        vi: "viết gọn lại, hoặc dùng `property` thay cho biểu thức",
        en: "make it shorter, or use `property` instead of an expression",
    );
    Fault { message, help, at: None }
}

fn unreadable() -> Fault {
    refused(Text::new("không đọc được biểu thức", "the expression cannot be read"))
}
