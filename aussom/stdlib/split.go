// This file defines string.split (spec 03a, 8).

package stdlib

import (
	"strings"

	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

func stringSplit(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	s := splitter{worker: worker{thread: t}, text: this.Str(), blanks: args[1].AsBool()}
	var err error
	if delimiter, ok := literalPattern(args[0].GoString()); ok && !hasHalves(delimiter) && !hasHalves(s.text.Go()) {
		err = s.byText(delimiter)
	} else {
		err = s.byPattern(args[0].GoString())
	}
	if err != nil {
		return value.Null, err
	}
	for n := len(s.pieces); s.cut && n > 0 && s.pieces[n-1].GoString() == ""; n-- {
		s.pieces = s.pieces[:n-1]
	}
	if !s.blanks {
		kept := s.pieces[:0]
		for _, p := range s.pieces {
			if value.TrimBlanks(p.GoString()) != "" {
				kept = append(kept, p)
			}
		}
		s.pieces = kept
	}
	return value.OfList(value.NewList(s.pieces...)), nil
}

// literalPattern returns the text that a pattern matches if that is one fixed text, not empty.
func literalPattern(pattern string) (string, bool) {
	const special = `\[](){}.*+?^$|`
	if len(pattern) == 2 && pattern[0] == '\\' && strings.IndexByte(special, pattern[1]) >= 0 {
		return pattern[1:], true
	}
	return pattern, pattern != "" && !strings.ContainsAny(pattern, special)
}

// splitter splits one text.
type splitter struct {
	worker
	text   *value.String
	blanks bool
	pieces []value.Value
	cut    bool // there was a delimiter
}

func (s *splitter) add(piece *value.String) error {
	var err error
	if s.pieces, err = vm.Grow(s.thread.Machine(), s.pieces, 1); err != nil {
		return err
	}
	s.pieces = append(s.pieces, value.OfString(piece))
	return s.did(1)
}

// byText splits at each occurrence of a text that is not empty.
func (s *splitter) byText(delimiter string) error {
	rest, ascii := s.text.Go(), s.text.IsASCII()
	for more := true; more; {
		var piece string
		piece, rest, more = strings.Cut(rest, delimiter)
		s.cut = s.cut || more
		str := value.NewString(piece)
		if ascii {
			str = value.FromASCII(piece).Str()
		}
		if err := s.add(str); err != nil {
			return err
		}
	}
	return nil
}

// byPattern splits at each match of a pattern.
func (s *splitter) byPattern(pattern string) error {
	m, err := newSearch(s.thread, "string.split(): ", pattern, s.text)
	if err != nil {
		return err
	}
	at := 0
	for {
		ok, err := m.find()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		start, end := m.Group(0)
		if end == 0 { // nothing before it and nothing of it
			continue
		}
		if err := s.add(s.text.Slice(at, start)); err != nil {
			return err
		}
		at = end
		s.cut = true
	}
	return s.add(s.text.Slice(at, s.text.Len()))
}
