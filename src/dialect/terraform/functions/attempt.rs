//! `try` and `can`.

use super::Call;
use crate::{
    dialect::terraform::evaluate::{Failure, Outcome, Trail},
    syntax::hcl::Expression,
    value::{Guard, Value, either},
};

/// The first argument that does not fail, world by world.
pub(super) fn try_each(call: &Call, arguments: &[Expression]) -> Outcome {
    let Some((first, rest)) = arguments.split_first() else {
        return Err(Failure::new(
            "no argument of try can be evaluated",
            Some(call.expression.span),
        ));
    };
    let (outcome, trail) = call.evaluator.watched(|| call.evaluator.eval(first, call.scope));
    let Ok(value) = outcome else { return try_each(call, rest) };
    if trail.is_clean() {
        return Ok(value);
    }
    if rest.is_empty() {
        call.evaluator.rejoin(trail, &Guard::always());
        return Ok(value);
    }
    let worlds = worlds(call, first, &trail);
    let (otherwise, other_trail) = call.evaluator.watched(|| try_each(call, rest));
    let mut out = Vec::new();
    for (guard, fails) in worlds {
        if !fails {
            out.push((guard, value.clone()));
            continue;
        }
        call.evaluator.rejoin(other_trail.clone(), &guard);
        match &otherwise {
            Ok(other) => out.push((guard, other.clone())),
            Err(_) => call.evaluator.fails_when(guard),
        }
    }
    Ok(either(out))
}

/// Whether the argument can be evaluated.
pub(super) fn can(call: &Call, arguments: &[Expression]) -> Outcome {
    let [argument] = arguments else { return Err(call.arguments()) };
    let (outcome, trail) = call.evaluator.watched(|| call.evaluator.eval(argument, call.scope));
    if outcome.is_err() {
        return Ok(Value::bool(false));
    }
    if trail.is_clean() {
        return Ok(Value::bool(true));
    }
    let worlds = worlds(call, argument, &trail).into_iter();
    Ok(either(worlds.map(|(guard, fails)| (guard, Value::bool(!fails))).collect()))
}

/// More conditions than these are one question.
const MAX_CONDITIONS: usize = 4;

/// All worlds that the trail tells apart, and whether the expression fails there.
fn worlds(call: &Call, expression: &Expression, trail: &Trail) -> Vec<(Guard, bool)> {
    let decisions = trail.failing.iter().flat_map(Guard::decisions);
    let mut conditions: Vec<_> = decisions.map(|(id, _)| id.clone()).collect();
    conditions.sort();
    conditions.dedup();
    if trail.doubtful || conditions.len() > MAX_CONDITIONS {
        return asked(call, expression);
    }
    let mut worlds = vec![Guard::always()];
    for condition in conditions {
        let both = [true, false];
        worlds = worlds
            .iter()
            .flat_map(|world| both.map(|is| world.and(&Guard::when(condition.clone(), is))))
            .flatten()
            .collect();
    }
    let fails = |world: &Guard| trail.failing.iter().any(|failing| failing.covers(world));
    worlds.into_iter().map(|world| (world.clone(), fails(&world))).collect()
}

fn asked(call: &Call, expression: &Expression) -> Vec<(Guard, bool)> {
    let text = call.evaluator.text_of(expression);
    let id = format!("{} fails", call.evaluator.expression_id(&text, call.scope));
    call.evaluator.ask(
        &id,
        format!("`{text}` cannot be evaluated"),
        format!("`{text}` can be evaluated"),
        Some(expression.span),
    );
    vec![(Guard::when(id.as_str(), false), false), (Guard::when(id.as_str(), true), true)]
}
