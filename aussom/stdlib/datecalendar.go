// This file defines moment and civil, the two forms of a date, and calendar arithmetic: UTC and the ISO calendar,
// extended to all years (spec 03c, 2).

package stdlib

import (
	"math"
	"strconv"
)

// moment is a number of seconds since 1970-01-01T00:00:00Z and the nanoseconds after them, 0 to 999999999.
type moment struct {
	sec  int64
	nano int
}

// The range of years, and that of moments in seconds.
const (
	maxYear   = 999999999
	minMoment = -31557014167219200
	maxMoment = 31556889864403199
)

const daySeconds = 86400

// momentOfMillis returns the moment that many milliseconds after the epoch.
func momentOfMillis(ms int64) moment {
	return moment{floorDiv(ms, 1000), int(floorMod(ms, 1000)) * 1e6}
}

// millis returns the milliseconds since the epoch, rounded down, and whether they fit an int.
func (m moment) millis() (int64, bool) {
	if m.sec < math.MinInt64/1000 || m.sec >= math.MaxInt64/1000 {
		return 0, false
	}
	return m.sec*1000 + int64(m.nano/1e6), true
}

// compare returns -1, 0 or 1.
func (m moment) compare(o moment) int {
	switch {
	case m.sec < o.sec || m.sec == o.sec && m.nano < o.nano:
		return -1
	case m == o:
		return 0
	}
	return 1
}

// add returns the moment n units later, a unit being that many seconds. ok is false beyond the range of moments.
func (m moment) add(n, unit int64) (moment, bool) {
	const most = 2 * (maxMoment - minMoment)
	if n > most/unit || n < -most/unit {
		return m, false
	}
	m.sec += n * unit
	return m, m.sec >= minMoment && m.sec <= maxMoment
}

// addMillis returns the moment n milliseconds later.
func (m moment) addMillis(n int64) (moment, bool) {
	nano := m.nano + int(floorMod(n, 1000))*1e6
	m.nano = nano % 1e9
	return m.add(floorDiv(n, 1000)+int64(nano/1e9), 1)
}

// civil is a calendar date with a time of day. Year 0 is the year before year 1.
type civil struct {
	year                 int64
	month, day           int // 1..12, 1..31
	hour, minute, second int
	nano                 int
}

// civil returns the calendar form of m.
func (m moment) civil() civil {
	c := civilOfDay(floorDiv(m.sec, daySeconds))
	rest := int(floorMod(m.sec, daySeconds))
	c.hour, c.minute, c.second, c.nano = rest/3600, rest/60%60, rest%60, m.nano
	return c
}

// moment returns the moment of c, whose fields must be valid. ok is false beyond the range of moments.
func (c civil) moment() (moment, bool) {
	if c.year > maxYear || c.year < -maxYear {
		return moment{}, false
	}
	return moment{c.epochDay()*daySeconds + int64(c.secondOfDay()), c.nano}, true
}

func (c civil) secondOfDay() int { return c.hour*3600 + c.minute*60 + c.second }

func (c civil) nanoOfDay() int64 { return int64(c.secondOfDay())*1e9 + int64(c.nano) }

// epochDay returns the days since 1970-01-01. The years are counted from March on, in eras of 400.
func (c civil) epochDay() int64 {
	y, m := c.year, int64(c.month)
	if m <= 2 {
		y--
		m += 12
	}
	era, yearOfEra := floorDiv(y, 400), floorMod(y, 400)
	dayOfYear := (153*(m-3)+2)/5 + int64(c.day) - 1
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468
}

// civilOfDay returns the date that many days after 1970-01-01, at midnight.
func civilOfDay(day int64) civil {
	day += 719468
	era, dayOfEra := floorDiv(day, 146097), floorMod(day, 146097)
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*dayOfYear + 2) / 153
	c := civil{year: era*400 + yearOfEra, month: int(m + 3), day: int(dayOfYear-(153*m+2)/5) + 1}
	if c.month > 12 {
		c.month -= 12
		c.year++
	}
	return c
}

