//! Does the code behind a custom resource set CORS rules?

use crate::{
    aws::code,
    dialect::cloudformation::{evaluate::Context, template::Resource},
    value::Value,
};

use super::{Made, function, serverless};

/// Whether a function that the token names has such code, in the template or in the tree; each is looked at once.
pub(super) fn runs(made: &Made, token: &Value) -> bool {
    token.symbols().into_iter().any(|symbol| {
        let state = &made.context.deployment.state;
        let known = state.borrow().sets_cors.get(&symbol.id).copied();
        known.unwrap_or_else(|| {
            let behind = made.context.behind(symbol);
            let sets = behind.is_some_and(|(context, function)| sets_cors(context, function));
            state.borrow_mut().sets_cors.insert(symbol.id.clone(), sets);
            sets
        })
    })
}

fn sets_cors(context: Context, function: &Resource) -> bool {
    let (inline, location) = match function.kind.as_str() {
        "AWS::Lambda::Function" => {
            let code = context.property(function, &["Code"]);
            (code.get("ZipFile"), code)
        }
        "AWS::Serverless::Function" => {
            (context.property(function, &["InlineCode"]), serverless::location(context, function))
        }
        _ => return false,
    };
    if inline.has_text(&code::sets_cors) {
        return true;
    }
    let path = function::path(context, function, &location);
    let mut left = code::MAX_FILES;
    path.is_some_and(|path| {
        let mut files = code::files(&path, context.deployment.sources, &mut left);
        files.any(|(_, source)| code::sets_cors(&source.text))
    })
}
