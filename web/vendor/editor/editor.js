// This file defines createEditor, the editor as the playground uses it, and what else it takes from CodeMirror.

//	editor.js      createEditor
//	language.js    tokens and indentation
//	completion.js  completions from the API data and the text
//	theme.js       colours
//	styles.js      styles under a strict content security policy

import "./styles.js";
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import {
  EditorView,
  crosshairCursor,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  rectangularSelection,
} from "@codemirror/view";
import { classHighlighter, highlightCode } from "@lezer/highlight";
import { Api, completions } from "./completion.js";
import { aussom, parser } from "./language.js";
import { highlighting, theme } from "./theme.js";

/**
 * Makes an editor in an element.
 * @param {object} options
 * @param {Element} options.parent
 * @param {Record<string, string>} options.attributes of the element that takes the text, e.g. aria-label
 * @param {{key: string, run: () => boolean}[]} options.keys that come before the editor's own
 * @param {(text: string) => void} options.onChange called after each change of the text
 */
export function createEditor({ parent, attributes, keys, onChange }) {
  const completing = new Compartment();
  const view = new EditorView({ parent });
  /** A new state forgets the history, as another document must. */
  const stateOf = (doc) =>
    EditorState.create({
      doc,
      extensions: [
        keymap.of(keys),
        lineNumbers(),
        lintGutter(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        EditorState.allowMultipleSelections.of(true),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        rectangularSelection(),
        crosshairCursor(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        completing.of(completion),
        aussom(),
        syntaxHighlighting(highlighting),
        theme,
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.contentAttributes.of(attributes),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
      ],
    });
  let completion = autocompletion({ override: [completions(new Api())] });
  view.setState(stateOf(""));

  /** The offset of a place, both counted from 1; it may lie behind the end of its line, and is then the end. */
  const offset = (line, column) => {
    const { doc } = view.state;
    const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(found.from + Math.max(column - 1, 0), found.to);
  };

  return {
    view,
    get text() {
      return view.state.doc.toString();
    },
    /** "pending" while completions are looked for, "active" while they are shown, else null. */
    get completions() {
      return completionStatus(view.state);
    },
    /** Shows another document. */
    open(text) {
      view.setState(stateOf(text));
      view.scrollDOM.scrollTop = 0;
    },
    /** Replaces the text; undo brings the old one back. */
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, selection: { anchor: 0 }, scrollIntoView: true });
    },
    /** Takes the API data for the completions. */
    setApi(data) {
      completion = autocompletion({ override: [completions(new Api(data))] });
      view.dispatch({ effects: completing.reconfigure(completion) });
    },
    /** Marks places: [{line, column, width, message, severity}]; a width of 0 marks the rest of the line. */
    mark(places) {
      const { doc } = view.state;
      const diagnostics = places.map(({ line, column, width, message, severity }) => {
        const from = offset(line, column);
        const end = doc.lineAt(from).to;
        return { from, to: Math.min(width > 0 ? from + width : end, end), severity, message };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    /** Puts the cursor to a place and shows it. */
    goTo(line, column) {
      const anchor = offset(line, column);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    focus: () => view.focus(),
  };
}

/** Fills an element with a text in colours: spans with the classes tok-keyword and so on. */
export function colour(element, text) {
  element.replaceChildren();
  highlightCode(
    text,
    parser.parse(text),
    classHighlighter,
    (part, classes) => element.append(classes ? Object.assign(document.createElement("span"), { className: classes, textContent: part }) : part),
    () => element.append("\n"),
  );
}
