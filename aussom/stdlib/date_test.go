// This file tests the class Date, its calendar and its patterns.

package stdlib

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/aussom/aussom-web/aussom/value"
)

// sample is 2024-02-29T12:34:56.789Z, early 2024-01-02T01:04:05.006Z.
const (
	sample = 1709210096789
	early  = 1704157445006
)

func dateAt(ms int64) (*date, value.Value) {
	d := &date{momentOfMillis(ms)}
	return d, objectOf("Date", d)
}

func TestDateFormat(t *testing.T) {
	for _, c := range []struct {
		ms            int64
		pattern, want string
	}{
		{sample, "yyyy-MM-dd HH:mm:ss.SSS Z", "2024-02-29 12:34:56.789 +0000"},
		{sample, "EEE, d MMM yyyy HH:mm:ss Z", "Thu, 29 Feb 2024 12:34:56 +0000"},
		{sample, "dd/MM/yy hh:mm a", "29/02/24 12:34 PM"},
		{sample, "yyyyMMddHHmmss", "20240229123456"},
		{early, "d/M/y H:m:s.S", "2/1/2024 1:4:5.0"},
		{early, "SS SSS SSSSSS", "00 006 006000"},
		{early, "h K k H a", "1 1 1 1 AM"},
		{1704067200000, "h K k H a", "12 0 24 0 AM"},
		{sample, "X XX XXX x xx xxx Z ZZZZ ZZZZZ z VV O", "Z Z Z +00 +0000 +00:00 +0000 GMT Z Z Z GMT"},
		{sample, "XXXX XXXXX xxxx xxxxx OOOO zzzz v", "Z Z +0000 +00:00 GMT Z Z"},
		{sample, "D DDD Q QQ QQQ QQQQ QQQQQ", "60 060 1 01 Q1 1st quarter 1"},
		{sample, "M MM MMM MMMM MMMMM L LLL", "2 02 Feb February F 2 Feb"},
		{sample, "E EE EEEE EEEEE", "Thu Thu Thursday T"},
		{sample, "e ee eee c ccc", "5 05 Thu 5 Thu"},
		{sample, "y yy yyy yyyy u uuuu yyyyyy", "2024 24 2024 2024 2024 2024 002024"},
		{sample, "w ww W Y YY YYYY", "9 09 5 2024 24 2024"},
		{1735516800000, "Y w W e", "2025 1 5 2"}, // 2024-12-30, a Monday
		{1704067200000, "Y w W F", "2024 1 1 1"},
		{sample, "A n N", "45296789 789000000 45296789000000"},
		{sample, "G GGGG GGGGG B g", "AD Anno Domini A in the afternoon 60369"},
		{0, "B BBBB BBBBB", "midnight midnight mi"},
		{sample, "'it''s' yyyy", "it's 2024"},
		{sample, "HH 'o''clock'", "12 o'clock"},
		{sample, "''", "'"},
		{sample, "", ""},
		{sample, "[HH:mm] ss", "12:34 56"},
		{sample, "yyyy\u5e74MM\u6708", "2024\u5e7402\u6708"},
		{early, "ppd|pppH|ppppMMM", " 2|  1| Jan"},
		{253402300800000, "yyyy u", "+10000 10000"},
		{-62198755200000, "yyyy u uuuu G", "0002 -1 -0001 BC"},
	} {
		pattern, problem := compilePattern(c.pattern)
		if problem != "" {
			t.Errorf("%q: %s", c.pattern, problem)
			continue
		}
		if got, problem := pattern.format(momentOfMillis(c.ms).civil()); got != c.want || problem != "" {
			t.Errorf("%q gives %q (%s), want %q", c.pattern, got, problem, c.want)
		}
	}
}

