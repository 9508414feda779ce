//! The reader's language and the zones of the world, as the browser knows them.

use js_sys::{Array, Date, Function, Object, Reflect};
use time::{PrimitiveDateTime, UtcOffset};
use wasm_bindgen::{JsCast, JsValue};

use crate::words::Locale;

/// The habits of a language, asked of the browser.
#[derive(Debug)]
pub struct Browser {
    integer: Function,
    decimal: Function,
    day: Function,
    moment: Function,
    plural: Function,
    list: Function,
}

impl Browser {
    /// The habits of the language with this tag, such as `en`; the reader's own region of it, where there is one.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let tag = tag(language);
        let format = |class: &str, method: &str, options: &[(&str, JsValue)]| {
            make(class, &tag, options)
                .and_then(|made| bound(&made, method))
                .unwrap_or_else(|| Function::new_no_args(""))
        };
        let utc = ("timeZone", JsValue::from("UTC"));
        Self {
            integer: format("NumberFormat", "format", &[]),
            decimal: format("NumberFormat", "format", &[("maximumFractionDigits", 1.into())]),
            day: format("DateTimeFormat", "format", &[("dateStyle", "medium".into()), utc.clone()]),
            moment: format(
                "DateTimeFormat",
                "format",
                &[
                    ("weekday", "short".into()),
                    ("day", "numeric".into()),
                    ("month", "short".into()),
                    ("year", "numeric".into()),
                    ("hour", "2-digit".into()),
                    ("minute", "2-digit".into()),
                    ("hourCycle", "h23".into()),
                    utc,
                ],
            ),
            plural: format("PluralRules", "select", &[]),
            list: format("ListFormat", "format", &[]),
        }
    }
}

impl Locale for Browser {
    #[expect(clippy::cast_precision_loss, reason = "the browser's numbers; counts end at a million million")]
    fn integer(&self, number: u64) -> String {
        call(&self.integer, &(number as f64).into())
    }

    fn decimal(&self, number: f64) -> String {
        call(&self.decimal, &number.into())
    }

    fn day(&self, day: time::Date) -> String {
        unbroken(&call(&self.day, &milliseconds(day.midnight()).into()))
    }

    fn moment(&self, moment: PrimitiveDateTime) -> String {
        let text = call(&self.moment, &milliseconds(moment).into());
        // A day and a time of day are each a whole.
        let parts = text.rsplit_once(", ").map(|(day, clock)| format!("{}, {}", unbroken(day), unbroken(clock)));
        parts.unwrap_or(text)
    }

    #[expect(clippy::cast_precision_loss, reason = "the browser's numbers; counts end at a million million")]
    fn plural(&self, number: u64) -> &'static str {
        let category = call(&self.plural, &(number as f64).into());
        ["zero", "one", "two", "few", "many"].into_iter().find(|known| *known == category).unwrap_or("other")
    }

    fn list(&self, items: &[String]) -> String {
        call(&self.list, &items.iter().map(JsValue::from).collect::<Array>())
    }
}

/// The reader's own region of a language, such as `en-GB`, where there is one.
fn tag(language: &str) -> String {
    let own = super::window().navigator().language();
    let own = own.filter(|own| own.split('-').next() == Some(language));
    own.unwrap_or_else(|| language.to_owned())
}

/// The offset from UTC at which clocks in `zone` show `local`; the earlier moment where they show it twice, `None`
/// where they never do or where there is no such zone.
#[must_use]
pub fn offset(zone: &str, local: PrimitiveDateTime) -> Option<UtcOffset> {
    offsets(zone, local)?.into_iter().max()
}

