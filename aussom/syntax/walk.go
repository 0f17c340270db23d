// This file defines Inspect, a preorder walk over the tree.

package syntax

// Inspect calls f for n and, as long as f returns true, for the nodes below it, in source order and
// parents first: statements, expressions, and for a closure its Function with parameter defaults
// and body. Below a Class stand the member initialisers and its Functions but for closures, which
// are visited where their expression stands. A long chain of operators or calls is walked without
// recursion. f must not change the tree.
func Inspect(n Node, f func(Node) bool) {
	switch n := n.(type) {
	case nil:
	case Expr:
		inspectExpr(n, f)
	case *TopStatement:
		if f(n) {
			Inspect(n.Stmt, f)
		}
	case *Class:
		if f(n) {
			inspectClass(n, f)
		}
	case *Function:
		inspectFunction(n, f)
	default:
		if f(n) {
			inspectStmt(n, f)
		}
	}
}

func inspectClass(c *Class, f func(Node) bool) {
	for _, m := range c.Members {
		inspectExpr(m.Init, f)
	}
	for _, fn := range c.Functions {
		if !fn.Closure {
			inspectFunction(fn, f)
		}
	}
}

func inspectFunction(fn *Function, f func(Node) bool) {
	if !f(fn) {
		return
	}
	for i := range fn.Params {
		inspectExpr(fn.Params[i].Default, f)
	}
	inspectBlock(fn.Body, f)
}

func inspectBlock(list []Stmt, f func(Node) bool) {
	for _, s := range list {
		Inspect(s, f)
	}
}

// inspectStmt walks what stands below a statement.
func inspectStmt(n Node, f func(Node) bool) {
	switch n := n.(type) {
	case *ExprStmt:
		inspectExpr(n.X, f)
	case *Return:
		inspectExpr(n.X, f)
	case *If:
		for i := range n.Arms {
			inspectExpr(n.Arms[i].Cond, f)
			inspectBlock(n.Arms[i].Body, f)
		}
		inspectBlock(n.Else, f)
	case *Switch:
		inspectExpr(n.X, f)
		for i := range n.Cases {
			inspectExpr(n.Cases[i].X, f)
			inspectBlock(n.Cases[i].Body, f)
		}
		inspectBlock(n.Default, f)
	case *While:
		inspectExpr(n.Cond, f)
		inspectBlock(n.Body, f)
	case *For:
		inspectExpr(n.Init, f)
		inspectExpr(n.Cond, f)
		inspectExpr(n.Post, f)
		inspectBlock(n.Body, f)
	case *ForIn:
		inspectExpr(n.X, f)
		inspectBlock(n.Body, f)
	case *Try:
		inspectBlock(n.Body, f)
		inspectBlock(n.Catch, f)
	}
}

// inspectExpr walks down the left spine of x in a loop, then visits what stands to the right of
// each node of the spine from the bottom up.
func inspectExpr(x Expr, f func(Node) bool) {
	var few [8]Expr
	spine := few[:0]
	for x != nil && f(x) {
		spine = append(spine, x)
		x = leftOf(x)
	}
	for i := len(spine) - 1; i >= 0; i-- {
		inspectRight(spine[i], f)
	}
}

// leftOf returns the leftmost operand of x, nil if x has none.
func leftOf(x Expr) Expr {
	switch n := x.(type) {
	case *MemberExpr:
		return n.X
	case *MethodCall:
		return n.X
	case *IndexExpr:
		return n.X
	case *Binary:
		return n.L
	case *Assign:
		return n.L
	case *IncDec:
		return n.X
	case *Paren:
		return n.X
	case *Unary:
		return n.X
	case *Throw:
		return n.X
	}
	return nil
}

// inspectRight walks the children of x other than leftOf(x).
func inspectRight(x Expr, f func(Node) bool) {
	switch n := x.(type) {
	case *MethodCall:
		inspectList(n.Args, f)
	case *BareCall:
		inspectList(n.Args, f)
	case *New:
		inspectList(n.Args, f)
	case *ListLit:
		inspectList(n.Items, f)
	case *MapLit:
		for i := range n.Keys {
			inspectExpr(n.Keys[i], f)
			inspectExpr(n.Values[i], f)
		}
	case *IndexExpr:
		inspectExpr(n.Index, f)
	case *Binary:
		inspectExpr(n.R, f)
	case *Assign:
		inspectExpr(n.R, f)
	case *ClosureLit:
		inspectFunction(n.Fn, f)
	}
}

func inspectList(list []Expr, f func(Node) bool) {
	for _, x := range list {
		inspectExpr(x, f)
	}
}
