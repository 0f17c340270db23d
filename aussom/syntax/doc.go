// Package syntax turns Aussom source text into syntax trees and positioned errors (spec 01).
//
//	ast.go         the tree: items, classes, functions, statements, expressions
//	ast_nodes.go   which nodes are items, statements, expressions, and where they begin
//	diag.go        Error: kind, position, the text the specification demands, our own words
//	token.go       token kinds, keywords, the operator table
//	scan.go        the scanner: text to tokens, positions in UTF-16 units
//	scan_string.go string literals and their escapes
//	parse.go       Parser: items one by one, nesting limit, the error state
//	parse_class.go includes, classes, enums, members, functions, parameters
//	parse_stmt.go  statements and blocks
//	parse_expr.go  expressions: precedence climbing, chains, closures
//	parse_const.go constant literals, ranges of numbers
//	overload.go    signatures, duplicate overloads
//	position.go    the line of a top-level statement
//	recover.go     Check, More: all errors of a text
//	hint.go        what a syntax error says in our own words
//	hints.go       how to mend it
//	snippet.go     the source line with carets
//	suggest.go     the nearest of some names
//	walk.go        Inspect: preorder walk
//
// The parser is incremental because the engine acts between items: it loads an include and builds
// a static class before the text that follows is looked at.
//
// Accepted on purpose, as the language has it: a leading comma in argument, parameter, list and map
// literals; identifiers that begin with a digit; a link after "x++". Refused although 1.4.2 took it:
// anything but a name after a dot (spec 01, 4.13).
//
// Nothing here is safe for concurrent use of one Parser; different parsers are independent.
package syntax
