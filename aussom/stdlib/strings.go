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
		"isBlank": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.Bool(value.TrimBlanks(this.GoString()) == "")
		}),
		"trim": plain(func(this value.Value, _ []value.Value) value.Value {
			return value.FromString(value.TrimBlanks(this.GoString()))
		}),
	}
	addStringTests(methods)
	addStringSearches(methods)
	return vm.NativeClass{Methods: withCommon(methods)}
}

// addStringTests adds the comparisons with another string.
func addStringTests(methods map[string]vm.Native) {
	for name, test := range map[string]func(s, t *value.String) bool{
		"contains":    func(s, t *value.String) bool { return s.IndexOf(t, 0) >= 0 },
		"startsWith":  func(s, t *value.String) bool { return unitsAt(s, t, 0) },
		"endsWith":    func(s, t *value.String) bool { return unitsAt(s, t, s.Len()-t.Len()) },
		"equals":      func(s, t *value.String) bool { return s.Go() == t.Go() },
		"equalsICase": func(s, t *value.String) bool { return s.Len() == t.Len() && compareFolded(s, t) == 0 },
	} {
		methods[name] = func(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			if args[0].IsNull() {
				return value.Null, errNull
			}
			return value.Bool(test(this.Str(), args[0].Str())), nil
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

// addStringSearches adds the methods that give a position or a difference.
func addStringSearches(methods map[string]vm.Native) {
	const everywhere = 1<<31 - 1
	for name, find := range map[string]func(s, t *value.String) int{
		"indexOf":      func(s, t *value.String) int { return s.IndexOf(t, 0) },
		"lastIndexOf":  func(s, t *value.String) int { return s.LastIndexOf(t, everywhere) },
		"compare":      value.CompareUnits,
		"compareICase": compareFolded,
	} {
		methods[name] = func(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
			if args[0].IsNull() {
				return value.Null, errNull
			}
			return value.Int(int64(find(this.Str(), args[0].Str()))), nil
		}
	}
	for name, find := range map[string]func(s, t *value.String, from int) int{
		"indexOfStart":     (*value.String).IndexOf,
		"lastIndexOfStart": (*value.String).LastIndexOf,
	} {
		methods[name] = checked(1, plain(func(this value.Value, args []value.Value) value.Value {
			from := min(max(args[1].AsInt(), -1), everywhere)
			return value.Int(int64(find(this.Str(), args[0].Str(), int(from))))
		}))
	}
}

func stringLength(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	return value.Int(int64(this.Str().Len())), nil
}

// stringCharAt makes the method charAt of one program.
func stringCharAt() vm.Native {
	var units value.UnitStrings
	return func(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		s, i := this.Str(), args[0].AsInt()
		if i < 0 || i >= int64(s.Len()) {
			return value.Null, vm.Thrown("Index " + decimal(i) + " out of bounds.")
		}
		return value.OfString(units.At(s, int(i))), nil
	}
}

func stringSub(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s := this.Str()
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
func mapped(full, ascii func(string) string) vm.Native {
	return func(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
		s := this.Str()
		if s.IsASCII() {
			return value.FromASCII(ascii(s.Go())), nil
		}
		if err := t.Machine().CheckString(len(s.Go())); err != nil {
			return value.Null, err
		}
		return value.FromString(full(s.Go())), nil
	}
}

func stringReplace(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s, find, by := this.Str(), args[0].Str(), args[1].Str()
	if find.Go() == "" {
		if err := t.Machine().CheckString(len(s.Go()) + (s.Len()+1)*len(by.Go())); err != nil {
			return value.Null, err
		}
		return value.OfString(spread(s, by)), nil
	}
	n := strings.Count(s.Go(), find.Go())
	if err := t.Machine().CheckString(len(s.Go()) + n*(len(by.Go())-len(find.Go()))); err != nil {
		return value.Null, err
	}
	if hasHalves(find.Go()) {
		return replaceUnits(t, s, find, by)
	}
	if n == 0 {
		return value.OfString(s.Clone()), nil
	}
	return text(strings.ReplaceAll(s.Go(), find.Go(), by.Go())), nil
}

// spread puts glue before each unit of s and at the end.
func spread(s, glue *value.String) *value.String {
	units, between := s.UTF16(), glue.UTF16()
	out := make([]uint16, 0, len(units)+(len(units)+1)*len(between))
	for _, u := range units {
		out = append(append(out, between...), u)
	}
	return value.FromUTF16(append(out, between...))
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