func TestDatePatternErrors(t *testing.T) {
	for pattern, want := range map[string]string{
		"b": "Unknown pattern letter: b", "foo": "Unknown pattern letter: f",
		"ddd": "Too many pattern letters: d", "HHH": "Too many pattern letters: H", "MMMMMM": "Too many pattern letters: M",
		"aa": "Too many pattern letters: a", "www": "Too many pattern letters: w", "WW": "Too many pattern letters: W",
		"XXXXXX": "Too many pattern letters: X", "DDDD": "Too many pattern letters: D", "GGGGGG": "Too many pattern letters: G",
		"yyyy-MM-dd'T": "Pattern ends with an incomplete string literal: yyyy-MM-dd'T",
		"{":            "Pattern includes reserved character: '{'", "x#": "Pattern includes reserved character: '#'",
		"V": "Pattern letter count must be 2: V", "cc": `Invalid pattern "cc"`,
		"]":                         "Pattern invalid as it contains ] without previous [",
		"pp":                        "Pad letter 'p' must be followed by valid pad pattern: pp",
		"SSSSSSSSSS":                "Maximum width must be from 1 to 9 inclusive but was 10",
		strings.Repeat("[", 100000): "Pattern has more than 100 optional sections inside each other",
	} {
		if _, problem := compilePattern(pattern); problem != want {
			t.Errorf("%.20q: %s, want %s", pattern, problem, want)
		}
	}
}

