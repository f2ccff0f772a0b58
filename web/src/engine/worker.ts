// Runs Python: fetches it, starts it, and hands questions to `page.bridge`.

interface Pyodide {
  FS: { mkdirTree(path: string): void; writeFile(path: string, data: Uint8Array): void };
  runPython(code: string): unknown;
  pyimport(name: string): { answer(question: string): string };
}

const FOLDER = "/lib/page";

/** Put the packages into Python's file system: an index in JSON behind its length, then the bytes of all files. */
function unpack(pyodide: Pyodide, data: ArrayBuffer): void {
  const head = new DataView(data).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, head))) as [string, number][];
  const made = new Set<string>();
  let at = 4 + head;
  for (const [name, size] of index) {
    const path = `${FOLDER}/${name}`;
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(folder)) pyodide.FS.mkdirTree(folder);
    made.add(folder);
    pyodide.FS.writeFile(path, new Uint8Array(data, at, size));
    at += size;
  }
}

async function start(base: string): Promise<{ answer(question: string): string }> {
  const packages = fetch(`${base}packages.bin`).then((response) => response.arrayBuffer());
  const { loadPyodide } = (await import(/* @vite-ignore */ `${base}pyodide.mjs`)) as { loadPyodide(options: object): Promise<Pyodide> };
  const pyodide = await loadPyodide({ indexURL: base, stdLibURL: `${base}python_stdlib.zip` });
  unpack(pyodide, await packages);
  pyodide.runPython(`import sys, gc\nsys.path.insert(0, "${FOLDER}")\ngc.set_threshold(20_000, 50, 100)`);
  return pyodide.pyimport("page.bridge");
}

let bridge: { answer(question: string): string } | null = null;

self.onmessage = async ({ data }: MessageEvent<{ start: string } | { id: number; question: string }>) => {
  if ("start" in data) {
    try {
      bridge = await start(data.start);
      self.postMessage({ ready: true });
    } catch (error) {
      self.postMessage({ failed: String(error) });
    }
  } else if (bridge !== null) {
    self.postMessage({ id: data.id, answer: bridge.answer(data.question) });
  }
};
