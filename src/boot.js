// Starts the planner.

// Leptos builds its elements from templates by `innerHTML`. HTML passes, because a test keeps `inner_html` out of `src`;
// scripts and script addresses have no function here and are refused.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });

try {
  const app = document.querySelector('meta[name="trunk-app"]');
  const { default: init } = await import(new URL(app.dataset.js, document.baseURI));
  const started = init({ module_or_path: new URL(app.content, document.baseURI) });
  // The rest of the program is made of the same build: it works on the first part's memory, and calls its functions.
  globalThis.loadRest = async () => {
    const answer = await fetch(new URL(app.content.replace("_bg.wasm", "_rest.wasm"), document.baseURI));
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    await WebAssembly.instantiate(await answer.arrayBuffer(), { first: await started });
  };
  await started;
} catch (error) {
  console.error(error);
  // What the planner itself reports when it fails is richer, and stands there already.
  const crash = document.getElementById("crash");
  if (crash.hidden) {
    document.getElementById("planner").hidden = true;
    document.getElementById("crash-details").textContent = String(error);
    document.getElementById("crash-download").hidden = true;
    crash.hidden = false;
  }
}
