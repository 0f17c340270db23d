// This file defines which types of the tree are items, statements and expressions, and where each node begins.

package syntax

func (*Include) item()      {}
func (*Class) item()        {}
func (*TopStatement) item() {}

func (*Include) stmt()  {}
func (*ExprStmt) stmt() {}
func (*Return) stmt()   {}
func (*If) stmt()       {}
func (*Switch) stmt()   {}
func (*While) stmt()    {}
func (*For) stmt()      {}
func (*ForIn) stmt()    {}
func (*Try) stmt()      {}

func (*Name) expr()        {}
func (*NullLit) expr()     {}
func (*BoolLit) expr()     {}
func (*IntLit) expr()      {}
func (*DoubleLit) expr()   {}
func (*StringLit) expr()   {}
func (*ListLit) expr()     {}
func (*MapLit) expr()      {}
func (*CallbackLit) expr() {}
func (*ClosureLit) expr()  {}
func (*New) expr()         {}
func (*BareCall) expr()    {}
func (*MemberExpr) expr()  {}
func (*MethodCall) expr()  {}
func (*IndexExpr) expr()   {}
func (*Paren) expr()       {}
func (*Unary) expr()       {}
func (*Binary) expr()      {}
func (*Assign) expr()      {}
func (*IncDec) expr()      {}
func (*Throw) expr()       {}
func (*Break) expr()       {}

// First returns the position of the function's name, so that a Function can be handed to Inspect.
func (f *Function) First() Pos { return f.Pos }

// First implements Node for each type.
func (n *Include) First() Pos      { return n.Pos }
func (n *Class) First() Pos        { return n.Pos }
func (n *TopStatement) First() Pos { return n.Stmt.First() }
func (n *ExprStmt) First() Pos     { return n.X.First() }
func (n *Return) First() Pos       { return n.Pos }
func (n *If) First() Pos           { return n.Pos }
func (n *Switch) First() Pos       { return n.Pos }
func (n *While) First() Pos        { return n.Pos }
func (n *For) First() Pos          { return n.Pos }
func (n *ForIn) First() Pos        { return n.Pos }
func (n *Try) First() Pos          { return n.Pos }
func (n *Name) First() Pos         { return n.Pos }
func (n *NullLit) First() Pos      { return n.Pos }
func (n *BoolLit) First() Pos      { return n.Pos }
func (n *IntLit) First() Pos       { return n.Pos }
func (n *DoubleLit) First() Pos    { return n.Pos }
func (n *StringLit) First() Pos    { return n.Pos }
func (n *ListLit) First() Pos      { return n.Pos }
func (n *MapLit) First() Pos       { return n.Pos }
func (n *CallbackLit) First() Pos  { return n.Pos }
func (n *ClosureLit) First() Pos   { return n.Pos }
func (n *New) First() Pos          { return n.Pos }
func (n *BareCall) First() Pos     { return n.Pos }
func (n *MemberExpr) First() Pos   { return firstOf(n) }
func (n *MethodCall) First() Pos   { return firstOf(n) }
func (n *IndexExpr) First() Pos    { return firstOf(n) }
func (n *Paren) First() Pos        { return n.Pos }
func (n *Unary) First() Pos        { return n.Pos }
func (n *Binary) First() Pos       { return firstOf(n) }
func (n *Assign) First() Pos       { return firstOf(n) }
func (n *IncDec) First() Pos       { return firstOf(n) }
func (n *Throw) First() Pos        { return n.Pos }
func (n *Break) First() Pos        { return n.Pos }

// firstOf walks the left spine in a loop: a chain of 5,000 operators is as deep as it is long.
func firstOf(e Expr) Pos {
	for {
		switch n := e.(type) {
		case *MemberExpr:
			e = n.X
		case *MethodCall:
			e = n.X
		case *IndexExpr:
			e = n.X
		case *Binary:
			e = n.L
		case *Assign:
			e = n.L
		case *IncDec:
			e = n.X
		default:
			return e.First()
		}
	}
}
