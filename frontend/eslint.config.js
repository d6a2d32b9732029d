import js from "@eslint/js";
import tseslint from "typescript-eslint";

const MEDIA_LAYERS = ["protocol", "socket", "reconnect", "peer", "devices", "stats"];

function noImports(...group) {
  return ["error", { patterns: [{ group, message: "Imports point down: ui, room, the rest." }] }];
}

export default tseslint.config(
  { ignores: ["node_modules/"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.js"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      complexity: ["error", 8],
      "max-depth": ["error", 4],
      "max-lines": ["error", 400],
      "max-lines-per-function": ["error", { max: 60, IIFEs: true }],
      "max-params": ["error", 7],
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    // State has no DOM: everything outside main.ts and ui/ runs without a browser page.
    files: ["src/live/*.ts", "src/check/*.ts", "src/desk/*.ts", "src/guest/*.ts"],
    ignores: ["src/*/main.ts", "src/**/*.test.ts"],
    rules: {
      "no-restricted-globals": ["error", "document"],
      "no-restricted-imports": noImports("lit", "lit/*", "./ui/*", "**/ui/*"),
    },
  },
  {
    files: MEDIA_LAYERS.map((name) => `src/live/${name}.ts`),
    rules: {
      "no-restricted-imports": noImports("lit", "lit/*", "./ui/*", "./room*", "./main*"),
    },
  },
  {
    files: ["src/live/ui/**/*.ts"],
    rules: { "no-restricted-imports": noImports("**/main*") },
  },
  {
    files: ["src/**/logger.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["**/*.test.ts"],
    rules: {
      "max-lines": ["error", 500],
      "max-lines-per-function": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  { files: ["eslint.config.js"], ...tseslint.configs.disableTypeChecked },
);
