// Builds the pages' scripts and the letters into sio/static/build/ (not in git).
// Entries keep fixed names: Django's manifest storage gives them their hash.

import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vitest/config";

const ENTRIES = ["live", "check", "desk", "office", "style", "together", "guest"];
const FONT = "@fontsource-variable/atkinson-hyperlegible-next";
// Of the scripts that a page loads before anything can be seen, without styles and
// letters: on a school's line of 1 Mbit/s this is little more than a second.
const FIRST_LOAD_LIMIT_BYTES = 150 * 1024;

function fonts(): Plugin {
  const folder = resolve(import.meta.dirname, "node_modules", FONT);
  const shortName = (name: string) => name.replace("atkinson-hyperlegible-next", "atkinson");
  return {
    name: "sio-fonts",
    apply: "build",
    generateBundle() {
      const licence = readFileSync(resolve(folder, "LICENSE"));
      this.emitFile({ type: "asset", fileName: "fonts/OFL.txt", source: licence });
      for (const name of readdirSync(resolve(folder, "files"))) {
        if (!name.endsWith(".woff2")) continue;
        const source = readFileSync(resolve(folder, "files", name));
        this.emitFile({ type: "asset", fileName: `fonts/${shortName(name)}`, source });
      }
    },
  };
}

function firstLoadBudget(): Plugin {
  return {
    name: "sio-first-load-budget",
    apply: "build",
    generateBundle(_options, bundle) {
      for (const entry of ENTRIES) {
        const wanted = new Set([`${entry}.js`]);
        let bytes = 0;
        for (const name of wanted) {
          const chunk = bundle[name];
          if (chunk?.type !== "chunk") continue;
          bytes += gzipSync(chunk.code).length;
          for (const next of chunk.imports) wanted.add(next);
          // A chunk that imports an entry would load it twice: its name has no hash.
          const back = [...chunk.imports, ...chunk.dynamicImports].filter((next) =>
            ENTRIES.some((other) => next === `${other}.js`),
          );
          if (back.length) this.error(`${name} imports the entry ${back.join()}`);
        }
        this.info(`${entry}.js: scripts of the first load ${(bytes / 1024).toFixed(1)} kB gzipped`);
        if (bytes > FIRST_LOAD_LIMIT_BYTES)
          this.error(
            `${entry}.js: scripts of the first load ${bytes} bytes, more than ${FIRST_LOAD_LIMIT_BYTES}`,
          );
      }
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [fonts(), firstLoadBudget()],
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../sio/static/build",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    license: { fileName: "licences.md" },
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: Object.fromEntries(
        ENTRIES.map((name) => [name, resolve(import.meta.dirname, `src/${name}/main.ts`)]),
      ),
      preserveEntrySignatures: "strict",
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "assets/[name]-[hash][extname]",
      },
    },
  },
  test: {
    include: ["src/**/*.test.ts"],
    environment: "node",
    // Whole lessons and many random scripts go by: on a busy machine that takes a while.
    testTimeout: 60_000,
    sequence: { shuffle: true },
  },
});
