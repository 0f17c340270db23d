// This file tests the scanner: tokens, positions, string values, illegal characters.

package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// scanAll returns the tokens of src as "KIND text@line:col", errors as "!code@line:col".
func scanAll(src string) string {
	var out []string
	s := scanner{src: src, line: 1, illegal: func(c illegalChar) {
		out = append(out, fmt.Sprintf("!%d@%d:%d", c.code, c.pos.Line, c.pos.Col))
	}}
	for {
		var t token
		s.next(&t)
		text := ""
		switch {
		case t.kind == tEOF:
			text = "EOF"
		case t.kind == tString:
			text = fmt.Sprintf("S%q", t.text)
		case t.kind == tDoc:
			text = fmt.Sprintf("DOC%q", t.text)
		case t.kind == tInt:
			text = "I" + t.text
		case t.kind == tDouble:
			text = "D" + t.text
		case t.kind.isKeyword():
			text = "K" + t.text
		default:
			text = src[t.start:t.end]
		}
		out = append(out, fmt.Sprintf("%s@%d:%d", text, t.pos.Line, t.pos.Col))
		if t.kind == tEOF {
			return strings.Join(out, " ")
		}
	}
}

func TestScanTokens(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", "EOF@1:1"},
		{"a\n", "a@1:1 EOF@2:1"},
		{"a\r\n\tb\fc", "a@1:1 b@2:2 c@2:4 EOF@2:5"},
		{"class Class NULL null", "Kclass@1:1 Class@1:7 NULL@1:13 Knull@1:18 EOF@1:22"},
		{"1abc 2nd 0x1F 1_000 12e _ __", "1abc@1:1 2nd@1:6 0x1F@1:10 1_000@1:15 12e@1:21 _@1:25 __@1:27 EOF@1:29"},
		{"007 12e5 12e5x 1.5e-3 1e+2", "I007@1:1 D12e5@1:5 12e5x@1:10 D1.5e-3@1:16 D1e+2@1:23 EOF@1:27"},
		{"3.toString .5 5. 1.2.3 1e5.3", "I3@1:1 .@1:2 toString@1:3 .@1:12 I5@1:13 I5@1:15 .@1:16 D1.2@1:18 .@1:21 I3@1:22 D1e5@1:24 .@1:27 I3@1:28 EOF@1:29"},
		{"1.5abc 1e 12e+ 1_0.5", "D1.5@1:1 abc@1:4 1e@1:8 12e@1:11 +@1:14 1_0@1:16 .@1:19 I5@1:20 EOF@1:21"},
		{"5--3", "I5@1:1 --@1:2 I3@1:4 EOF@1:5"},
		{":= :: : = == += -= *= /= %= @= @ ++ -- ~/ != <= >= && || ... ..",
			":=@1:1 ::@1:4 :@1:7 =@1:9 ==@1:11 +=@1:14 -=@1:17 *=@1:20 /=@1:23 %=@1:26 @=@1:29 @@1:32 ++@1:34 --@1:37 ~/@1:40 !=@1:43 <=@1:46 >=@1:49 &&@1:52 ||@1:55 ...@1:58 .@1:62 .@1:63 EOF@1:64"},
		{"~/= => ** :::", "~/@1:1 =@1:3 =@1:5 >@1:6 *@1:8 *@1:9 ::@1:11 :@1:13 EOF@1:14"},
		{";,(){}[]<>!&|#.?%*/-+", ";@1:1 ,@1:2 (@1:3 )@1:4 {@1:5 }@1:6 [@1:7 ]@1:8 <@1:9 >@1:10 !@1:11 &@1:12 |@1:13 #@1:14 .@1:15 ?@1:16 %@1:17 *@1:18 /@1:19 -@1:20 +@1:21 EOF@1:22"},
	} {
		if got := scanAll(c.src); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestScanComments(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"// x\na", "a@2:1 EOF@2:2"},
		{"// \u00e9\U0001F600", "EOF@1:7"},
		{"// a\rb\nc", "c@2:1 EOF@2:2"},
		{"/* a\n* / */b", "b@2:7 EOF@2:8"},
		{"/**/a/***/b/*** doc ***/c", "a@1:5 b@1:11 c@1:25 EOF@1:26"},
		{"/*/ a */b", "b@1:9 EOF@1:10"},
		{"/* \u00e9\U0001F600 */b", "b@1:10 EOF@1:11"},
		{"/** d */a", `DOC" d "@1:7 a@1:9 EOF@1:10`},
		{"/**\n * d\n */a", `DOC"\n * d\n "@3:2 a@3:4 EOF@3:5`},
		{"/**x*/", `DOC"x"@1:5 EOF@1:7`},
		{"/**\xff*/", `DOC"` + "\uFFFD" + `"@1:5 EOF@1:7`},
		{"/* a\nb", "EOF@2:2"},
		{"/** a\nb", "EOF@2:2"},
		{"/**", "EOF@1:4"},
		{"a /", "a@1:1 /@1:3 EOF@1:4"},
	} {
		if got := scanAll(c.src); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestScanStrings(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{`"abc" 'd"e' "f'g"`, `S"abc"@1:5 S"d\"e"@1:11 S"f'g"@1:17 EOF@1:18`},
		{`"" '' """"""`, `S""@1:2 S""@1:5 S""@1:10 EOF@1:13`},
		{`'''a'`, `S""@1:2 S"a"@1:5 EOF@1:6`},
		{`"\t\n\r\\\"" '\''`, `S"\t\n\r\\\""@1:12 S"'"@1:17 EOF@1:18`},
		{`"\u0041\u00e9\u4E2d"`, `S"Aé中"@1:20 EOF@1:21`},
		{`"\uD83D\uDE00" "\uD83D" "\uDE00"`, `S"😀"@1:14 S"\xed\xa0\xbd"@1:23 S"\xed\xb8\x80"@1:32 EOF@1:33`},
		{"\"\\uD83D\n\\uDE00\"", `S"😀"@2:7 EOF@2:8`},
		{`"\uD83Dx\uDE00"`, `S"\xed\xa0\xbdx\xed\xb8\x80"@1:15 EOF@1:16`},
		{`"\q"`, `!92@1:2 S"q"@1:4 EOF@1:5`},
		{`"\'" '\"'`, `!92@1:2 S"'"@1:4 !92@1:7 S"\""@1:9 EOF@1:10`},
		{`"\/\0\b\f\u12"`, `!92@1:2 !92@1:4 !92@1:6 !92@1:8 !92@1:10 S"/0bfu12"@1:14 EOF@1:15`},
		{"\"a\\\nb\"", `!92@1:3 S"ab"@2:2 EOF@2:3`},
		{"\"a\nb\"", `S"ab"@2:2 EOF@2:3`},
		{"\"a\r\n\t\t b\"", `S"a b"@2:5 EOF@2:6`},
		{"\"a\rb\"", `S"ab"@1:5 EOF@1:6`},
		{"\"\ta\t\nb\"", `S"\ta\tb"@2:2 EOF@2:3`},
		{"\"\t\nb\"", `S"b"@2:2 EOF@2:3`},
		{"\"\t\"", `S"\t"@1:3 EOF@1:4`},
		{"\"\t\n\t\"", `S""@2:2 EOF@2:3`},
		{"\"\\t\t\nb\"", `S"\tb"@2:2 EOF@2:3`},
		{"\"\t\t\\n\"", `S"\t\t\n"@1:6 EOF@1:7`},
		{"\"é😀\" x", `S"é😀"@1:5 x@1:7 EOF@1:8`},
		{"\"é\n😀\" x", `S"é😀"@2:3 x@2:5 EOF@2:6`},
		{"\"a\xffb\" x", `S"a�b"@1:5 x@1:7 EOF@1:8`},
		{"\"a\xed\xa0\xbdb\"", `S"a\xed\xa0\xbdb"@1:5 EOF@1:6`},
		{`"""a"b""c""" d`, `S"a\"b\"\"c"@1:10 d@1:14 EOF@1:15`},
		{"\"\"\"a\r\n\tb\"\"\"", `S"a\r\n\tb"@2:3 EOF@2:6`},
		{`"""\\ \n \u0041 \"\"\" \" \u12"""`, `S"\\ \\n A \"\"\" \\\" \\u12"@1:31 EOF@1:34`},
		{`"""a""""`, `S"a"@1:5 EOF@1:9`},
		{"\"\"\"é\xff\"\"\"x", `S"é�"@1:6 x@1:9 EOF@1:10`},
		{`a "bc`, `a@1:1 EOF@1:6`},
		{"'a\nb\\", `!92@2:2 EOF@2:3`},
		{`"""a""`, `EOF@1:7`},
		{`"\`, `!92@1:2 EOF@1:3`},
		{`"\u00`, `!92@1:2 EOF@1:6`},
	} {
		if got := scanAll(c.src); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestScanIllegal(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"a$b", "a@1:1 !36@1:2 b@1:3 EOF@1:4"},
		{"\ufeffa", "!65279@1:1 a@1:2 EOF@1:3"},
		{"a\rb", "a@1:1 !13@1:2 b@1:3 EOF@1:4"},
		{"\U0001F600a", "!55357@1:1 !56832@1:2 a@1:3 EOF@1:4"},
		{"é a", "!233@1:1 a@1:3 EOF@1:4"},
		{"\xff\xc3a", "!65533@1:1 !65533@1:2 a@1:3 EOF@1:4"},
		{"\xed\xa0\xbda", "!55357@1:1 a@1:2 EOF@1:3"},
		{"~ ^ ` \\ \x00 \x7f \v", "!126@1:1 !94@1:3 !96@1:5 !92@1:7 !0@1:9 !127@1:11 !11@1:13 EOF@1:14"},
	} {
		if got := scanAll(c.src); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}
