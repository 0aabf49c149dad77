//! `target` of a policy: which components it looks at. The cheapest conditions come first.

use super::expression::{Expression, state_word};
use crate::check::context::Context;
use crate::framework::{KindId, LayerId};
use crate::model::ComponentId;
use crate::text::Text;

/// The conditions, all of which must hold; an empty one always does.
#[derive(Default)]
pub(super) struct Target {
    pub kinds: Vec<KindId>,
    pub layers: Vec<LayerId>,
    pub states: Vec<String>,
    pub levels: Vec<String>,
    pub agencies: Vec<String>,
    pub expression: Option<Expression>,
}

impl Target {
    /// Whether a component is looked at; an error where the condition cannot be evaluated.
    pub fn includes(&self, context: &Context<'_, '_>, id: ComponentId) -> Result<bool, Text> {
        let graph = context.graph;
        let component = graph.component(id);
        let kind = self.kinds.is_empty() || component.kind.is_some_and(|kind| self.kinds.contains(&kind));
        if !kind || !(self.layers.is_empty() || self.layers.contains(&component.layer)) {
            return Ok(false);
        }
        if !self.states.is_empty() {
            let state = state_word(graph.state(id, context.day));
            if !self.states.iter().any(|wanted| wanted == state) {
                return Ok(false);
            }
        }
        if !self.levels.is_empty() {
            let level = graph.agency_of(id).map(|agency| graph.repository.agency(agency).level.as_str());
            if !level.is_some_and(|level| self.levels.iter().any(|wanted| wanted == level)) {
                return Ok(false);
            }
        }
        if !self.agencies.is_empty() {
            let under = |agency: &String| graph.find_agency(agency).is_some_and(|agency| graph.is_under(id, agency));
            if !self.agencies.iter().any(under) {
                return Ok(false);
            }
        }
        self.expression.as_ref().map_or(Ok(true), |expression| expression.holds(context, id))
    }
}