/// The offsets from UTC at which clocks in `zone` show `local`: one, two on the night on which they are put back, none on
/// that on which they are put forward. `None` where there is no such zone.
#[must_use]
pub fn offsets(zone: &str, local: PrimitiveDateTime) -> Option<Vec<UtcOffset>> {
    // Swedish writes dates as ISO does.
    let options = [("timeZone", JsValue::from(zone)), ("dateStyle", "short".into()), ("timeStyle", "medium".into())];
    let clock = bound(&make("DateTimeFormat", "sv", &options)?, "format")?;
    let shown = |at: f64| Date::parse(&format!("{}Z", call(&clock, &at.into()).replace(' ', "T")));
    let wanted = milliseconds(local);
    let day = 86_400_000.0;
    let around = [wanted - day, wanted + day].map(|at| shown(at) - at);
    let offsets = around.into_iter().filter(|offset| same(shown(wanted - offset), wanted));
    #[expect(clippy::cast_possible_truncation, reason = "at most a day")]
    let offsets = offsets.filter_map(|offset| UtcOffset::from_whole_seconds((offset / 1000.0) as i32).ok());
    let mut offsets: Vec<UtcOffset> = offsets.collect();
    offsets.dedup();
    Some(offsets)
}

/// Whether there is such a zone.
#[must_use]
pub fn knows_zone(zone: &str) -> bool {
    make("DateTimeFormat", "en", &[("timeZone", zone.into())]).is_some()
}

/// The reader's own zone.
#[must_use]
pub fn own_zone() -> Option<String> {
    let format = make("DateTimeFormat", "en", &[])?;
    let resolved = bound(&format, "resolvedOptions")?.call0(&JsValue::UNDEFINED).ok()?;
    Reflect::get(&resolved, &"timeZone".into()).ok()?.as_string()
}

/// The names of all zones that the browser knows; none where it does not tell.
#[must_use]
pub fn zones() -> Vec<String> {
    let zones = || {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        bound(&intl, "supportedValuesOf")?.call1(&JsValue::UNDEFINED, &"timeZone".into()).ok()
    };
    zones().map(|zones| Array::from(&zones).iter().filter_map(|zone| zone.as_string()).collect()).unwrap_or_default()
}

/// The time of day of an ISO instant, in the reader's zone and habits; with its date unless that is today's.
#[must_use]
pub fn time_of(instant: &str, language: &str) -> String {
    if Date::new(&instant.into()).to_date_string() != Date::new_0().to_date_string() {
        return date_of(instant, language);
    }
    let options = Object::new();
    let _ = Reflect::set(&options, &"timeStyle".into(), &"short".into());
    Date::new(&instant.into()).to_locale_time_string_with_options(&tag(language), &options).into()
}

/// An ISO instant as a date and time of day, in the reader's zone and habits; a dash for what is none, as in a draft that
/// nobody has saved yet.
#[must_use]
pub fn date_of(instant: &str, language: &str) -> String {
    if Date::new(&instant.into()).get_time().is_nan() {
        return "–".to_owned();
    }
    let options = Object::new();
    let _ = Reflect::set(&options, &"dateStyle".into(), &"medium".into());
    let _ = Reflect::set(&options, &"timeStyle".into(), &"short".into());
    unbroken(&String::from(Date::new(&instant.into()).to_locale_string(&tag(language), &options)))
}

/// A date in one line: half of one at the end of a line is easily taken for all of it.
fn unbroken(date: &str) -> String {
    date.replace(' ', "\u{a0}")
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1.0
}

#[expect(clippy::cast_precision_loss, reason = "the browser's numbers; exact for any year of four digits")]
fn milliseconds(local: PrimitiveDateTime) -> f64 {
    local.assume_utc().unix_timestamp() as f64 * 1000.0
}

fn make(class: &str, tag: &str, options: &[(&str, JsValue)]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let all = Object::new();
    for (name, value) in options {
        Reflect::set(&all, &(*name).into(), value).ok()?;
    }
    // Constructed by reflection, since an unknown zone or tag throws.
    Reflect::construct(&class, &Array::of2(&tag.into(), &all)).ok()
}

fn bound(object: &JsValue, method: &str) -> Option<Function> {
    let method: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    Some(method.bind0(object))
}

fn call(function: &Function, argument: &JsValue) -> String {
    function.call1(&JsValue::UNDEFINED, argument).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
