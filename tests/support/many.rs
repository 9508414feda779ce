//! Drafts of many instances, to measure with.

use serde_json::Value;

/// The file of a move of so many instances, of which nearly everything is known: most is in order, some is not, some is
/// missing.
pub fn draft(instances: u32) -> String {
    file(instances).to_string()
}

/// The same, with so many subscriptions besides: nearly all renew by themselves, every hundredth is retired.
pub fn draft_with_subscriptions(instances: u32, subscriptions: u32) -> String {
    let mut draft = file(instances);
    let retired: Value = serde_json::from_str(include_str!("../cases/bases/clean-retired.json")).expect("it is JSON");
    let (retired, answers) = (&retired["answers"], &mut draft["answers"]);
    answers["assessment"]["replacesRetired"] = "yes".into();
    answers["assessment"]["stepsRole"] = retired["assessment"]["stepsRole"].clone();
    answers["subscriptions"] = (0..subscriptions)
        .map(|at| {
            let mut subscription = retired["subscriptions"][usize::from(at % 100 > 0)].clone();
            let mut set = |key: &str, typed: String| subscription[key] = typed.into();
            set("id", format!("s{at}"));
            match at % 100 {
                0 => set("reassigned", (at % 41).to_string()),
                1 => set("renewal", "expires".to_owned()),
                2 => set("endDate", "?".to_owned()),
                _ => {}
            }
            subscription
        })
        .collect();
    draft.to_string()
}

fn file(instances: u32) -> Value {
    let mut draft: Value =
        serde_json::from_str(include_str!("../cases/bases/clean-assisted.json")).expect("it is JSON");
    let answers = &mut draft["answers"];
    let model = answers["instances"][0].clone();
    let window = answers["windows"][0].clone();
    let windows = instances.div_ceil(20);
    answers["instances"] = (0..instances)
        .map(|at| {
            let mut instance = model.clone();
            let mut set = |key: &str, typed: String| instance[key] = typed.into();
            set("id", format!("i{at}"));
            set("instance", format!("Fabrikam {at}"));
            set("destinationInstance", format!("Contoso Temp {}", if at % 50 == 1 { at - 1 } else { at }));
            set("cutOver", format!("Weekend {}", at % windows));
            set("version", if at % 20 == 2 { "8.2" } else { "9.2" }.to_owned());
            set("connections", if at % 4 == 3 { "in use" } else { "not in use" }.to_owned());
            set("unmappedUsers", if at % 10 == 4 { "?".to_owned() } else { (at % 3).to_string() });
            instance
        })
        .collect();
    answers["windows"] = (0..windows)
        .map(|at| {
            let mut window = window.clone();
            window["id"] = format!("w{at}").into();
            window["window"] = format!("Weekend {at}").into();
            window
        })
        .collect();
    draft
}
