// Makes what the page's Python is: the project's wheel from the tree, PyYAML, the standard library; all compiled, all in build/public/py/.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";

const here = fileURLToPath(new URL("..", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const build = `${here}build`;

/** A file of the package `pyodide`. */
const ofPyodide = (name) => fileURLToPath(new URL(`../node_modules/pyodide/${name}`, import.meta.url));

function run(program, ...args) {
  return execFileSync(program, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
}

/** A Python with pip, in an environment of its own: the system's may have none, or may not want to be asked. */
function python() {
  const folder = `${build}/venv`;
  const program = process.platform === "win32" ? `${folder}/Scripts/python.exe` : `${folder}/bin/python`;
  if (!existsSync(program)) run(process.env.PYTHON ?? "python3", "-m", "venv", folder);
  return program;
}

function wheels(folder) {
  const pip = [python(), "-m", "pip", "--disable-pip-version-check", "-q"];
  const constraints = ["-c", `${root}constraints.txt`];
  run(...pip, "wheel", "--no-deps", "-w", folder, root);
  // Only the part of PyYAML that is written in Python is taken; it is the same in all of its wheels.
  const anyWheel = ["--only-binary", ":all:", "--platform", "manylinux2014_x86_64", "--python-version", "3.11"];
  run(...pip, "download", "--no-deps", ...constraints, ...anyWheel, "-d", folder, "pyyaml");
  return readdirSync(folder).map((name) => `${folder}/${name}`);
}

rmSync(`${build}/public/py`, { recursive: true, force: true });
rmSync(`${build}/wheels`, { recursive: true, force: true });
mkdirSync(`${build}/public/py`, { recursive: true });
mkdirSync(`${build}/wheels`, { recursive: true });

const site = `${build}/site`;
rmSync(site, { recursive: true, force: true });
for (const wheel of wheels(`${build}/wheels`)) run(python(), "-m", "zipfile", "-e", wheel, site);
for (const name of readdirSync(site)) if (name.endsWith(".dist-info") || name === "_yaml") rmSync(`${site}/${name}`, { recursive: true });
for (const name of readdirSync(`${site}/yaml`)) if (!name.endsWith(".py")) rmSync(`${site}/yaml/${name}`);
// What the page has no use for: the command line, and the grammar that the wheel holds compiled.
for (const name of ["cli", "grammar", "reporters"]) rmSync(`${site}/seedance_lint/${name}`, { recursive: true });
cpSync(`${here}python/page`, `${site}/page`, { recursive: true, filter: (path) => !path.includes("__pycache__") });

const pyodide = await loadPyodide();
pyodide.FS.mkdirTree("/host");
pyodide.mountNodeFS("/host", here);
pyodide.FS.mkdirTree("/pyodide");
pyodide.mountNodeFS("/pyodide", ofPyodide(""));
try {
  pyodide.runPython(`
import sys
sys.path.insert(0, "/host/scripts")
sys.dont_write_bytecode = True
import packing
packing.stdlib("/pyodide/python_stdlib.zip", "/host/build/public/py/python_stdlib.zip")
packing.packages("/host/build/site", "/host/build/public/py/packages.bin")
`);
} catch (error) {
  console.error(error.message); // Node.js would print the line that threw: all of Pyodide
  process.exit(1);
}
for (const name of ["pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide.mjs", "pyodide-lock.json"]) cpSync(ofPyodide(name), `${build}/public/py/${name}`);
// No package is ever taken from the list of Pyodide's distribution, so none is in it.
writeFileSync(`${build}/public/py/pyodide-lock.json`, JSON.stringify({ info: JSON.parse(readFileSync(ofPyodide("pyodide-lock.json"), "utf8")).info, packages: {} }));
