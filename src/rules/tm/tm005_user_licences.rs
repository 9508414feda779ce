//! TM005: the destination needs at least as many available user licences as the source has active ones.

use crate::assessment::fields::{
    ACTIVE_LICENCES, AVAILABLE_LICENCES, Count, Key, PRODUCT, PRODUCT_ACTIVE, PRODUCT_AVAILABLE,
};
use crate::assessment::{Table, Workstream};
use crate::rules::facts::{All, every};
use crate::rules::sources::S0_IMPACT;
use crate::rules::{Arg, Check, Checked, Facts, G_ASSISTED, Gaps, J, Routes, Rule, Says, Source, Subject};

static SHORT: Says = Says::blocker(G_ASSISTED, "short", &["short", "needed", "available"]);
static SHORT_SO_FAR: Says = Says::blocker(G_ASSISTED, "shortSoFar", &["short", "needed", "available"]);
static ENOUGH: Says = Says::met(G_ASSISTED, "enough", &["needed", "available"]);
static PRODUCT_SHORT: Says = Says::blocker(J, "productShort", &["short", "needed", "available", "product"]);
static PRODUCT_ENOUGH: Says = Says::met(J, "productEnough", &["needed", "available", "product"]);

pub static RULE: Rule = Rule {
    code: "TM005",
    name: "user-licences",
    workstream: Workstream::Instances,
    routes: Routes::Both,
    source: Source::One(&S0_IMPACT),
    says: &[&SHORT, &SHORT_SO_FAR, &ENOUGH, &PRODUCT_SHORT, &PRODUCT_ENOUGH],
    checks: &[
        Check::once(
            &[AVAILABLE_LICENCES.field, ACTIVE_LICENCES.field, PRODUCT_AVAILABLE.field, PRODUCT_ACTIVE.field],
            in_total,
        ),
        Check::each_if_any(
            Table::Licences,
            &[PRODUCT_AVAILABLE.field, PRODUCT_ACTIVE.field, PRODUCT.field],
            by_product,
        ),
    ],
};

fn in_total(facts: &Facts<'_>) -> Checked {
    let (needed, available) = (total(facts, ACTIVE_LICENCES, PRODUCT_ACTIVE), available_in_total(facts));
    if let (Err(_), Ok(available)) = (&needed, &available) {
        // Whatever is missing, it takes these at least.
        let products = facts.each(Table::Licences).filter_map(|product| product.known(PRODUCT_ACTIVE));
        let so_far = products.fold(0, u64::saturating_add);
        if so_far > *available {
            return Ok(SHORT_SO_FAR.with([so_far - available, so_far, *available].map(Arg::Count)));
        }
    }
    let (needed, available) = (needed, available).all()?;
    Ok(match needed.checked_sub(available) {
        None | Some(0) => ENOUGH.with([needed, available].map(Arg::Count)),
        Some(short) => SHORT.with([short, needed, available].map(Arg::Count)),
    })
}

/// The user licences available in the destination, all products together.
pub(super) fn available_in_total(facts: &Facts<'_>) -> Result<u64, Gaps> {
    total(facts, AVAILABLE_LICENCES, PRODUCT_AVAILABLE)
}

/// The total as said, else the sum over the products where it is known for each.
fn total(facts: &Facts<'_>, total: Key<Count>, of_product: Key<Count>) -> Result<u64, Gaps> {
    facts.whole().get(total).or_else(|gap| {
        let products = facts.some(Table::Licences).map_err(|_| gap.clone())?;
        let counts = every(products.map(|product| product.get(of_product))).map_err(|_| gap)?;
        Ok(counts.into_iter().fold(0, u64::saturating_add))
    })
}

fn by_product(_: &Facts<'_>, product: Subject<'_>) -> Checked {
    let (needed, available) = (product.get(PRODUCT_ACTIVE), product.get(PRODUCT_AVAILABLE));
    let row = Arg::Itself;
    if let (Ok(needed), Ok(available)) = (&needed, &available)
        && needed > available
    {
        // Whatever the product is called.
        let [short, needed, available] = [needed - available, *needed, *available].map(Arg::Count);
        return Ok(PRODUCT_SHORT.with([short, needed, available, row]));
    }
    let (_, needed, available) = (product.get(PRODUCT), needed, available).all()?;
    Ok(PRODUCT_ENOUGH.with([Arg::Count(needed), Arg::Count(available), row]))
}
