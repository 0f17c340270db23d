// This file defines Literal: the constant literals of member initialisers and parameter defaults.

package compile

import (
	"github.com/aussom/aussom-web/aussom/syntax"
	"github.com/aussom/aussom-web/aussom/value"
)

// Literal returns a fresh value of a constant literal (spec 01, 4.5): every evaluation makes new lists, maps and strings.
// identities asks for scalars that have an identity (value.WithIdentity).
func Literal(e syntax.Expr, identities bool) value.Value {
	if identities {
		return value.WithIdentity(literal(e, true))
	}
	return literal(e, false)
}

func literal(e syntax.Expr, identities bool) value.Value {
	switch e := e.(type) {
	case *syntax.BoolLit:
		return value.Bool(e.Val)
	case *syntax.IntLit:
		return value.Int(e.Val)
	case *syntax.DoubleLit:
		return value.Double(e.Val)
	case *syntax.StringLit:
		return value.FromString(e.Val)
	case *syntax.ListLit:
		l := &value.List{Items: make([]value.Value, 0, len(e.Items))}
		for _, x := range e.Items {
			l.Items = append(l.Items, Literal(x, identities))
		}
		return value.OfList(l)
	case *syntax.MapLit:
		m := value.NewMap()
		for i, k := range e.Keys {
			m.Put(literalKey(k), Literal(e.Values[i], identities))
		}
		return value.OfMap(m)
	case *syntax.Paren:
		return Literal(e.X, identities)
	}
	return value.Null
}

// literalKey returns the key text of a constant map: a name or a string.
func literalKey(e syntax.Expr) string {
	switch e := e.(type) {
	case *syntax.Name:
		return e.Name
	case *syntax.StringLit:
		return e.Val
	}
	return value.Text(Literal(e, false))
}

// LiteralKind returns the kind of a literal default, KNull for null and for no default.
func LiteralKind(e syntax.Expr) value.Kind {
	switch e.(type) {
	case *syntax.BoolLit:
		return value.KBool
	case *syntax.IntLit:
		return value.KInt
	case *syntax.DoubleLit:
		return value.KDouble
	case *syntax.StringLit:
		return value.KString
	case *syntax.ListLit:
		return value.KList
	case *syntax.MapLit:
		return value.KMap
	}
	return value.KNull
}
