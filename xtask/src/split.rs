//! Splits the page's WebAssembly in two, so that the first visit loads only what the first question needs. Trunk calls
//! it after each build; `src/boot.js` loads the second part when `src/ui/rest.rs` asks for it.
//!
//! Either part is a module of its own. They share memory, globals and the table of functions: the first part exports
//! them, and the functions that the second one calls. The second part puts its functions into the table when it is
//! loaded, and the first part calls them through it; until then their slots hold a function that stops the program.

use crate::{Error, Result, failed, finish};
use pico_args::Arguments;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use walrus::ir::{self, Instr, InstrLocId, InstrSeq, Value, Visitor, VisitorMut};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, Function, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, LocalFunction, Module, ModuleConfig, TableId, TypeId, passes,
};

/// The modules whose functions go to the second part, even where the table names them.
const REST: &[&str] = &[
    "::app::shelf::",
    "::components::copy::",
    "::components::finding::",
    "::components::grid::",
    "::components::list::",
    "::components::preview::",
    "::components::pulse::",
    "::components::results::",
    "::components::rows::",
    "::components::typed::",
    "::export::",
    "::import::",
    "::pages::about::",
    "::pages::drafts::",
    "::pages::questions::",
    "::pages::readiness::",
    "::pages::rules::",
    "::pages::runbook::",
    "::rules::ag::",
    "::rules::clashes::",
    "::rules::fo::",
    "::rules::mk::",
    "::rules::qo::",
    "::rules::ss::",
    "::rules::tm::",
    "::runbook::tasks::",
];

/// Where functions stand in the source that only the second part can have.
const SOURCES: &[&str] = &["import::", "readiness::", "rules::", "runbook::", "ui::components::", "ui::pages::"];

/// The module whose functions are the doors by which the first part enters the second one.
const DOORS: &str = "::rest::";

/// Rust's modules have their data behind a megabyte of stack.
const FIRST_DATA: i32 = 1 << 20;

/// The name under which `src/boot.js` gives the second part the exports of the first one.
const FIRST: &str = "first";

pub fn run(args: Arguments) -> Result<ExitCode> {
    finish(args)?;
    let folder = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| Error::Usage("split is Trunk's, which says in TRUNK_STAGING_DIR what it builds".into()))?;
    let entries = folder.read_dir().map_err(failed(folder.display()))?;
    let paths: Vec<String> = entries.flatten().map(|entry| entry.path().to_string_lossy().into_owned()).collect();
    let first = paths.iter().find(|path| path.ends_with("_bg.wasm"));
    let first = first.ok_or_else(|| Error::Failed(format!("there is no WebAssembly in {}", folder.display())))?;
    let whole = fs::read(first).map_err(failed(first))?;
    let parts = split(&whole).map_err(failed("cannot split the WebAssembly"))?;
    let rest = first.replace("_bg.wasm", "_rest.wasm");
    fs::write(first, parts.first).map_err(failed(first))?;
    fs::write(&rest, parts.rest).map_err(failed(&rest))?;
    Ok(ExitCode::SUCCESS)
}

/// The two parts.
struct Parts {
    /// What is loaded at first.
    first: Vec<u8>,
    /// What is loaded when it is needed.
    rest: Vec<u8>,
}

/// Splits a module that still has the names of its functions.
fn split(bytes: &[u8]) -> walrus::Result<Parts> {
    let first = parse(bytes)?;
    let table = first.tables.main_function_table()?.ok_or(walrus::ErrorKind::InvalidWasm)?;
    let plan = Plan::of(&first, table);
    // Parsed from the same bytes, a second module has the same functions at the same places.
    Ok(Parts { rest: plan.rest(parse(bytes)?)?, first: plan.first(first, table) })
}

fn parse(bytes: &[u8]) -> walrus::Result<Module> {
    ModuleConfig::new().generate_name_section(false).generate_producers_section(false).parse(bytes)
}

/// What goes where. Functions are known by their places in the module.
struct Plan {
    /// The functions of the second part.
    moved: HashSet<usize>,
    /// The functions of the first part that the second one calls, in order.
    lent: Vec<usize>,
    /// What the table holds of the second part, by slot.
    slots: BTreeMap<u64, usize>,
    /// The slots through which the first part calls the second one, by function.
    doors: HashMap<usize, u64>,
    /// The table's size.
    end: u64,
}