func isLeap(year int64) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// monthLength returns the number of days of a month.
func monthLength(year int64, month int) int {
	switch month {
	case 2:
		if isLeap(year) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// clampDay makes the day the last of the month if the month is shorter.
func (c civil) clampDay() civil {
	c.day = min(c.day, monthLength(c.year, c.month))
	return c
}

// addMonths returns the date n months later, the day clamped. ok is false beyond the range of years.
func (c civil) addMonths(n int64) (civil, bool) {
	const most = 24 * maxYear
	if n > most || n < -most {
		return c, false
	}
	total := c.prolepticMonth() + n
	c.year, c.month = floorDiv(total, 12), int(floorMod(total, 12))+1
	return c.clampDay(), c.year <= maxYear && c.year >= -maxYear
}

// prolepticMonth counts months from January of year 0.
func (c civil) prolepticMonth() int64 { return c.year*12 + int64(c.month) - 1 }

// weekday returns 1 for Monday to 7 for Sunday.
func (c civil) weekday() int { return int(floorMod(c.epochDay()+3, 7)) + 1 }

func (c civil) dayOfYear() int {
	return int(c.epochDay()-civil{year: c.year, month: 1, day: 1}.epochDay()) + 1
}

// isoWeek returns the ISO week of the year: Monday first, week 1 holds the first Thursday.
func (c civil) isoWeek() int {
	thursday := civilOfDay(c.epochDay() + int64(4-c.weekday()))
	return (thursday.dayOfYear()-1)/7 + 1
}

// usWeek returns the week by the US rule, Sunday first, week 1 holds 1 January, and the year it belongs to.
func (c civil) usWeek() (year int64, week int) {
	start := c.epochDay() - int64(c.weekday()%7) // the Sunday of the week
	saturday := civilOfDay(start + 6)
	first := civil{year: saturday.year, month: 1, day: 1}
	return saturday.year, int(start-(first.epochDay()-int64(first.weekday()%7)))/7 + 1
}

// usWeekOfMonth returns the week of the month by the US rule.
func (c civil) usWeekOfMonth() int {
	first := c
	first.day = 1
	return (c.day-1+first.weekday()%7)/7 + 1
}

// monthsUntil returns the complete calendar months from c to o, negative if o is earlier.
func (c civil) monthsUntil(o civil) int64 {
	day := civilOfDay(o.epochDay())
	switch forward := o.epochDay() - c.epochDay(); {
	case forward > 0 && o.nanoOfDay() < c.nanoOfDay():
		day = civilOfDay(o.epochDay() - 1)
	case forward < 0 && o.nanoOfDay() > c.nanoOfDay():
		day = civilOfDay(o.epochDay() + 1)
	}
	return ((day.prolepticMonth()*32 + int64(day.day)) - (c.prolepticMonth()*32 + int64(c.day))) / 32
}

// until returns the complete units from m to o, a unit being that many milliseconds, and whether they fit an int.
func (m moment) until(o moment, unit int64) (int64, bool) {
	sec, nano := o.sec-m.sec, o.nano-m.nano
	// Give both parts the same sign, so that dividing truncates toward zero.
	switch {
	case sec > 0 && nano < 0:
		sec, nano = sec-1, nano+1e9
	case sec < 0 && nano > 0:
		sec, nano = sec+1, nano-1e9
	}
	if unit >= 1000 {
		return sec / (unit / 1000), true
	}
	if sec > math.MaxInt64/1000-1 || sec < math.MinInt64/1000+1 {
		return 0, false
	}
	return sec*1000 + int64(nano/1e6), true
}

// isoText returns the text of toString: milliseconds always, and the year of the era without a sign.
func (c civil) isoText() string {
	year := c.year
	if year <= 0 {
		year = 1 - year
	}
	text := make([]byte, 0, 32)
	if year > 9999 {
		text = append(text, '+')
	}
	text = append(appendPadded(text, year, 4), '-')
	text = append(appendPadded(text, int64(c.month), 2), '-')
	text = append(appendPadded(text, int64(c.day), 2), 'T')
	text = append(appendPadded(text, int64(c.hour), 2), ':')
	text = append(appendPadded(text, int64(c.minute), 2), ':')
	text = append(appendPadded(text, int64(c.second), 2), '.')
	return string(append(appendPadded(text, int64(c.nano/1e6), 3), 'Z'))
}

// appendPadded appends n, which is not negative, with zeros before it up to a width.
func appendPadded(dst []byte, n int64, width int) []byte {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits); i < width; i++ {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
