// This file defines the Go half of string (spec 03a, 8). Its formats, case mappings and regular expressions
// are in files of their own.

package stdlib

import (
	"strconv"
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

func stringClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"length":            stringLength,
		"charAt":            stringCharAt(),
		"substr":            stringSub,
		"concat":            checked(1, stringConcat),
		"replace":           checked(2, stringReplace),
		"matches":           checked(1, stringMatches),
		"replaceRegex":      checked(2, stringReplaceRegex("replaceRegex", -1)),
		"replaceFirstRegex": checked(2, stringReplaceRegex("replaceFirstRegex", 1)),
		"split":             checked(1, stringSplit),
		"_format":           checked(1, stringFormat),
		"toLower":           mapped(lowerText, strings.ToLower),
		"toUpper":           mapped(upperText, strings.ToUpper),
		"parseInt": func(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			return parseInt("Int", this, args[0])
		},
		"parseDouble": func(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			return parseDouble("Double", this)
		},
		"parseBool": plain(func(this value.Value, _ []value.Value) value.Value { return parseBool(this, []value.Value{this}) }),
		"isEmpty":   plain(func(this value.Value, _ []value.Value) value.Value { return value.Bool(this.GoString() == "") }),
		"isBlank": func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			trimmed, err := trimText(t, this.GoString())
			return value.Bool(trimmed == ""), err
		},
		"trim": func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			trimmed, err := trimText(t, this.GoString())
			return value.FromString(trimmed), err
		},
	}
	addStringTests(methods)
	addStringSearches(methods)
	return vm.NativeClass{Methods: withCommon(methods)}
}

// addStringTests adds the comparisons with another string.
func addStringTests(methods map[string]vm.Native) {
	for name, test := range map[string]func(t *vm.Thread, s, o *value.String) (bool, error){
		"contains": func(t *vm.Thread, s, o *value.String) (bool, error) {
			i, err := indexOf(t, s, o)
			return i >= 0, err
		},
		"startsWith": func(_ *vm.Thread, s, o *value.String) (bool, error) { return unitsAt(s, o, 0), nil },
		"endsWith":   func(_ *vm.Thread, s, o *value.String) (bool, error) { return unitsAt(s, o, s.Len()-o.Len()), nil },
		"equals":     func(t *vm.Thread, s, o *value.String) (bool, error) { return equalTexts(t, s.Go(), o.Go()) },
		"equalsICase": func(t *vm.Thread, s, o *value.String) (bool, error) {
			if s.Len() != o.Len() {
				return false, nil
			}
			d, err := compareFolded(t, s, o)
			return d == 0, err
		},
	} {
		methods[name] = func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			if args[0].IsNull() {
				return value.Null, errNull
			}
			yes, err := test(t, this.Str(), args[0].Str())
			return value.Bool(yes), err
		}
	}
}

// unitsAt reports whether t stands in s at unit i.
func unitsAt(s, t *value.String, i int) bool {
	if i < 0 || t.Len() > s.Len()-i {
		return false
	}
	if s.IsASCII() {
		return strings.HasPrefix(s.Go()[i:], t.Go())
	}
	return s.Slice(i, i+t.Len()).Go() == t.Go()
}

// everywhere is an index beyond all texts.
const everywhere = 1<<31 - 1

// indexOf is value.String.IndexOf from the beginning.
func indexOf(t *vm.Thread, s, find *value.String) (int, error) {
	if len(s.Go()) <= textUnit || hasHalves(find.Go()) {
		return s.IndexOf(find, 0), nil
	}
	i, err := indexText(t, s.Go(), find.Go(), 0)
	return unitsBefore(s, i), err
}

// lastIndexOf is value.String.LastIndexOf from the end.
func lastIndexOf(t *vm.Thread, s, find *value.String) (int, error) {
	if len(s.Go()) <= textUnit || hasHalves(find.Go()) {
		return s.LastIndexOf(find, everywhere), nil
	}
	i, err := lastIndexText(t, s.Go(), find.Go())
	return unitsBefore(s, i), err
}

// unitsBefore turns an index of bytes into one of units.
func unitsBefore(s *value.String, i int) int {
	if i <= 0 || s.IsASCII() {
		return i
	}
	return value.UTF16Len(s.Go()[:i])
}

// addStringSearches adds the methods that give a position or a difference.
func addStringSearches(methods map[string]vm.Native) {
	for name, find := range map[string]func(t *vm.Thread, s, o *value.String) (int, error){
		"indexOf":      indexOf,
		"lastIndexOf":  lastIndexOf,
		"compare":      compareTexts,
		"compareICase": compareFolded,
	} {
		methods[name] = func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			if args[0].IsNull() {
				return value.Null, errNull
			}
			n, err := find(t, this.Str(), args[0].Str())
			return value.Int(int64(n)), err
		}
	}
	for name, find := range map[string]func(s, t *value.String, from int) int{
		"indexOfStart":     (*value.String).IndexOf,
		"lastIndexOfStart": (*value.String).LastIndexOf,
	} {
		methods[name] = checked(1, func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			from := min(max(args[1].AsInt(), -1), everywhere)
			if err := t.Indexed(this.Str()); err != nil {
				return value.Null, err
			}
			return value.Int(int64(find(this.Str(), args[0].Str(), int(from)))), nil
		})
	}
}

