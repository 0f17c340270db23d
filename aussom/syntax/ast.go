// This file defines the syntax tree: files, classes, functions, statements and
// expressions, each with the source position that error messages use.

package syntax

// Pos is a position in a source file. Line and Col are 1-based and count UTF-16
// code units. The zero Pos means "no position".
type Pos struct {
	Line, Col int32
}

// Node is any node of the tree.
type Node interface {
	// First returns the position of the node's first token. For a string
	// literal that is its closing quote (spec 01, 2.4).
	First() Pos
}

// Item is what may stand at file level: *Include, *Class or *TopStatement.
type Item interface {
	Node
	item()
}

// Include is "include a.b.c;" at file level (an Item) or in a function body (a Stmt).
type Include struct {
	Pos  Pos      // the first name of the path
	Path []string // {"a", "b", "c"}
}

// TopStatement is a statement outside any class: legal only in script mode.
type TopStatement struct {
	Stmt     Stmt
	Closures []*Function // the closures the statement defines, in source order of their names
}

// Class is a class or enum definition.
type Class struct {
	Doc         string // text of the documentation comment, "" if none
	HasDoc      bool
	Annotations []Annotation
	Pos         Pos // the name, or the name of the first annotation if annotated without documentation comment (spec 02, 11.4)
	NamePos     Pos
	DocPos      Pos // what reflection and the documentation generator show as the class's place (spec 04c, 3)
	Name        string
	Static      bool
	Extern      bool
	ExternPath  string // "a.b.C" of an extern class
	Enum        bool   // members hold the strings; Static is set too
	Bases       []string
	BasePos     []Pos
	Members     []*Member
	Functions   []*Function // declared functions and closures, in source order of their names
}

// Annotation is "@Name(arg = "text")".
type Annotation struct {
	Pos  Pos
	Name string
	Args []AnnotationArg
}

// AnnotationArg is one argument of an Annotation.
type AnnotationArg struct {
	Name, Value string
}

// Member is a member variable of a class, or a record of an enum.
type Member struct {
	Doc         string
	HasDoc      bool
	Annotations []Annotation
	Pos         Pos
	Name        string
	Public      bool
	Init        Expr // constant literal (spec 01, 4.5), nil if there is none
}

// Function is a method, an extern method or a closure.
type Function struct {
	Doc         string
	HasDoc      bool
	Annotations []Annotation
	Pos         Pos // the name
	Name        string
	Public      bool
	Extern      bool
	Closure     bool      // defined by a "::name(...) {...}" expression
	Outer       *Function // the function whose body holds the closure expression
	Params      []Param
	Variadic    bool   // the last declared parameter is "..."
	RestType    string // element type of "...", "" if untyped
	Body        []Stmt
	End         Pos // the closing brace
}

