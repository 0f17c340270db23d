// This file defines the completions: keywords, modules, classes and methods from the API data, and the names of the script.

import { snippetCompletion } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { keywords, types } from "./language.js";

/**
 * The API data, as scripts/build writes it: {modules: [{name, classes: [{name, kind, doc, bases, methods, members}]}]}, a method
 * being {name, params, doc, result}. Constructors have their class's name.
 */
export class Api {
  #classes = new Map(); // name -> {name, kind, doc, module, bases, methods, members}
  modules;

  constructor({ modules = [] } = {}) {
    this.modules = modules.map(({ name }) => name).filter((name) => name !== "lang");
    for (const module of modules) {
      for (const found of module.classes) {
        this.#classes.set(found.name, { methods: [], members: [], bases: [], ...found, module: module.name });
      }
    }
  }

  get classes() {
    return [...this.#classes.values()];
  }

  class(name) {
    return this.#classes.get(name) ?? null;
  }

  /** The methods of a class and of those it extends, without constructors; the nearest of a name only. */
  methods(name) {
    const methods = new Map();
    const seen = new Set();
    const add = (name) => {
      const found = this.class(name);
      if (!found || seen.has(name)) return;
      seen.add(name);
      for (const method of found.methods) {
        if (method.name !== found.name && !method.name.startsWith("_") && !methods.has(method.name)) methods.set(method.name, { ...method, owner: name });
      }
      found.bases.forEach(add);
    };
    add(name);
    add("object");
    return [...methods.values()];
  }
}

/** What follows the cursor's word decides; apply inserts the parentheses and leaves the cursor between them if there is something to fill in. */
function methodCompletion(method, boost = 0) {
  return {
    label: method.name,
    detail: `(${method.params ?? ""})`,
    type: "method",
    boost,
    info: () => describe(`${method.owner ? `${method.owner}.` : ""}${method.name}(${method.params ?? ""})`, method.doc, method.result, method.errors),
    apply: (view, _completion, from, to) => insertCall(view, method.name, Boolean(method.params), from, to),
  };
}

function insertCall(view, name, filled, from, to) {
  const called = view.state.sliceDoc(to, to + 1) === "(";
  const text = called ? name : `${name}()`;
  const cursor = from + name.length + (called || filled ? 1 : 2);
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: cursor }, userEvent: "input.complete" });
}

/** The box beside the list: signature, text, result, exceptions. */
function describe(signature, doc, result, errors) {
  const box = document.createElement("div");
  const head = Object.assign(document.createElement("code"), { textContent: signature, className: "signature" });
  box.append(head);
  for (const text of [doc, result && `Returns: ${result}`, errors && `Raises: ${errors}`]) {
    if (text) box.append(Object.assign(document.createElement("p"), { textContent: text }));
  }
  return box;
}

const snippets = [
  ["class", "class ${Name} {\n\tpublic main(args) {\n\t\t${}\n\t}\n}", "with main"],
  ["method", "public ${name}(${}) {\n\t${}\n}", "of a class"],
  ["if", "if (${condition}) {\n\t${}\n}", "block"],
  ["else", "else {\n\t${}\n}", "block"],
  ["for", "for (${i} = 0; ${i} < ${count}; ${i}++) {\n\t${}\n}", "counting"],
  ["for", "for (${item} : ${items}) {\n\t${}\n}", "over a list or map"],
  ["while", "while (${condition}) {\n\t${}\n}", "block"],
  ["switch", "switch (${value}) {\n\tcase ${1}: {\n\t\t${}\n\t}\n\tdefault: {\n\t}\n}", "block"],
  ["try", "try {\n\t${}\n} catch (${e}) {\n\tc.err(${e}.getText());\n}", "block"],
].map(([label, template, detail]) => snippetCompletion(template, { label, detail, type: "keyword", boost: 1 }));

const plainKeywords = [...keywords].map((label) => ({ label, type: "keyword", boost: -1 }));

/** What the text itself says about the script's own classes: {name, bases, methods, members}. */
function ownClasses(text) {
  const classes = [];
  const heads = [...text.matchAll(/\b(class|enum)\s+(\w+)\s*(?::\s*([\w\s,.]+))?\{/g)];
  heads.forEach((head, i) => {
    const body = text.slice(head.index + head[0].length, heads[i + 1]?.index ?? text.length);
    const methods = [...body.matchAll(/\b(?:public|private)\s+(?:extern\s+)?(\w+)\s*\(([^)]*)\)/g)].map(([, name, params]) => ({ name, params, owner: head[2] }));
    const members = [...body.matchAll(/\b(?:public|private)\s+(\w+)\s*[=;]/g)].map(([, name]) => name);
    classes.push({ name: head[2], from: head.index, bases: (head[3] ?? "").split(",").map((base) => base.trim()).filter(Boolean), methods, members });
  });
  return classes;
}

/** The class of an expression before a dot, as far as the text tells. */
function classOf(name, text, position, api) {
  if (api.class(name)?.kind === "static" || api.class(name)?.kind === "enum") return name;
  const before = text.slice(0, position);
  const word = name.replace(/[^\w]/g, "");
  const parameter = new RegExp(`\\b(${[...types].join("|")})\\s+${word}\\b`, "g");
  const assigned = new RegExp(`\\b${word}\\s*=\\s*(new\\s+(\\w+)|["'\\[{]|-?\\d+\\.\\d|-?\\d|json\\.parse)`, "g");
  let found = null;
  let at = -1;
  for (const match of before.matchAll(parameter)) [found, at] = [match[1], match.index];
  for (const match of text.matchAll(assigned)) {
    if (at >= 0 && match.index > position) break;
    const [, value, made] = match;
    if (made) found = made;
    else if (value === '"' || value === "'") found = "string";
    else if (value === "[") found = "list";
    else if (value === "{" || value === "json.parse") found = "map";
    else found = value.includes(".") ? "double" : "int";
    at = match.index;
  }
  return found === "object" ? "Buffer" : found; // handlers of sockets declare their Buffers so
}