func TestDateParse(t *testing.T) {
	for _, c := range []struct{ text, pattern, want string }{
		{"2024-02-29", "yyyy-MM-dd", "2024-02-29T00:00:00.000Z"},
		{"2024-03-05 14:30:15.250", "yyyy-MM-dd HH:mm:ss.SSS", "2024-03-05T14:30:15.250Z"},
		{"2024-03-05T14:30:15+02:00", "yyyy-MM-dd'T'HH:mm:ssXXX", "2024-03-05T12:30:15.000Z"},
		{"2024-03-05T14:30:15Z", "yyyy-MM-dd'T'HH:mm:ssXXX", "2024-03-05T14:30:15.000Z"},
		{"2024-03-05 14:30:15 +0530", "yyyy-MM-dd HH:mm:ss Z", "2024-03-05T09:00:15.000Z"},
		{"2024-03-05 14:30:15 GMT-3", "yyyy-MM-dd HH:mm:ss O", "2024-03-05T17:30:15.000Z"},
		{"2024-03-05 14:30:15 UTC+01:00", "yyyy-MM-dd HH:mm:ss VV", "2024-03-05T13:30:15.000Z"},
		{"2024-03-05 14:30:15 GMT", "yyyy-MM-dd HH:mm:ss z", "2024-03-05T14:30:15.000Z"},
		{"2024-03-05 14", "yyyy-MM-dd HH", "2024-03-05T14:00:00.000Z"},
		{"20240305143015", "yyyyMMddHHmmss", "2024-03-05T14:30:15.000Z"},
		{"20240305143015250", "yyyyMMddHHmmssSSS", "2024-03-05T14:30:15.250Z"},
		{"240305", "yyMMdd", "2024-03-05T00:00:00.000Z"},
		{"99-01-01", "yy-MM-dd", "2099-01-01T00:00:00.000Z"},
		{"2024-3-5", "yyyy-M-d", "2024-03-05T00:00:00.000Z"},
		{"5 Mar 2024", "d MMM yyyy", "2024-03-05T00:00:00.000Z"},
		{"Tuesday, March 5, 2024", "EEEE, MMMM d, yyyy", "2024-03-05T00:00:00.000Z"},
		{"2024-065", "yyyy-DDD", "2024-03-05T00:00:00.000Z"},
		{"2024-02-30", "yyyy-MM-dd", "2024-02-29T00:00:00.000Z"},
		{"2023-02-29", "yyyy-MM-dd", "2023-02-28T00:00:00.000Z"},
		{"2024-03-05 24:00:00", "yyyy-MM-dd HH:mm:ss", "2024-03-06T00:00:00.000Z"},
		{"2024-03-05", "yyyy-MM-dd[ HH:mm]", "2024-03-05T00:00:00.000Z"},
		{"2024-03-05 10:20", "yyyy-MM-dd[ HH:mm]", "2024-03-05T10:20:00.000Z"},
		{"it's 2024-01-02", "'it''s' yyyy-MM-dd", "2024-01-02T00:00:00.000Z"},
		{"2024-03-05 02:30 PM", "yyyy-MM-dd hh:mm a", "2024-03-05T14:30:00.000Z"},
		{"2024-03-05 24", "yyyy-MM-dd kk", "2024-03-05T00:00:00.000Z"},
		{"2024-03-05 2 in the afternoon", "yyyy-MM-dd h B", "2024-03-05T14:00:00.000Z"},
		{"2025 1 Mon", "YYYY w E", "2024-12-30T00:00:00.000Z"},
		{"+10000-01-01", "yyyy-MM-dd", "+10000-01-01T00:00:00.000Z"},
		{" 2|  1|2024", "ppd|pppM|yyyy", "2024-01-02T00:00:00.000Z"},
		{"0002-01-01 BC", "yyyy-MM-dd G", "0002-01-01T00:00:00.000Z"},

		{"2024-02-32", "yyyy-MM-dd", "could not be parsed: Invalid value for DayOfMonth (valid values 1 - 28/31): 32"},
		{"2024-13-01", "yyyy-MM-dd", "could not be parsed: Invalid value for MonthOfYear (valid values 1 - 12): 13"},
		{"2024-03-05 25", "yyyy-MM-dd HH", "could not be parsed: Invalid value for HourOfDay (valid values 0 - 23): 25"},
		{"2024-03-05 24:01", "yyyy-MM-dd HH:mm", "could not be parsed: Invalid value for HourOfDay (valid values 0 - 23): 24"},
		{"2024-03-05 10:60", "yyyy-MM-dd HH:mm", "could not be parsed: Invalid value for MinuteOfHour (valid values 0 - 59): 60"},
		{"2024-3-5", "yyyy-MM-dd", "could not be parsed at index 5"},
		{"garbage", "yyyy-MM-dd", "could not be parsed at index 0"},
		{"\u00fc\U0001F600-x", "'\u00fc\U0001F600'-yyyy", "could not be parsed at index 4"},
		{"", "yyyy", "could not be parsed at index 0"},
		{"2024", "yyyy", "could not be parsed: Unable to obtain a date: the year, the month or the day is missing"},
		{"2024-03-05", "YYYY-MM-dd", "could not be parsed: Unable to obtain a date: the year, the month or the day is missing"},
		{"5 mar 2024", "d MMM yyyy", "could not be parsed at index 2"},
		{"Mon, 5 Mar 2024", "EEE, d MMM yyyy", "could not be parsed: Conflict found: Field DayOfWeek 1 differs from" +
			" DayOfWeek 2 derived from 2024-03-05T00:00:00.000Z"},
		{"2024-03-05x", "yyyy-MM-dd", "could not be parsed, unparsed text found at index 10"},
		{"2024-03-05 02", "yyyy-MM-dd hh", "could not be parsed: Unable to tell the hour: AM or PM is missing"},
		{"2024-03-05 +25:00", "yyyy-MM-dd XXX", "could not be parsed at index 11"},
		{"10000-01-01", "yyyy-MM-dd", "could not be parsed at index 0"},
		{"2023-366", "yyyy-DDD", "could not be parsed: Invalid date 'DayOfYear 366' as '2023' is not a leap year"},
	} {
		pattern, problem := compilePattern(c.pattern)
		if problem != "" {
			t.Errorf("%q: %s", c.pattern, problem)
			continue
		}
		at, problem := pattern.parse(c.text)
		got := at.civil().isoText()
		if problem != "" {
			got = strings.TrimPrefix(problem, "Text '"+c.text+"' ")
		} else if c.text == "0002-01-01 BC" && at.civil().year != -1 {
			t.Errorf("%s is year %d", c.text, at.civil().year)
		}
		if got != c.want {
			t.Errorf("%q by %q gives %s, want %s", c.text, c.pattern, got, c.want)
		}
	}
	pattern, _ := compilePattern("yyyy")
	if _, problem := pattern.parse(strings.Repeat("x", 65)); problem !=
		"Text '"+strings.Repeat("x", 64)+"...' could not be parsed at index 0" {
		t.Error(problem)
	}
}