impl Plan {
    fn of(module: &Module, table: TableId) -> Self {
        let is_in = |id: FunctionId, modules: &[&str]| {
            let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
            modules.iter().any(|module| name.contains(module))
        };
        let calls: HashMap<FunctionId, Names> =
            module.funcs.iter_local().map(|(id, function)| (id, Names::of(function))).collect();
        let held = held(module, table);
        // To the first part belongs what can be reached from outside and from the table without passing a door; of the
        // table, what is not the second part's by its module.
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(id),
            _ => None,
        });
        let (seconds, firsts): (Vec<FunctionId>, Vec<FunctionId>) =
            held.values().copied().partition(|id| is_in(*id, REST));
        let roots: Vec<FunctionId> = exported.chain(module.start).chain(firsts).collect();
        let is_door = |id: FunctionId| is_in(id, &[DOORS]);
        let (reached, _) = reach(&calls, &roots, is_door);
        // Optimised, functions that are alike are one, under the name of any of them. So a function of the table is the
        // second part's only where no function of the first part can be like it: it comes, by way of others, to one
        // that has its source there and that nothing of the first part calls, or to data that nothing of it names.
        let in_table: HashSet<FunctionId> = held.values().copied().collect();
        let is_own = |id: FunctionId| {
            let name = module.funcs.get(id).name.as_deref().unwrap_or_default();
            let path = name.trim_start_matches('<').split_once("]::").map_or("", |(_, path)| path);
            !in_table.contains(&id) && SOURCES.iter().any(|own| path.starts_with(own))
        };
        let named: HashSet<i32> =
            reached.iter().filter_map(|id| calls.get(id)).flat_map(|names| &names.data).copied().collect();
        let tells = |(id, names): &(&FunctionId, &Names)| {
            !reached.contains(id) && (is_own(**id) || names.data.iter().any(|address| !named.contains(address)))
        };
        let mut telling: HashSet<FunctionId> = calls.iter().filter(tells).map(|(id, _)| *id).collect();
        let mut before = 0;
        while telling.len() > before {
            before = telling.len();
            let tells = |names: &Names| names.calls.iter().any(|id| telling.contains(id));
            let more: Vec<FunctionId> = calls.iter().filter(|(_, names)| tells(names)).map(|(id, _)| *id).collect();
            telling.extend(more);
        }
        let alike = seconds.into_iter().filter(|id| !telling.contains(id));
        let (stays, doors) = reach(&calls, &roots.into_iter().chain(alike).collect::<Vec<_>>(), is_door);
        let moves = |id: &FunctionId| calls.contains_key(id) && !stays.contains(id);
        let lent: BTreeSet<usize> = calls
            .iter()
            .filter(|(id, _)| moves(id))
            .flat_map(|(_, names)| &names.calls)
            .filter(|id| !moves(id))
            .map(place)
            .collect();
        let end = module.tables.get(table).initial;
        let doors: HashMap<usize, u64> = doors.into_iter().zip(end..).collect();
        let held = held.iter().filter(|(_, id)| moves(id)).map(|(slot, id)| (*slot, id.index()));
        Self {
            moved: calls.keys().filter(|id| moves(id)).map(place).collect(),
            lent: lent.into_iter().collect(),
            slots: held.chain(doors.iter().map(|(door, slot)| (*slot, *door))).collect(),
            end: end + doors.len() as u64,
            doors,
        }
    }

    /// The first part: it lends what the second one needs, and calls it through the table.
    fn first(&self, mut module: Module, table: TableId) -> Vec<u8> {
        let mut stop = FunctionBuilder::new(&mut module.types, &[], &[]);
        stop.func_body().unreachable();
        let too_early = stop.finish(Vec::new(), &mut module.funcs);
        for element in module.elements.iter_mut() {
            if let ElementItems::Functions(items) = &mut element.items {
                items.iter_mut().filter(|item| self.moved.contains(&item.index())).for_each(|item| *item = too_early);
            }
        }
        let types = module.funcs.iter().map(|function| (function.id().index(), function.ty())).collect();
        let mut through = ThroughTheTable { doors: &self.doors, types, table };
        for (_, function) in module.funcs.iter_local_mut() {
            let entry = function.entry_block();
            ir::dfs_pre_order_mut(&mut through, function, entry);
        }
        let functions: Vec<FunctionId> = module.funcs.iter().map(Function::id).collect();
        for id in functions {
            if let Ok(at) = self.lent.binary_search(&id.index()) {
                module.exports.add(&format!("f{at}"), id);
            }
        }
        for (at, memory) in module.memories.iter().enumerate() {
            module.exports.add(&format!("m{at}"), memory.id());
        }
        for (at, table) in module.tables.iter().enumerate() {
            module.exports.add(&format!("t{at}"), table.id());
        }
        for (at, global) in module.globals.iter().enumerate() {
            module.exports.add(&format!("g{at}"), global.id());
        }
        let table = module.tables.get_mut(table);
        table.initial = self.end;
        table.maximum = table.maximum.map(|maximum| maximum.max(self.end));
        passes::gc::run(&mut module);
        module.emit_wasm()
    }

    /// The second part: what it does not have itself comes from the first one.
    fn rest(&self, mut module: Module) -> walrus::Result<Vec<u8>> {
        let table = module.tables.main_function_table()?.ok_or(walrus::ErrorKind::InvalidWasm)?;
        module.start = None;
        module.exports = walrus::ModuleExports::default();
        module.data = walrus::ModuleData::default();
        module.elements = walrus::ModuleElements::default();
        for (at, memory) in module.memories.iter_mut().enumerate() {
            memory.data_segments.clear();
            memory.import = Some(module.imports.add(FIRST, &format!("m{at}"), memory.id()));
        }
        for (at, table) in module.tables.iter_mut().enumerate() {
            table.elem_segments.clear();
            table.import = Some(module.imports.add(FIRST, &format!("t{at}"), table.id()));
        }
        let globals: Vec<_> = module.globals.iter().map(walrus::Global::id).collect();
        for (at, global) in globals.into_iter().enumerate() {
            let import = module.imports.add(FIRST, &format!("g{at}"), global);
            module.globals.get_mut(global).kind = GlobalKind::Import(import);
        }
        let mut places: HashMap<usize, FunctionId> = HashMap::new();
        for function in module.funcs.iter_mut() {
            places.insert(function.id().index(), function.id());
            if let Ok(at) = self.lent.binary_search(&function.id().index()) {
                if let FunctionKind::Import(import) = &function.kind {
                    module.imports.delete(import.import);
                }
                let import = module.imports.add(FIRST, &format!("f{at}"), function.id());
                function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
            }
        }
        let own = module.tables.get_mut(table);
        own.initial = self.end;
        own.maximum = own.maximum.map(|maximum| maximum.max(self.end));
        // Neighbouring slots are filled together.
        let mut runs: Vec<(u64, Vec<FunctionId>)> = Vec::new();
        for (slot, function) in &self.slots {
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u64 == *slot => run.push(places[function]),
                _ => runs.push((*slot, vec![places[function]])),
            }
        }
        for (start, run) in runs {
            let offset = ConstExpr::Value(Value::I32(i32::try_from(start).expect("a table of 32 bits")));
            let element = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(run));
            module.tables.get_mut(table).elem_segments.insert(element);
        }
        passes::gc::run(&mut module);
        Ok(module.emit_wasm())
    }
}

