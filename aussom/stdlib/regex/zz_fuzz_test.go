package regex

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"strconv"
)

func unhex(h string) []uint16 {
	u := []uint16{}
	for i := 0; i < len(h); i += 4 {
		x, _ := strconv.ParseUint(h[i:i+4], 16, 16)
		u = append(u, uint16(x))
	}
	return u
}

func TestZZ(t *testing.T) {
	f, err := os.Open(os.Getenv("RFIN"))
	if err != nil {
		t.Skip()
	}
	out, _ := os.Create(os.Getenv("RFOUT"))
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		p, s, _ := strings.Cut(sc.Text(), " ")
		pat := string(utf16.Decode(unhex(p)))
		start := time.Now()
		b := ""
		re, err := Compile(pat)
		if err != nil {
			e := err.(*SyntaxError)
			b = fmt.Sprintf("ERR %s @%d", e.Description, e.Index)
		} else {
			u := unhex(s)
			sub := UTF16(u)
			if str := string(utf16.Decode(u)); len(str) == len(u) {
				sub = ASCII(str)
			}
			m := re.Matcher(sub, 1e8)
			for {
				ok, err := m.Find()
				if err != nil {
					b += err.Error()
				}
				if !ok {
					break
				}
				b += "["
				for g := 0; g < re.Groups(); g++ {
					x, y := m.Group(g)
					b += fmt.Sprintf("%d-%d ", x, y)
				}
				b += "]"
			}
			ok, _ := re.Matcher(sub, 1e8).Full()
			b += fmt.Sprintf(" full=%v", ok)
		}
		if d := time.Since(start); d > time.Second {
			b += " SLOW"
		}
		fmt.Fprintln(out, b)
	}
	out.Close()
}
