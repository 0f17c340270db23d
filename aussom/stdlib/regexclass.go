// This file defines the static class regex (spec 04b, 1), the methods of string that take a regular expression (spec 03a, 8),
// and what both need: compiled patterns, budgets and errors.

package stdlib

import (
	"strconv"

	"github.com/aussom/aussom-web/aussom/stdlib/regex"
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// regexBudgetID is the id of the exception that ends a search which takes too much work.
const regexBudgetID = "REGEX_BUDGET_EXCEEDED"

// The budget of a program whose host did not set aussom.limit.regex.steps: some seconds of work, for long texts a few steps
// for each unit.
const (
	defaultRegexSteps        = 50_000_000
	defaultRegexStepsPerUnit = 100
	mostRegexSteps           = 200_000_000
	fewRegexStepsPerUnit     = 16
)

// maxPatterns is how many compiled patterns a program keeps.
const maxPatterns = 200

// patternsKey is where a machine keeps its compiled patterns.
type patternsKey struct{}

// search is one operation with a regular expression on one text.
type search struct {
	*regex.Matcher
	machine *vm.Machine
	pattern string
	text    *value.String
	wide    []uint16 // the units of text, nil if it is ASCII
	steps   int64    // the budget
}

// compiled returns the compiled form of a pattern. The error is a *regex.SyntaxError.
func compiled(m *vm.Machine, pattern string) (*regex.Regexp, error) {
	cache, ok := m.Data(patternsKey{}).(map[string]*regex.Regexp)
	if !ok {
		cache = map[string]*regex.Regexp{}
		m.SetData(patternsKey{}, cache)
	}
	if re := cache[pattern]; re != nil {
		return re, nil
	}
	re, err := regex.Compile(pattern)
	if err != nil {
		return nil, err
	}
	if len(cache) >= maxPatterns {
		clear(cache)
	}
	cache[pattern] = re
	return re, nil
}

// newSearch begins an operation. The error is Reported, its text beginning with prefix.
func newSearch(t *vm.Thread, prefix, pattern string, text *value.String) (*search, error) {
	m := t.Machine()
	re, err := compiled(m, pattern)
	if err != nil {
		return nil, vm.Reported(prefix + err.Error())
	}
	s := &search{machine: m, pattern: pattern, text: text}
	subject := regex.ASCII(text.Go())
	if !text.IsASCII() {
		s.wide = text.UTF16()
		subject = regex.UTF16(s.wide)
	}
	n := int64(text.Len())
	s.steps = defaultRegexSteps + min(defaultRegexStepsPerUnit*n, max(mostRegexSteps, fewRegexStepsPerUnit*n))
	if limit := m.Property("aussom.limit.regex.steps"); limit.Kind() == value.KInt && limit.AsInt() > 0 {
		s.steps = limit.AsInt() + n
	}
	s.Matcher = re.Matcher(subject, s.steps)
	s.Tell(t)
	return s, nil
}

// find looks for the next match and makes the script's exception of a used up budget.
func (s *search) find() (bool, error) {
	ok, err := s.Find()
	return ok, s.failed(err)
}

// failed makes what the script sees of an error of the matcher.
func (s *search) failed(err error) error {
	if err != regex.ErrBudget {
		return err
	}
	text := "Regular expression step budget of " + strconv.FormatInt(s.steps, 10) + " exceeded matching '" + s.pattern +
		"'. The pattern is backtracking far more than the input size justifies."
	return &value.Exception{Line: -1, Type: value.ExRuntime, ID: regexBudgetID, Text: text, Details: text +
		" Raise the security property 'aussom.limit.regex.steps' if this much work is intended, or rewrite the pattern to backtrack less."}
}

// piece returns the units from..to-1 of the text.
func (s *search) piece(from, to int) value.Value { return value.OfString(s.text.Slice(from, to)) }

// replace replaces up to count matches, all if it is negative. Errors in the replacement come as regex.ReplacementError.
func (s *search) replace(replacement *value.String, count int) (value.Value, error) {
	by := replacement.UTF16()
	var out []uint16
	at := 0
	for ; count != 0; count-- {
		ok, err := s.find()
		if err != nil {
			return value.Null, err
		}
		if !ok {
			break
		}
		start, end := s.Group(0)
		out = s.AppendUnits(out, at, start)
		if out, err = s.Expand(out, by); err == nil {
			err = s.machine.CheckString(len(out))
		}
		if err != nil {
			return value.Null, err
		}
		at = end
	}
	if at == 0 && out == nil {
		return value.OfString(s.text.Clone()), nil
	}
	return value.OfString(value.FromUTF16(s.AppendUnits(out, at, s.text.Len()))), nil
}

func regexClass() vm.NativeClass {
	return vm.NativeClass{Methods: map[string]vm.Native{
		"match":        checked(2, regexMatch),
		"matchFirst":   checked(2, regexMatchFirst),
		"matchLast":    checked(2, regexMatchLast),
		"replace":      checked(3, regexReplace(-1)),
		"replaceFirst": checked(3, regexReplace(1)),
	}}
}

// eachMatch calls f with the bounds of each match until f returns an error.
func eachMatch(t *vm.Thread, args []value.Value, f func(s *search, start, end int) error) error {
	s, err := newSearch(t, "", args[0].GoString(), args[1].Str())
	if err != nil {
		return err
	}
	for {
		ok, err := s.find()
		if err != nil || !ok {
			return err
		}
		start, end := s.Group(0)
		if err := f(s, start, end); err != nil {
			return err
		}
	}
}

func regexMatch(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	found := value.NewList()
	err := eachMatch(t, args, func(s *search, start, end int) error {
		if err := t.Machine().GrowList(found, 1); err != nil {
			return err
		}
		found.Items = append(found.Items, s.piece(start, end))
		return nil
	})
	return value.OfList(found), err
}

func regexMatchFirst(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	s, err := newSearch(t, "", args[0].GoString(), args[1].Str())
	if err != nil {
		return value.Null, err
	}
	ok, err := s.find()
	if err != nil || !ok {
		return value.Null, err
	}
	return s.piece(s.Group(0)), nil
}

func regexMatchLast(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
	last, from, to := (*search)(nil), 0, 0
	err := eachMatch(t, args, func(s *search, start, end int) error {
		last, from, to = s, start, end
		return nil
	})
	if err != nil || last == nil {
		return value.Null, err
	}
	return last.piece(from, to), nil
}

func regexReplace(count int) vm.Native {
	return func(t *vm.Thread, _ value.Value, args []value.Value) (value.Value, error) {
		s, err := newSearch(t, "", args[0].GoString(), args[2].Str())
		if err != nil {
			return value.Null, err
		}
		v, err := s.replace(args[1].Str(), count)
		if bad, ok := err.(regex.ReplacementError); ok {
			err = vm.Reported(bad)
		}
		return v, err
	}
}

func stringMatches(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s, err := newSearch(t, "string.matches(): ", args[0].GoString(), this.Str())
	if err != nil {
		return value.Null, err
	}
	ok, err := s.Full()
	return value.Bool(ok), s.failed(err)
}

func stringReplaceRegex(method string, count int) vm.Native {
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		s, err := newSearch(t, "string."+method+"(): ", args[0].GoString(), this.Str())
		if err != nil {
			return value.Null, err
		}
		v, err := s.replace(args[1].Str(), count)
		if bad, ok := err.(regex.ReplacementError); ok {
			err = vm.Fault(bad)
		}
		return v, err
	}
}