/// What can be reached from some functions without passing a door, and the doors, by their places.
fn reach(
    calls: &HashMap<FunctionId, Names>,
    from: &[FunctionId],
    is_door: impl Fn(FunctionId) -> bool,
) -> (HashSet<FunctionId>, BTreeSet<usize>) {
    let mut open = from.to_vec();
    let mut reached: HashSet<FunctionId> = open.iter().copied().collect();
    let mut doors = BTreeSet::new();
    while let Some(id) = open.pop() {
        for called in calls.get(&id).into_iter().flat_map(|names| &names.calls) {
            if is_door(*called) {
                doors.insert(place(called));
            } else if reached.insert(*called) {
                open.push(*called);
            }
        }
    }
    (reached, doors)
}

/// A function's place in the module.
fn place(id: &FunctionId) -> usize {
    id.index()
}

/// What a function names.
#[derive(Default)]
struct Names {
    /// The functions that it calls.
    calls: Vec<FunctionId>,
    /// The addresses of data, such as a key of words, and what may be taken for one.
    data: Vec<i32>,
}

impl Names {
    fn of(function: &LocalFunction) -> Self {
        let mut names = Self::default();
        ir::dfs_in_order(&mut names, function, function.entry_block());
        names
    }
}

impl Visitor<'_> for Names {
    fn visit_function_id(&mut self, function: &FunctionId) {
        self.calls.push(*function);
    }

    fn visit_const(&mut self, constant: &ir::Const) {
        if let Value::I32(value) = constant.value
            && value >= FIRST_DATA
        {
            self.data.push(value);
        }
    }
}

/// What the table holds at first, by slot.
fn held(module: &Module, table: TableId) -> BTreeMap<u64, FunctionId> {
    let mut held = BTreeMap::new();
    for element in module.elements.iter() {
        if let (
            ElementKind::Active { table: own, offset: ConstExpr::Value(Value::I32(start)) },
            ElementItems::Functions(items),
        ) = (&element.kind, &element.items)
            && *own == table
        {
            let start = u64::try_from(*start).unwrap_or_default();
            held.extend((start..).zip(items.iter().copied()));
        }
    }
    held
}

/// Turns calls of doors into calls through the table.
struct ThroughTheTable<'a> {
    doors: &'a HashMap<usize, u64>,
    types: HashMap<usize, TypeId>,
    table: TableId,
}

impl VisitorMut for ThroughTheTable<'_> {
    fn start_instr_seq_mut(&mut self, seq: &mut InstrSeq) {
        let door = |instr: &Instr| match instr {
            Instr::Call(call) => self.doors.get(&call.func.index()).map(|slot| (*slot, self.types[&call.func.index()])),
            _ => None,
        };
        if !seq.instrs.iter().any(|(instr, _)| door(instr).is_some()) {
            return;
        }
        let old = std::mem::take(&mut seq.instrs);
        for (instr, at) in old {
            if let Some((slot, ty)) = door(&instr) {
                let value = Value::I32(i32::try_from(slot).expect("a table of 32 bits"));
                seq.instrs.push((Instr::Const(ir::Const { value }), InstrLocId::default()));
                seq.instrs.push((Instr::CallIndirect(ir::CallIndirect { ty, table: self.table }), at));
            } else {
                seq.instrs.push((instr, at));
            }
        }
    }
}
