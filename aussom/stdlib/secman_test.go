// This file tests the security properties.

package stdlib

import (
	"testing"

	"github.com/aussom/aussom-web/aussom/value"
)

func TestSecurityManager(t *testing.T) {
	class := securityManagerClass()
	this := objectOf("SecurityManager", class.New())
	list := value.OfList(value.NewList(value.Int(1), value.OfList(value.NewList(value.FromString("x")))))
	cycle := value.NewList()
	cycle.Items = append(cycle.Items, value.OfList(cycle))
	mixed := value.NewMap()
	mixed.Put("a", value.Int(1))
	mixed.Put("b", this)
	const notPermitted = "! R securitymanager.getProp(): Security exception, action 'securitymanager.property.set' not permitted."
	for _, c := range []struct {
		method string
		args   []any
		want   string
	}{
		{"getProp", []any{"securitymanager.property.set"}, "true"},
		{"getProp", []any{"os.info.view"}, "false"},
		{"getProp", []any{"aussomdoc.class.getJson"}, "false"},
		{"getProp", []any{"missing"}, "null"},
		{"getProp", []any{nil}, "! J The name is null."},
		{"setProp", []any{"l", list}, "{}"},
		{"getProp", []any{"l"}, value.Text(list)},
		{"setProp", []any{"l", nil}, "{}"},
		{"getProp", []any{"l"}, "null"},
		{"setProp", []any{"o", this},
			"! R securitymanager.setProp(): Expecting simple type, list or map but found 'object' instead."},
		{"setProp", []any{"o", value.OfList(value.NewList(this))},
			"! R securitymanager.setProp(): Expecting simple type, list or map but found 'list' instead."},
		{"setMap", []any{value.OfMap(mixed)},
			"! R securitymanager.setMap(): Expecting simple type, list or map but found 'object' instead."},
		{"getProp", []any{"a"}, "null"},
		{"setProp", []any{"cycle", value.OfList(cycle)}, "{}"},
		{"setProp", []any{"securitymanager.property.set", "true"}, "{}"},
		{"setProp", []any{"x", 1}, notPermitted},
		{"setMap", []any{value.OfMap(value.NewMap())}, notPermitted},
	} {
		if got := invoke(class, c.method, this, c.args...); got != c.want {
			t.Errorf("%s%v: %s, want %s", c.method, c.args, got, c.want)
		}
	}
	fresh := objectOf("SecurityManager", class.New())
	keys, err := class.Methods["keySet"](nil, fresh, nil)
	if err != nil || len(keys.List().Items) != 32 {
		t.Errorf("%d properties, %v", len(keys.List().Items), err)
	}
}

func TestCopySimpleIsDeep(t *testing.T) {
	inner := value.NewList(value.Int(1))
	outer := value.NewMap()
	outer.Put("k", value.OfList(inner))
	c, ok := copySimple(value.OfMap(outer))
	inner.Items[0] = value.Int(2)
	if k, _ := c.Map().Get("k"); !ok || k.List().Items[0].AsInt() != 1 {
		t.Error("the copy changed with the original")
	}
	deep := value.NewList()
	for range 100000 {
		deep = value.NewList(value.OfList(deep))
	}
	if _, ok := copySimple(value.OfList(deep)); ok {
		t.Error("a list nested 100000 deep is copied")
	}
}