func stringLength(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	if err := t.Measured(this.Str()); err != nil {
		return value.Null, err
	}
	return value.Int(int64(this.Str().Len())), nil
}

// stringCharAt makes the method charAt of one program.
func stringCharAt() vm.Native {
	var units value.UnitStrings
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		s, i := this.Str(), args[0].AsInt()
		if err := t.Indexed(s); err != nil {
			return value.Null, err
		}
		if i < 0 || i >= int64(s.Len()) {
			return value.Null, vm.Thrown("Index " + decimal(i) + " out of bounds.")
		}
		return value.OfString(units.At(s, int(i))), nil
	}
}

func stringSub(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s := this.Str()
	if err := t.Indexed(s); err != nil {
		return value.Null, err
	}
	from, to := args[0].AsInt(), int64(s.Len())
	if !args[1].IsNull() {
		to = args[1].AsInt()
	}
	if from < 0 || from > to || to > int64(s.Len()) {
		return value.Null, vm.Fault("begin " + decimal(from) + ", end " + decimal(to) + ", length " + strconv.Itoa(s.Len()))
	}
	return value.OfString(s.Slice(int(from), int(to))), nil
}

func stringConcat(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s, more := this.Str(), args[0].Str()
	if err := t.Machine().CheckString(len(s.Go()) + len(more.Go())); err != nil {
		return value.Null, err
	}
	s.Set(value.Concat(s, more))
	return this, nil
}

// mapped makes a method of a mapping of whole texts; ascii does the same for ASCII texts.
func mapped(full func(t *vm.Thread, s string, from, to int) (string, error), ascii func(string) string) vm.Native {
	return func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
		s := this.Str()
		if s.IsASCII() {
			out, err := mapText(t, s.Go(), func(from, to int) (string, error) { return ascii(s.Go()[from:to]), nil })
			return value.FromASCII(out), err
		}
		if err := t.Machine().CheckString(len(s.Go())); err != nil {
			return value.Null, err
		}
		out, err := mapText(t, s.Go(), func(from, to int) (string, error) { return full(t, s.Go(), from, to) })
		return value.FromString(out), err
	}
}

func stringReplace(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s, find, by := this.Str(), args[0].Str(), args[1].Str()
	if find.Go() == "" {
		if err := t.Machine().CheckString(len(s.Go()) + (s.Len()+1)*len(by.Go())); err != nil {
			return value.Null, err
		}
		if hasHalves(by.Go()) {
			return value.OfString(value.Concat(spread(s, by), by)), nil
		}
		out, err := mapText(t, s.Go(), func(from, to int) (string, error) { return spread(value.NewString(s.Go()[from:to]), by).Go(), nil })
		return value.FromString(out + by.Go()), err
	}
	n, err := countText(t, s.Go(), find.Go())
	if err != nil {
		return value.Null, err
	}
	if err := t.Machine().CheckString(len(s.Go()) + n*(len(by.Go())-len(find.Go()))); err != nil {
		return value.Null, err
	}
	if hasHalves(find.Go()) {
		return replaceUnits(t, s, find, by)
	}
	if n == 0 {
		return value.OfString(s.Clone()), nil
	}
	return replaceText(t, s.Go(), find.Go(), by.Go(), n)
}

// replaceText replaces a text that stands n times in s.
func replaceText(t *vm.Thread, s, find, by string, n int) (value.Value, error) {
	size := len(s) + n*(len(by)-len(find))
	if max(len(s), size) <= textUnit {
		return text(strings.ReplaceAll(s, find, by)), nil
	}
	out := textBuilder{thread: t}
	out.Grow(size)
	w := worker{thread: t}
	at := 0
	for range n {
		i, err := indexText(t, s, find, at)
		if err == nil {
			err = out.add(s[at:i])
		}
		if err == nil {
			err = out.add(by)
		}
		if err == nil {
			err = w.did(perFind)
		}
		if err != nil {
			return value.Null, err
		}
		at = i + len(find)
	}
	if err := out.add(s[at:]); err != nil {
		return value.Null, err
	}
	return text(out.String()), nil
}

// spread puts glue before each unit of s.
func spread(s, glue *value.String) *value.String {
	units, between := s.UTF16(), glue.UTF16()
	out := make([]uint16, 0, len(units)+len(units)*len(between))
	for _, u := range units {
		out = append(append(out, between...), u)
	}
	return value.FromUTF16(out)
}

// replaceUnits replaces a text that may stand inside of surrogate pairs.
func replaceUnits(t *vm.Thread, s, find, by *value.String) (value.Value, error) {
	units, replacement := s.UTF16(), by.UTF16()
	search := value.NewUnitSearch(find.UTF16())
	var out []uint16
	at := 0
	for {
		i := search.Index(units, at)
		if i < 0 {
			break
		}
		out = append(append(out, units[at:i]...), replacement...)
		at = i + find.Len()
		if err := t.Machine().CheckString(len(out)); err != nil {
			return value.Null, err
		}
	}
	return value.OfString(value.FromUTF16(append(out, units[at:]...))), nil
}
