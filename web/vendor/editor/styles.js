// This file makes CodeMirror's styles work under a content security policy without inline styles: they go into a
// constructed style sheet of the document, where the library itself would write a <style> element. Importing it is enough.

import { StyleModule } from "style-mod";

/** Document or shadow root -> its sheet and the modules in it, those that take precedence last. */
const mounted = new WeakMap();

StyleModule.mount = (root, modules) => {
  let entry = mounted.get(root);
  if (!entry) {
    entry = { sheet: new CSSStyleSheet(), modules: [] };
    mounted.set(root, entry);
    root.adoptedStyleSheets = [entry.sheet, ...root.adoptedStyleSheets];
  }
  const wanted = [modules].flat();
  if (wanted.every((module) => entry.modules.includes(module))) {
    return;
  }
  entry.modules = [...entry.modules.filter((module) => !wanted.includes(module)), ...wanted];
  entry.sheet.replaceSync(entry.modules.map((module) => module.getRules()).join("\n"));
};