func TestParseISO(t *testing.T) {
	for text, want := range map[string]int64{
		"2024-03-05T01:02:03.004+01:00": 1709596923004, "1970-01-01T00:00:00.000Z": 0, "1970-01-01T00:00:01Z": 1000,
		"1970-01-01T00:00:01.5Z": 1500, "+10000-01-01T00:00:00.000Z": 253402300800000,
	} {
		at, ok := parseISO(text)
		if ms, _ := at.millis(); !ok || ms != want {
			t.Errorf("%s gives %d %v, want %d", text, ms, ok, want)
		}
	}
	for _, text := range []string{"2024-03-05", "", "2024-03-05T01:02:03", "2024-03-05T01:02:03.Z", "2024-03-05T01:02:03.1234567890Z"} {
		if _, ok := parseISO(text); ok {
			t.Errorf("%q is accepted", text)
		}
	}
}

func TestDateMethods(t *testing.T) {
	class := dateClass()
	for _, c := range []struct {
		ms     int64
		method string
		args   []any
		want   string
	}{
		{sample, "toString", nil, "2024-02-29T12:34:56.789Z"},
		{253402300800000, "toString", nil, "+10000-01-01T00:00:00.000Z"},
		{-62135596800000, "toString", nil, "0001-01-01T00:00:00.000Z"},
		{-1, "getYear", nil, "1969"}, {-1, "getMilliseconds", nil, "999"}, {-1, "getTime", nil, "-1"},
		{sample, "getDayOfWeek", nil, "4"}, {sample, "getDayOfYear", nil, "60"}, {sample, "getWeekOfYear", nil, "9"},
		{1609459200000, "getWeekOfYear", nil, "53"}, {1735516800000, "getWeekOfYear", nil, "1"},
		{sample, "getMonthName", nil, "FEBRUARY"}, {sample, "getDayOfWeekName", nil, "THURSDAY"},
		{sample, "isLeapYear", nil, "true"}, {sample, "daysInMonth", nil, "29"}, {0, "isEpoch", nil, "true"},
		{sample, "setHours", []any{24}, "! J Invalid value for HourOfDay (valid values 0 - 23): 24"},
		{sample, "setMinutes", []any{60}, "! J Invalid value for MinuteOfHour (valid values 0 - 59): 60"},
		{sample, "setSeconds", []any{-1}, "! J Invalid value for SecondOfMinute (valid values 0 - 59): -1"},
		{sample, "setMonth", []any{13}, "! J Invalid value for MonthOfYear (valid values 1 - 12): 13"},
		{sample, "setDayOfMonth", []any{32}, "! J Invalid value for DayOfMonth (valid values 1 - 28/31): 32"},
		{sample, "setDayOfMonth", []any{30}, "! J Invalid date 'FEBRUARY 30'"},
		{1677628800000 - 86400000, "setDayOfMonth", []any{29}, "! J Invalid date 'February 29' as '2023' is not a leap year"},
		{sample, "setYear", []any{2023}, "2023-02-28T12:34:56.789Z"},
		{sample, "setYear", []any{2000000000}, "! J Invalid value for Year (valid values -999999999 - 999999999): 2000000000"},
		{1706659200000, "setMonth", []any{2}, "2024-02-29T00:00:00.000Z"},
		{sample, "setHours", []any{int64(4294967301)}, "2024-02-29T05:34:56.789Z"},
		{sample, "startOfDay", nil, "2024-02-29T00:00:00.000Z"}, {-1, "endOfDay", nil, "1969-12-31T23:59:59.999Z"},
		{1706659200000, "addMonths", []any{1}, "2024-02-29T00:00:00.000Z"},
		{1709164800000, "addMonths", []any{-1}, "2024-01-29T00:00:00.000Z"},
		{1709164800000, "addYears", []any{1}, "2025-02-28T00:00:00.000Z"},
		{0, "addYears", []any{int64(1) << 62}, "! J The date is out of range."},
		{0, "addDays", []any{-1}, "1969-12-31T00:00:00.000Z"},
		{0, "addDays", []any{int64(1) << 62}, "! J The date is out of range."},
		{0, "addSeconds", []any{int64(-1) << 63}, "! J The date is out of range."},
		{1, "addMillis", []any{-2}, "1969-12-31T23:59:59.999Z"},
		{1, "addMillis", []any{int64(-1) << 63}, "+292275056-05-16T16:47:04.193Z"},
		{0, "isBefore", []any{nil}, "! J The value is not a Date."},
		{0, "between", []any{nil, "days"}, "! J The value is not a Date."},
		{sample, "format", []any{nil}, "! J The text is null."},
		{sample, "parse", []any{"2024", nil}, "! J The text is null."},
		{sample, "parse", []any{"garbage", "yyyy-MM-dd"},
			"! R Date.parse(): Parse exception. (Text 'garbage' could not be parsed at index 0)"},
	} {
		d, this := dateAt(c.ms)
		before := d.at
		got := invoke(class, c.method, this, c.args...)
		if got == value.Text(this) {
			got = d.at.civil().isoText()
		}
		if got != c.want {
			t.Errorf("%s%v of %d: %s, want %s", c.method, c.args, c.ms, got, c.want)
		}
		if strings.HasPrefix(got, "!") && d.at != before {
			t.Errorf("%s%v changed the date", c.method, c.args)
		}
	}
}