// Param is one parameter before "...".
type Param struct {
	Pos     Pos
	Type    string // "", "bool", "int", "double", "string", "list", "map", "object", "callback"
	Name    string
	Default Expr // constant literal, *NullLit included; nil if there is none
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

type (
	// ExprStmt is "X;".
	ExprStmt struct{ X Expr }
	// Return is "return X;"; X is nil for "return;".
	Return struct {
		Pos Pos
		X   Expr
	}
	// If holds the conditions of if and else-if in order; Else is nil if there is none
	// (HasElse tells an empty else block from none).
	If struct {
		Pos     Pos
		Arms    []IfArm
		Else    []Stmt
		HasElse bool
	}
	// IfArm is one condition with its block.
	IfArm struct {
		Cond Expr
		Body []Stmt
	}
	// Switch is "switch (X) { case V: {...} default: {...} }".
	Switch struct {
		Pos        Pos
		X          Expr
		Cases      []SwitchCase
		Default    []Stmt
		HasDefault bool
	}
	// SwitchCase is one case.
	SwitchCase struct {
		X    Expr
		Body []Stmt
	}
	// While is "while (Cond) {...}".
	While struct {
		Pos  Pos
		Cond Expr
		Body []Stmt
	}
	// For is "for (Init; Cond; Post) {...}"; each part may be nil.
	For struct {
		Pos              Pos
		Init, Cond, Post Expr
		Body             []Stmt
	}
	// ForIn is "for (Name : X) {...}".
	ForIn struct {
		Pos     Pos
		NamePos Pos
		Name    string
		X       Expr
		Body    []Stmt
	}
	// Try is "try {...} catch (Name) {...}".
	Try struct {
		Pos     Pos
		Body    []Stmt
		NamePos Pos
		Name    string
		Catch   []Stmt
	}
)

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

type (
	// Name is a bare identifier.
	Name struct {
		Pos  Pos
		Name string
	}
	// NullLit is "null".
	NullLit struct{ Pos Pos }
	// BoolLit is "true" or "false".
	BoolLit struct {
		Pos Pos
		Val bool
	}
	// IntLit is an int literal, its sign included.
	IntLit struct {
		Pos Pos // the sign if there is one
		Val int64
	}
	// DoubleLit is a double literal, its sign included. "-0.0" has the value 0.0
	// (spec 04a: the literal yields 0.0).
	DoubleLit struct {
		Pos Pos
		Val float64
	}
	// StringLit is a string literal. Val is UTF-8; a lone surrogate from \uXXXX is
	// encoded as its three bytes (WTF-8). Two adjacent halves are joined.
	StringLit struct {
		Pos Pos // the closing quote
		Val string
	}
	// ListLit is "[a, b]".
	ListLit struct {
		Pos   Pos
		Items []Expr
	}
	// MapLit is "{k: v}". A key that is a *Name (also in *Paren) stands for its own name.
	MapLit struct {
		Pos    Pos
		Keys   []Expr
		Values []Expr
	}
	// CallbackLit is "::name".
	CallbackLit struct {
		Pos  Pos // the name
		Name string
	}
	// ClosureLit is "::name(params) {...}". Fn also stands in Class.Functions.
	ClosureLit struct {
		Pos Pos // the name
		Fn  *Function
	}
	// New is "new Class(args)".
	New struct {
		Pos   Pos // the keyword
		Class string
		Args  []Expr
	}
	// BareCall is "f(args)" without a receiver (always a run-time error).
	BareCall struct {
		Pos  Pos
		Name string
		Args []Expr
	}
	// Member access "X.Name".
	MemberExpr struct {
		X    Expr
		Pos  Pos // the name
		Name string
	}
	// MethodCall is "X.Name(args)".
	MethodCall struct {
		X    Expr
		Pos  Pos // the name
		Name string
		Args []Expr
	}
	// IndexExpr is "X[Index]".
	IndexExpr struct {
		X      Expr
		Lbrack Pos
		Index  Expr
	}
	// Paren is "(X)".
	Paren struct {
		Pos Pos
		X   Expr
	}
	// Unary is "!X", "#X" or "?X" (Op '!', '#', '?').
	Unary struct {
		Pos Pos // the operator
		Op  Op
		X   Expr
	}
	// Binary is any two-operand operator that is not an assignment: arithmetic,
	// comparison, "&&", "||", "&", "|", instanceof.
	Binary struct {
		Op   Op
		L, R Expr
		Pos  Pos // the operator
	}
	// Assign is "=", ":=", "@=" or a compound assignment "+=" "-=" "*=" "/=" "%="
	// (for these Op is OpAssign, OpSet, OpInsert, or the arithmetic operator with Compound set).
	Assign struct {
		Op       Op
		Compound bool
		L, R     Expr
		Pos      Pos // the operator
	}
	// IncDec is "X++" (Op OpAdd) or "X--" (Op OpSub); X is everything to its left (spec 01, 5.2).
	IncDec struct {
		Op  Op
		X   Expr
		Pos Pos // the operator
	}
	// Throw is "throw X".
	Throw struct {
		Pos Pos
		X   Expr
	}
	// Break is "break".
	Break struct{ Pos Pos }
)

// Op is an operator.
type Op uint8

// The operators.
const (
	OpNone       Op = iota
	OpAdd           // +
	OpSub           // -
	OpMul           // *
	OpDiv           // /
	OpFloorDiv      // ~/
	OpMod           // %
	OpAnd           // &
	OpOr            // |
	OpEq            // ==
	OpNotEq         // !=
	OpLt            // <
	OpGt            // >
	OpLtEq          // <=
	OpGtEq          // >=
	OpAndAnd        // &&
	OpOrOr          // ||
	OpInstanceOf    // instanceof
	OpNot           // !
	OpCount         // #
	OpTry           // ?
	OpAssign        // =
	OpSet           // :=
	OpInsert        // @=
)

var opText = [...]string{"", "+", "-", "*", "/", "~/", "%", "&", "|", "==", "!=", "<", ">", "<=", ">=",
	"&&", "||", "instanceof", "!", "#", "?", "=", ":=", "@="}

// String returns the operator as it is written.
func (o Op) String() string { return opText[o] }
