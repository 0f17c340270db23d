// This file defines aussom, the language for CodeMirror: tokens, indentation, comments and brackets.

import { LanguageSupport, StreamLanguage, indentUnit } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const words = (text) => new Set(text.split(" "));

/** The reserved words (spec 01, 2.1). */
export const keywords = words(
  "class enum include public private static extern return try catch throw new if else switch case default while break for instanceof null true false",
);

const literals = words("null true false");
const modifiers = words("public private static extern");
const definitions = words("class enum include");
/** The words that are types before a parameter. */
export const types = words("bool int double string list map object callback");
/** What every program has without an include, beside the types. */
const statics = words("c lang json secman Bool Int Double");

const number = /^\d+(\.\d+)?([eE][+-]?\d+)?(?![A-Za-z0-9_])/;
const word = /^[A-Za-z0-9_]+/;
const operator = /^(:=|@=|\+\+|--|~\/|[-+*/%=!<>]=|&&|\|\||[-+*/%=<>!#?&|])/;

/** The state between tokens: what a line may begin inside of, and the open brackets for the indentation. */
function startState() {
  return { inside: null, brackets: [], before: "", lineIndent: 0 };
}

function token(stream, state) {
  if (stream.sol()) {
    state.lineIndent = stream.indentation();
  }
  if (state.inside) {
    return within(stream, state);
  }
  if (stream.eatSpace()) {
    return null;
  }
  if (stream.match("//")) {
    stream.skipToEnd();
    return "lineComment";
  }
  if (stream.match(/^\/\*\*(?![*/])/)) {
    state.inside = "docComment";
    return within(stream, state);
  }
  if (stream.match("/*")) {
    state.inside = "blockComment";
    return within(stream, state);
  }
  if (stream.match('"""') || stream.match('"') || stream.match("'")) {
    state.inside = stream.current();
    return within(stream, state);
  }
  if (stream.match(number)) {
    state.before = "";
    return "number";
  }
  if (stream.match(word)) {
    return named(stream, state);
  }
  if (stream.match(/^@[A-Za-z_]\w*/)) {
    state.before = "";
    return "annotation";
  }
  if (stream.match("::")) {
    state.before = "::";
    return "callbackMark";
  }
  if (stream.match("...")) {
    return "operator";
  }
  if (stream.match(operator)) {
    state.before = "";
    return "operator";
  }
  return punctuation(stream.next(), state);
}

/** The rest of a comment or string that is open, as far as this line holds it. */
function within(stream, state) {
  const kind = state.inside;
  if (kind === "docComment" || kind === "blockComment") {
    if (stream.match(/^.*?\*\//)) {
      state.inside = null;
    } else {
      stream.skipToEnd();
    }
    return kind;
  }
  if (stream.match(/^\\(u[0-9a-fA-F]{4}|["'\\tnr])/)) {
    return "escape";
  }
  while (!stream.eol()) {
    if (stream.match(kind)) {
      state.inside = null;
      state.before = "";
      return "string";
    }
    if (stream.peek() === "\\") {
      if (stream.match(/^\\(u[0-9a-fA-F]{4}|["'\\tnr])/, false)) {
        return "string";
      }
      stream.next();
      continue;
    }
    stream.next();
  }
  return "string";
}

/** The kind of a word. */
function named(stream, state) {
  const name = stream.current();
  const { before } = state;
  state.before = name;
  if (literals.has(name)) return "literal";
  if (modifiers.has(name)) return "modifier";
  if (definitions.has(name)) return "definitionKeyword";
  if (keywords.has(name)) return "keyword";
  if (before === "::") return "callbackName";
  if (before === ".") return stream.match(/^\s*\(/, false) ? "methodName" : "memberName";
  if (before === "class" || before === "enum" || before === "new" || before === "include") return "className";
  if (name === "this" || name === "super") return "self";
  if (types.has(name) && stream.match(/^\s+(\w|\.\.\.)/, false)) return "typeName";
  if (statics.has(name) && stream.match(/^\s*\./, false)) return "static";
  if (before === "public" || before === "private" || before === "extern") {
    return stream.match(/^\s*\(/, false) ? "methodDefinition" : "memberDefinition";
  }
  if (/^[A-Z]/.test(name)) return "className";
  return "variable";
}

const closers = { "{": "}", "[": "]", "(": ")" };

function punctuation(character, state) {
  state.before = character;
  if (character in closers) {
    state.brackets.push({ closer: closers[character], indent: state.lineIndent });
    return character === "{" ? "brace" : "bracket";
  }
  if (character === "}" || character === "]" || character === ")") {
    if (state.brackets.at(-1)?.closer === character) {
      state.brackets.pop();
    }
    return character === "}" ? "brace" : "bracket";
  }
  return character === "." ? "dot" : "punctuation";
}

/** How far in a line begins: one unit further than the line of the innermost open bracket. */
function indent(state, textAfter, context) {
  if (state.inside === "docComment" || state.inside === "blockComment") {
    return null;
  }
  if (state.inside) {
    return null; // within a string nothing is moved
  }
  const depth = state.brackets.length;
  if (depth > 0 && /^\s*[}\])]/.test(textAfter)) {
    return state.brackets[depth - 1].indent;
  }
  if (depth > 0) {
    return state.brackets[depth - 1].indent + context.unit;
  }
  return /^class\b|^enum\b/.test(textAfter) ? 0 : state.lineIndent;
}

const language = StreamLanguage.define({
  name: "aussom",
  startState,
  token,
  indent,
  copyState: (state) => ({ ...state, brackets: state.brackets.slice() }),
  languageData: {
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
    indentOnInput: /^\s*[}\])]$/,
    closeBrackets: { brackets: ["(", "[", "{", '"', "'", '"""'] },
  },
  tokenTable: {
    lineComment: tags.lineComment,
    blockComment: tags.blockComment,
    docComment: tags.docComment,
    string: tags.string,
    escape: tags.escape,
    number: tags.number,
    literal: tags.atom,
    modifier: tags.modifier,
    definitionKeyword: tags.definitionKeyword,
    keyword: tags.keyword,
    self: tags.self,
    typeName: tags.typeName,
    className: tags.className,
    static: tags.standard(tags.className),
    methodName: tags.function(tags.propertyName),
    methodDefinition: tags.definition(tags.function(tags.propertyName)),
    memberName: tags.propertyName,
    memberDefinition: tags.definition(tags.propertyName),
    callbackMark: tags.operator,
    callbackName: tags.function(tags.propertyName),
    annotation: tags.annotation,
    variable: tags.variableName,
    operator: tags.operator,
    brace: tags.brace,
    bracket: tags.bracket,
    dot: tags.derefOperator,
    punctuation: tags.punctuation,
  },
});

/** The language with its unit of indentation, a tab. */
export function aussom() {
  return new LanguageSupport(language, [indentUnit.of("\t")]);
}

/** The parser, for texts outside an editor. */
export const parser = language.parser;