func TestDateBetween(t *testing.T) {
	class := dateClass()
	const a, b = 1704067200000, 1735689599999
	for _, c := range []struct {
		from, to int64
		unit     any
		want     string
	}{
		{a, b, "millis", "31622399999"}, {a, b, nil, "31622399999"}, {a, b, "seconds", "31622399"},
		{a, b, "minutes", "527039"}, {a, b, "hours", "8783"}, {a, b, "days", "365"}, {a, b, "weeks", "52"},
		{a, b, "months", "11"}, {a, b, "years", "0"}, {b, a, "days", "-365"}, {b, a, "months", "-11"},
		{1706659200000, 1709164800000, "months", "0"}, {1706659200000, 1709251200000, "months", "1"},
		{1709251200000, 1706659200000, "months", "-1"}, {1709164800000, 1740700800000, "years", "0"},
		{1709164800000, 1740787200000, "years", "1"}, {999, 0, "seconds", "0"}, {86400000, 1, "days", "0"},
		{a, b, "Days", "! R Date.between(): unknown unit 'Days'. Allowed units are millis, seconds, minutes, hours, days," +
			" weeks, months, years."},
	} {
		_, this := dateAt(c.from)
		_, other := dateAt(c.to)
		if got := invoke(class, "between", this, other, c.unit); got != c.want {
			t.Errorf("%d to %d in %v: %s, want %s", c.from, c.to, c.unit, got, c.want)
		}
	}
}

// TestCalendar compares the calendar with package time's.
func TestCalendar(t *testing.T) {
	for range 20000 {
		ms := rand.Int64N(2e15) - 1e15
		c, want := momentOfMillis(ms).civil(), time.UnixMilli(ms).UTC()
		_, week := want.ISOWeek()
		if c.year != int64(want.Year()) || c.month != int(want.Month()) || c.day != want.Day() ||
			c.hour != want.Hour() || c.minute != want.Minute() || c.second != want.Second() || c.nano != want.Nanosecond() ||
			c.weekday()%7 != int(want.Weekday()) || c.dayOfYear() != want.YearDay() || c.isoWeek() != week {
			t.Fatalf("%d gives %+v, want %s", ms, c, want)
		}
		if back, ok := c.moment(); !ok || back != momentOfMillis(ms) {
			t.Fatalf("%d comes back as %+v", ms, back)
		}
	}
}
