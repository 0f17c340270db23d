// This file defines the line of a top-level statement (spec 02, 11.4).

package syntax

// statementPos returns the position of the node that a statement stands for in error messages: of a
// chain its head, of an operator the operand that the specification names, of a condition's
// statement the condition.
func statementPos(s Stmt) Pos {
	switch s := s.(type) {
	case *ExprStmt:
		return exprPos(s.X)
	case *If:
		return s.Arms[0].Cond.First()
	case *While:
		return s.Cond.First()
	case *Switch:
		return s.X.First()
	}
	return s.First()
}

func exprPos(x Expr) Pos {
	for {
		switch n := x.(type) {
		case *MemberExpr:
			x = n.X
		case *MethodCall:
			x = n.X
		case *IndexExpr:
			x = n.X
		case *Paren:
			x = n.X
		case *Unary:
			return n.X.First()
		case *Binary:
			return n.R.First()
		case *Assign:
			if n.Op == OpSet {
				return n.L.First()
			}
			return n.R.First()
		default:
			return x.First()
		}
	}
}
