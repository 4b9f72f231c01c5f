//! Calls of AWS's API that a template makes by itself: schedules, event rules and custom resources.

use crate::{
    aws::{labeling::Call, states},
    facts::{Facts, PageFact, RequestFact},
    value::{Value, json},
};

use super::Made;

/// A universal target, which names the API in its ARN and holds the request as JSON.
pub(super) fn schedule(made: &Made, facts: &mut Facts) {
    let target = made.property(&["Target"]);
    let Some(call) = states::call(&target.get("Arn")) else { return };
    if let Ok(request) = json::decoded(&target.get("Input")) {
        push(made, call, request, facts);
    }
}

/// Targets whose input is a call for the CDK's helper function.
pub(super) fn rule(made: &Made, facts: &mut Facts) {
    let (targets, _) = made.property(&["Targets"]).elements();
    targets.iter().for_each(|target| {
        api_call(made, &target.get("Input"), facts);
    });
}

/// `AwsCustomResource` of the CDK, whatever its type is called: `Create` and `Update` hold calls as JSON.
/// Says whether there is such a call.
pub(super) fn custom(made: &Made, facts: &mut Facts) -> bool {
    let create = made.property(&["Create"]);
    let call = create.or_else(&|| made.property(&["Update"]));
    api_call(made, &call, facts)
}

fn api_call(made: &Made, text: &Value, facts: &mut Facts) -> bool {
    let Ok(call) = json::decoded(text) else { return false };
    let mut found = false;
    for (guard, one) in call.alternatives() {
        let (service, action) = (one.get("service").constant(), one.get("action").constant());
        let (Some(service), Some(action)) = (service, action) else { continue };
        found = true;
        let request = one.get("parameters");
        if states::makes_page((&service, &action)) {
            facts.pages.push(PageFact {
                arn: Value::absent(),
                name: request.get("HumanTaskUiName"),
                content: request.get("UiTemplate").get("Content"),
            });
        }
        let Some(call) = states::call_of_api((&service, &action)) else { continue };
        let Some(exists) = made.exists.and(&guard) else { continue };
        facts.requests.push(RequestFact { exists, ..fact(made, call, request) });
    }
    found
}

fn push(made: &Made, call: Call, request: Value, facts: &mut Facts) {
    facts.requests.push(fact(made, call, request));
}

fn fact(made: &Made, call: Call, request: Value) -> RequestFact {
    RequestFact {
        call,
        request,
        address: made.place.address.clone(),
        header: made.place.header,
        body: made.place.body,
        exists: made.exists.clone(),
        scope: made.scope.clone(),
    }
}