/** Makes the source of completions for an editor. */
export function completions(api) {
  const classes = api.classes.filter(({ name }) => !/^[a-z]/.test(name) || name === "c");
  const classCompletions = classes.map((found) => ({
    label: found.name,
    type: found.kind === "enum" ? "enum" : "class",
    detail: found.module === "lang" ? "" : found.module,
    info: () => describe(found.name, found.doc),
  }));
  const staticCompletions = api.classes
    .filter(({ kind }) => kind === "static")
    .map((found) => ({ label: found.name, type: "namespace", detail: found.module === "lang" ? "" : found.module, info: () => describe(found.name, found.doc) }));

  const instances = (own) => [
    ...own.map(({ name }) => ({ label: name, type: "class", boost: 1 })),
    ...classCompletions.filter(({ label }) => !["static", "enum"].includes(api.class(label).kind)),
  ];

  /** After a dot. */
  function members(context, receiver, from) {
    const text = context.state.doc.toString();
    const own = ownClasses(text);
    let found;
    if (receiver === "this") {
      found = own.findLast((candidate) => candidate.from < context.pos)?.name;
    } else if (/["']$/.test(receiver)) {
      found = "string";
    } else {
      found = classOf(receiver.replace(/^this\./, ""), text, context.pos, api);
    }
    const options = [];
    const seen = new Set();
    const addOwn = (name, privates) => {
      const candidate = own.find((candidate) => candidate.name === name);
      if (!candidate || seen.has(name)) return;
      seen.add(name);
      options.push(...candidate.methods.filter((method) => method.name !== name).map((method) => methodCompletion(method, 2)));
      if (privates) options.push(...candidate.members.map((label) => ({ label, type: "property", boost: 2 })));
      candidate.bases.forEach((base) => (own.some((other) => other.name === base) ? addOwn(base, privates) : options.push(...api.methods(base).map((m) => methodCompletion(m)))));
    };
    if (own.some(({ name }) => name === found)) {
      addOwn(found, receiver === "this");
      options.push(...api.methods("object").map((method) => methodCompletion(method, -2)));
    } else if (api.class(found)) {
      options.push(...api.methods(found).map((method) => methodCompletion(method, method.owner === "object" ? -2 : 0)));
      options.push(...api.class(found).members.map((label) => ({ label, type: "constant" })));
    } else {
      // Nothing is known about the receiver: every method, once per name and class.
      for (const { name, kind } of api.classes) {
        if (kind === "static" || kind === "enum") continue;
        for (const method of api.class(name).methods) {
          if (method.name !== name && !method.name.startsWith("_")) {
            options.push({ ...methodCompletion({ ...method, owner: name }), detail: `(${method.params ?? ""}) ${name}` });
          }
        }
      }
      for (const candidate of own) options.push(...candidate.methods.map((method) => methodCompletion(method, 1)));
    }
    return { from, options: unique(options), validFor: /^\w*$/ };
  }

  return (context) => {
    const inside = syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if (/comment/i.test(inside)) return null;
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const from = context.pos - /\w*$/.exec(before)[0].length;
    if (/string|escape/i.test(inside)) {
      return /\.(add|remove)Listener\(\s*["']\w*$/.test(before)
        ? { from, options: ["open", "message", "close", "error", "reconnect", "giveup", "dropped"].map((label) => ({ label, type: "constant" })), validFor: /^\w*$/ }
        : null;
    }
    if (/^\s*include\s+[\w.]*$/.test(before)) {
      return { from, options: api.modules.map((label) => ({ label, type: "namespace" })), validFor: /^\w*$/ };
    }
    const dot = /((?:this\.)?\w+|["'])\.\w*$/.exec(before);
    if (dot && !/^\d+$/.test(dot[1])) return members(context, dot[1], from);
    const text = context.state.doc.toString();
    const own = ownClasses(text);
    if (/\bnew\s+\w*$/.test(before)) return { from, options: instances(own), validFor: /^\w*$/ };
    if (/::\w*$/.test(before)) {
      const here = own.findLast((candidate) => candidate.from < context.pos);
      return { from, options: (here?.methods ?? []).map(({ name }) => ({ label: name, type: "method" })), validFor: /^\w*$/ };
    }
    if (context.pos - from < 2 && !context.explicit) return null;
    if (/^\d/.test(before.slice(from - line.from))) return null;
    const names = new Set(text.match(/\b[a-z_]\w+\b/g)?.filter((name) => !keywords.has(name)) ?? []);
    names.delete(before.slice(from - line.from));
    const variables = [...names].slice(0, 500).map((label) => ({ label, type: "variable", boost: -1 }));
    return {
      from,
      options: unique([...snippets, ...plainKeywords, ...staticCompletions, { label: "this", type: "keyword" }, ...instances(own), ...variables], true),
      validFor: /^\w*$/,
    };
  };
}

/** Drops what is in the list already, by name and detail, or with the second argument variables that are something else, too. */
function unique(options, byName = false) {
  const seen = new Set();
  return options.filter((option) => {
    const key = byName && option.type === "variable" ? option.label : `${option.label} ${option.detail ?? ""}`;
    const known = seen.has(key) || (byName && option.type === "variable" && seen.has(`${option.label} `));
    seen.add(key);
    return !known;
  });
}
