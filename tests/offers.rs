//! Which names are those of retired offers: each of the 24, however it is written; what is nearly one is a question, and
//! what is none is none.

use std::collections::BTreeSet;

use transition_planner::assessment::choices::Segment;
use transition_planner::assessment::offers::{Offer, RETIRED};

#[test]
fn the_list_is_what_the_catalogue_says_in_a_line() {
    let mut names = BTreeSet::new();
    for product in ["Dynamics 365 for Sales", "Dynamics 365 Customer Engagement Plan"] {
        for from in ["CRMOL Basic", "From SA for CRM Basic", "Add-On for CRM Basic"] {
            for (before, after) in
                [("", ""), (" (Government Pricing)", ""), ("", " for Faculty"), ("", " for Students")]
            {
                names.insert(format!("{product} Enterprise Edition{before} {from} (Qualified Offer){after}"));
            }
        }
    }
    assert_eq!(names, RETIRED.map(str::to_owned).into());
}

#[test]
fn each_is_recognised_as_itself_however_it_is_written() {
    for (at, name) in (0..).zip(RETIRED) {
        let bare = name.strip_prefix("Dynamics 365 ").expect("all begin like this");
        let without_for = bare.strip_prefix("for ").unwrap_or(bare);
        for written in [
            name.to_owned(),
            name.to_lowercase(),
            name.to_uppercase(),
            without_for.to_owned(),
            format!("Dynamics 365 {without_for}"),
            format!("Dynamics 365 for {without_for}"),
            name.replace(['(', ')'], ""),
            name.replace('(', "[").replace(')', "]"),
            name.replace('(', "- ").replace(')', ""),
            name.replace("Add-On", "Add On"),
            name.replace("Add-On", "Add–On"),
            name.replace("Add-On", "Add - On"),
            name.replace("Basic (", "Basic("),
            name.replace(' ', "  "),
            name.replace(' ', "\u{a0}"),
            format!("  {name}\t"),
            name.replace("CRMOL", "- CRMOL"),
        ] {
            assert_eq!(Offer::recognise(&written), Offer::Retired(at), "{written}");
        }
    }
}

#[test]
fn its_segment_is_a_part_of_its_name() {
    let of = |segment| {
        (0..).zip(RETIRED).filter(|(at, _)| Offer::Retired(*at).segment() == segment).map(|(_, name)| name).collect()
    };
    let with = |part: &str| RETIRED.into_iter().filter(|name| name.contains(part)).collect::<Vec<_>>();
    for (segment, part) in
        [(Segment::Faculty, "Faculty"), (Segment::Students, "Students"), (Segment::Government, "Government")]
    {
        let own: Vec<&str> = of(Some(segment));
        assert_eq!((own.len(), own), (6, with(part)));
    }
    assert_eq!(of(None).len(), 6);
}

#[test]
fn what_is_nearly_one_has_the_segment_of_which_its_name_speaks() {
    for (name, segment) in [
        ("CRMOL Basic, faculty", Some(Segment::Faculty)),
        ("CRMOL Basic (Qualified Offer) Student", Some(Segment::Students)),
        ("CRM_Basic_Gov", Some(Segment::Government)),
        ("CRM Basic", None),
    ] {
        assert_eq!(Offer::recognise(name), Offer::NearMiss(segment), "{name}");
    }
}

#[test]
fn what_is_nearly_one_is_asked_about() {
    for name in [
        // S2's names of both families.
        "Dynamics 365 for Sales from CRM Basic or CRMOL Basic (Qualified Offer)",
        "Dynamics 365 Customer Engagement Plan from CRM Basic or CRMOL Basic (Qualified Offer)",
        // Another order of words.
        "Dynamics 365 for Sales CRMOL Basic Enterprise Edition (Qualified Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRMOL Basic for Faculty (Qualified Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Government Pricing) (Qualified Offer)",
        // A part is missing, or is another.
        "Dynamics 365 for Sales Enterprise Edition CRMOL Basic",
        "Dynamics 365 for Sales Enterprise Edition From SA for CRM Basic for Students",
        "Dynamics 365 for Sales CRMOL Basic (Qualified Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRM Basic (Qualified Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offers)",
        "Dynamics 365 for Customer Service Enterprise Edition CRMOL Basic (Qualified Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRMOL Professional (Qualified Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer) for Charity",
        "Trial of Dynamics 365 for Sales Enterprise Edition CRMOL Basic (Qualified Offer)",
        // A slip between the words, or in one.
        "Dynamics 365 for Sales Enterprise Edition CRMOL Basic/Qualified Offer",
        "Dynamics_365_for_Sales_Enterprise_Edition_CRMOL_Basic_(Qualified_Offer)",
        "Dynamics.365.for.Sales.Enterprise.Edition.From.SA.for.CRM.Basic.(Qualified.Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRMOLBasic (QualifiedOffer)",
        "CRM Bsc (Qual. Offer)",
        "Dynamics 365 for Sales Enterprise Edition CRMOL Bsaic",
        // Two segments.
        "Dynamics 365 for Sales Enterprise Edition (Government Pricing) CRMOL Basic (Qualified Offer) for Faculty",
        "Dynamics 365 Customer Engagement Plan Enterprise Edition CRMOL Basic (Qualified Offer) for Faculty for Students",
    ] {
        for name in [name, &name.to_uppercase()] {
            assert!(matches!(Offer::recognise(name), Offer::NearMiss(_)), "{name}");
        }
    }
}

#[test]
fn other_names_are_none_of_them() {
    for name in [
        "Dynamics 365 Sales Professional",
        "Dynamics 365 Customer Service Enterprise",
        "Dynamics 365 Customer Engagement Plan",
        "Dynamics 365 for Sales Enterprise Edition",
        "Dynamics 365 for Team Members",
        "Dynamics 365 Customer Engagement Plan Enterprise Edition for Faculty",
        "Dynamics 365 Sales Enterprise Edition (Government Pricing)",
        "Microsoft 365 Business Basic",
        "Basic Support",
        "Exchange Online Plan 1",
        "",
        "—",
        "(((",
    ] {
        assert_eq!(Offer::recognise(name), Offer::Other, "{name}");
    }
}
