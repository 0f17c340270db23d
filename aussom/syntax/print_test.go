// This file defines the printer that the tests compare trees with: compact S-expressions.

package syntax

import (
	"fmt"
	"strconv"
	"strings"
)

func sexpr(x Expr) string {
	switch n := x.(type) {
	case nil:
		return "_"
	case *Name:
		return n.Name
	case *NullLit:
		return "null"
	case *BoolLit:
		return strconv.FormatBool(n.Val)
	case *IntLit:
		return strconv.FormatInt(n.Val, 10)
	case *DoubleLit:
		s := strconv.FormatFloat(n.Val, 'g', -1, 64)
		if !strings.ContainsAny(s, ".e") {
			s += ".0"
		}
		return s
	case *StringLit:
		return strconv.Quote(n.Val)
	case *ListLit:
		return "[" + sexprs(n.Items) + "]"
	case *MapLit:
		var parts []string
		for i := range n.Keys {
			parts = append(parts, sexpr(n.Keys[i])+":"+sexpr(n.Values[i]))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case *CallbackLit:
		return "::" + n.Name
	case *ClosureLit:
		return "(closure " + function(n.Fn) + ")"
	case *New:
		return list("new "+n.Class, n.Args...)
	case *BareCall:
		return list("call "+n.Name, n.Args...)
	case *MemberExpr:
		return "(. " + sexpr(n.X) + " " + n.Name + ")"
	case *MethodCall:
		return list("."+n.Name, append([]Expr{n.X}, n.Args...)...)
	case *IndexExpr:
		return list("index", n.X, n.Index)
	case *Paren:
		return list("paren", n.X)
	case *Unary:
		return list(n.Op.String(), n.X)
	case *Binary:
		return list(n.Op.String(), n.L, n.R)
	case *Assign:
		op := n.Op.String()
		if n.Compound {
			op += "="
		}
		return list(op, n.L, n.R)
	case *IncDec:
		return list("post"+n.Op.String(), n.X)
	case *Throw:
		return list("throw", n.X)
	case *Break:
		return "break"
	}
	return fmt.Sprintf("<%T>", x)
}

func sexprs(list []Expr) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = sexpr(x)
	}
	return strings.Join(parts, " ")
}

func list(head string, x ...Expr) string {
	if len(x) == 0 {
		return "(" + head + ")"
	}
	return "(" + head + " " + sexprs(x) + ")"
}

func block(list []Stmt) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = stmt(s)
	}
	return "{" + strings.Join(parts, " ") + "}"
}

func stmt(s Stmt) string {
	switch n := s.(type) {
	case *ExprStmt:
		return sexpr(n.X)
	case *Include:
		return "(include " + strings.Join(n.Path, "/") + ")"
	case *Return:
		return "(return " + sexpr(n.X) + ")"
	case *If:
		out := "(if"
		for _, a := range n.Arms {
			out += " " + sexpr(a.Cond) + " " + block(a.Body)
		}
		if n.HasElse {
			out += " else " + block(n.Else)
		}
		return out + ")"
	case *Switch:
		out := "(switch " + sexpr(n.X)
		for _, c := range n.Cases {
			out += " " + sexpr(c.X) + " " + block(c.Body)
		}
		if n.HasDefault {
			out += " default " + block(n.Default)
		}
		return out + ")"
	case *While:
		return "(while " + sexpr(n.Cond) + " " + block(n.Body) + ")"
	case *For:
		return "(for " + sexpr(n.Init) + " " + sexpr(n.Cond) + " " + sexpr(n.Post) + " " + block(n.Body) + ")"
	case *ForIn:
		return "(for " + n.Name + " in " + sexpr(n.X) + " " + block(n.Body) + ")"
	case *Try:
		return "(try " + block(n.Body) + " " + n.Name + " " + block(n.Catch) + ")"
	}
	return fmt.Sprintf("<%T>", s)
}

func function(f *Function) string {
	var parts []string
	for _, a := range f.Params {
		s := a.Name
		if a.Type != "" {
			s = a.Type + " " + s
		}
		if a.Default != nil {
			s += "=" + sexpr(a.Default)
		}
		parts = append(parts, s)
	}
	if f.Variadic {
		parts = append(parts, strings.TrimSpace(f.RestType+" ..."))
	}
	return annotated(f.Doc, f.HasDoc, f.Annotations) + when(f.Public, "public ") + when(f.Extern, "extern ") +
		f.Name + "(" + strings.Join(parts, ", ") + ")" + when(!f.Extern, block(f.Body))
}

func when(b bool, s string) string {
	if b {
		return s
	}
	return ""
}

func annotated(doc string, hasDoc bool, list []Annotation) string {
	s := ""
	if hasDoc {
		s = "doc" + strconv.Quote(doc) + " "
	}
	for _, a := range list {
		s += "@" + a.Name
		for _, arg := range a.Args {
			s += " " + arg.Name + "=" + strconv.Quote(arg.Value)
		}
		s += " "
	}
	return s
}

func item(it Item) string {
	switch n := it.(type) {
	case *Include:
		return stmt(n)
	case *TopStatement:
		return stmt(n.Stmt)
	case *Class:
		s := annotated(n.Doc, n.HasDoc, n.Annotations) + when(n.Static, "static ") + when(n.Enum, "enum ") +
			when(n.Extern, "extern "+n.ExternPath+" ") + n.Name
		if len(n.Bases) > 0 {
			s += " : " + strings.Join(n.Bases, ", ")
		}
		for _, m := range n.Members {
			s += "; " + annotated(m.Doc, m.HasDoc, m.Annotations) + when(m.Public, "public ") + m.Name
			if m.Init != nil {
				s += "=" + sexpr(m.Init)
			}
		}
		for _, f := range n.Functions {
			s += "; " + when(f.Closure, "closure ") + function(f)
		}
		return s
	}
	return fmt.Sprintf("<%T>", it)
}
