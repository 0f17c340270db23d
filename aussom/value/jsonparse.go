// This file defines the reading of JSON text with the lenient grammar of spec 03b, 3.3.

package value

import "strconv"

// JSONError says what is wrong with a JSON text, and where: "Unexpected token COMMA(,) at position 5."
type JSONError struct{ Text string }

// Error returns the text.
func (e *JSONError) Error() string { return e.Text }

// What may come next in a JSON text.
type jsonState uint8

const (
	jsonStart jsonState = iota // the top-level value
	jsonItem                   // an element of a list
	jsonKey                    // a key of a map
	jsonValue                  // the value of a key
	jsonEnd                    // nothing
)

// smallJSON is the length up to which strings are parts of the source instead of copies: they keep it alive.
const smallJSON = 4096

// jsonFrame is a list or map that is being read.
type jsonFrame struct {
	m     *Map      // nil for a list
	base  int       // where the elements of the list begin in vals
	state jsonState // what came next before the list or map began
	key   jsonName  // the key it is the value of
}

// jsonName is a key and its hash.
type jsonName struct {
	text string
	hash uint32
}

// jsonParser reads one text.
type jsonParser struct {
	s     string
	i     int // the next byte
	state jsonState
	share bool   // strings may be parts of s
	info  uint32 // the String.info of a part of s
	stack []jsonFrame
	m     *Map     // the map being read, if state is jsonKey or jsonValue
	key   jsonName // the key whose value is read, if state is jsonValue
	vals  []Value  // the elements read of all open lists
	top   Value
	slab  []String     // unused strings
	sizes [8]uint8     // the number of keys of the last map at that depth, from which the next one probably differs little
	names [32]jsonName // keys seen lately, by hash

	worker Worker
	steps  int // tokens and blanks read since the worker was told
}

// ParseJSON reads text, which must be a list or a map, and returns it. The error is a *JSONError.
func ParseJSON(text *String) (Value, error) { return ParseJSONWork(text, nil) }

// ParseJSONWork is ParseJSON with a worker, which is told of the work. The error may be one of the worker.
func ParseJSONWork(text *String, worker Worker) (Value, error) {
	p := jsonParser{s: text.s, share: len(text.s) <= smallJSON, worker: worker}
	if text.IsASCII() {
		p.info = infoASCII
	}
	if err := p.run(); err != nil {
		return Null, err
	}
	if k := p.top.K; k != KList && k != KMap {
		return Null, &JSONError{"A list or a map is expected, but the text is a single value."}
	}
	return p.top, nil
}

// run reads token after token to the end of the text.
func (p *jsonParser) run() error {
	for p.i < len(p.s) {
		if p.steps++; p.steps >= workUnit && p.worker != nil {
			p.steps = 0
			if err := p.worker.Work(workUnit); err != nil {
				return err
			}
		}
		start := p.i
		var err error
		switch c := p.s[p.i]; c {
		case ' ', '\t', '\n', '\r':
			p.i++
			continue
		case '"':
			err = p.string()
		case '{', '[':
			p.i++
			err = p.begin(c)
		case '}', ']':
			p.i++
			err = p.close(c)
		case ',':
			p.i++
			if p.state != jsonItem && p.state != jsonKey {
				err = p.unexpected("COMMA(,)", start)
			}
		case ':':
			p.i++
			if p.state != jsonValue {
				err = p.unexpected("COLON(:)", start)
			}
		default:
			err = p.scalar(c)
		}
		if err != nil {
			return err
		}
	}
	if p.state != jsonEnd {
		return p.unexpected("END OF FILE", p.i)
	}
	return nil
}

// unexpected returns the error about a token at a byte offset.
func (p *jsonParser) unexpected(token string, at int) error {
	return &JSONError{"Unexpected token " + token + " at position " + strconv.Itoa(UTF16Len(p.s[:at])) + "."}
}

// badCharacter returns the error about the character at a byte offset.
func (p *jsonParser) badCharacter(at int) error {
	_, n := decode(p.s[at:])
	return &JSONError{"Unexpected character (" + p.s[at:at+n] + ") at position " + strconv.Itoa(UTF16Len(p.s[:at])) + "."}
}

// put takes a value that began at a byte offset to where it belongs.
func (p *jsonParser) put(v Value, at int) error {
	switch p.state {
	case jsonItem:
		p.vals = append(p.vals, v)
	case jsonValue:
		p.m.PutHash(p.key.text, p.key.hash, v)
		p.state = jsonKey
	case jsonStart:
		p.top = v
		p.state = jsonEnd
	default: // a key that is no string, or something behind the end
		return p.unexpected("VALUE("+Text(v)+")", at)
	}
	return nil
}

// begin opens a list or map.
func (p *jsonParser) begin(c byte) error {
	if p.state == jsonKey || p.state == jsonEnd {
		if c == '{' {
			return p.unexpected("LEFT BRACE({)", p.i-1)
		}
		return p.unexpected("LEFT SQUARE([)", p.i-1)
	}
	f := jsonFrame{state: p.state, base: len(p.vals), key: p.key, m: p.m}
	p.stack = append(p.stack, f)
	if c == '{' {
		p.m = NewMapSize(int(p.sizes[len(p.stack)%len(p.sizes)]))
		p.state = jsonKey
	} else {
		p.m = nil
		p.state = jsonItem
	}
	return nil
}

// close ends a list or map.
func (p *jsonParser) close(c byte) error {
	var v Value
	f := jsonFrame{}
	if n := len(p.stack) - 1; n >= 0 {
		f = p.stack[n]
	}
	switch {
	case c == ']' && p.state == jsonItem:
		l := &List{}
		if items := p.vals[f.base:]; len(items) > 0 {
			l.Items = append(make([]Value, 0, len(items)), items...)
			clear(items)
		}
		p.vals = p.vals[:f.base]
		v = OfList(l)
	case c == '}' && p.state == jsonKey:
		p.sizes[len(p.stack)%len(p.sizes)] = uint8(min(p.m.Len(), 64))
		v = OfMap(p.m)
	case c == ']':
		return p.unexpected("RIGHT SQUARE(])", p.i-1)
	default:
		return p.unexpected("RIGHT BRACE(})", p.i-1)
	}
	p.stack = p.stack[:len(p.stack)-1]
	p.state, p.m, p.key = f.state, f.m, f.key
	return p.put(v, p.i)
}

// worked tells the worker of work, if there is one.
func (p *jsonParser) worked(n int) error {
	if p.worker == nil {
		return nil
	}
	return p.worker.Work(n)
}

// sizes are the bytes that the values of a JSON text take, charged to the characters with which they begin or end.
var sizes = [256]uint8{'[': 80, '{': 255, ',': 24, ':': 96, '"': 24}

// JSONSize returns about how many bytes the values of a JSON text take, rather too many than too few.
func JSONSize(text string) int {
	n := len(text)
	for i := 0; i < len(text); i++ {
		n += int(sizes[text[i]])
	}
	return n
}
