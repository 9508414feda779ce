// Starts the planner.

// Leptos builds its elements from templates by `innerHTML`. HTML passes, because a test keeps `inner_html` out of `src`;
// scripts and script addresses have no function here and are refused.
globalThis.trustedTypes?.createPolicy("default", { createHTML: (html) => html });

try {
  const app = document.querySelector('meta[name="trunk-app"]');
  const { default: init } = await import(new URL(app.dataset.js, document.baseURI));
  await init({ module_or_path: new URL(app.content, document.baseURI) });
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
