// A plain static host for dist/, as an intranet has one: at any path, compressed or not, with the response headers
// that we ship or without them.
//
//   node server.mjs [--port N] [--base /a/path/] [--compress] [--headers]

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const ENCODERS = { br: brotliCompressSync, gzip: gzipSync };

/// Settings for the usual hosts, one file a host.
export const hostingFiles = new URL("../../public/hosting/", import.meta.url);

/// The response headers that the planner ships, as its settings for nginx have them.
export function shippedHeaders() {
  const conf = readFileSync(new URL("nginx.conf", hostingFiles), "utf8");
  const headers = [...conf.matchAll(/^\s*add_header\s+(\S+)\s+"([^"]*)"/gm)].map(([, name, value]) => [name, value]);
  if (headers.length === 0) throw new Error("public/hosting/nginx.conf has no add_header line");
  return Object.fromEntries(headers);
}

/// Serves `dist/` below `base`, on a free port unless one is given. The browsers of the tests find it under any name that
/// they are told to look for here.
export async function serve({ base = "/", compress = false, headers = {}, port = 0, host = "127.0.0.1" } = {}) {
  const compressed = new Map();

  function encode(path, body, accepted) {
    const encoding = Object.keys(ENCODERS).find((name) => accepted.includes(name));
    if (!compress || !encoding || extname(path) === ".png") return [body, {}];
    const key = `${encoding} ${path}`;
    if (!compressed.has(key)) compressed.set(key, ENCODERS[encoding](body));
    return [compressed.get(key), { "content-encoding": encoding, vary: "accept-encoding" }];
  }

  async function answer(request) {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (`${path}/` === base) return [301, { location: base }, ""];
    const file = resolve(dist, `.${sep}${path.slice(base.length) || "index.html"}`);
    if (!path.startsWith(base) || !file.startsWith(dist + sep)) return [404, {}, "Not found"];
    const [body, encoding] = encode(file, await readFile(file), request.headers["accept-encoding"] ?? "");
    return [200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...encoding, ...headers }, body];
  }

  const server = createServer(async (request, response) => {
    const [status, fields, body] = await answer(request).catch((error) => [404, {}, error.message]);
    response.writeHead(status, fields).end(body);
  });
  await new Promise((resolved, rejected) => server.once("error", rejected).listen(port, "127.0.0.1", resolved));
  return {
    url: `http://${host}:${server.address().port}${base}`,
    close: () => new Promise((closed) => (server.close(closed), server.closeAllConnections())),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8080" },
      base: { type: "string", default: "/" },
      compress: { type: "boolean" },
      headers: { type: "boolean" },
    },
  });
  const { url } = await serve({
    base: values.base,
    compress: values.compress,
    headers: values.headers ? shippedHeaders() : {},
    port: Number(values.port),
  });
  console.log(url);
}
