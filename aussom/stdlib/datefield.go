// This file defines dateField, the parts of a date that patterns name: their ranges, values and English words
// (spec 03c, 2.6).

package stdlib

import "strings"

// dateField is a part of a date or time.
type dateField uint8

const (
	fieldEra dateField = iota
	fieldYear
	fieldYearOfEra
	fieldQuarter
	fieldMonth
	fieldDay
	fieldDayOfYear
	fieldAlignedDay // the number of the day in a week that begins with the month
	fieldWeekday    // Monday is 1
	fieldUSWeekday  // Sunday is 1
	fieldUSWeek
	fieldUSWeekOfMonth
	fieldUSWeekYear
	fieldJulianDay
	fieldHalfDay // 0 AM, 1 PM
	fieldPeriod  // index of dayPeriods
	fieldHour
	fieldClockHour     // 1 to 24
	fieldHalfHour      // 0 to 11
	fieldClockHalfHour // 1 to 12
	fieldMinute
	fieldSecond
	fieldNano
	fieldMilliOfDay
	fieldNanoOfDay
	fieldOffset // seconds east of UTC
	fieldCount
)

// fieldRange is what messages call a field, and its least and greatest value; shown is the range as messages show it,
// "" for the plain one.
type fieldRange struct {
	name     string
	min, max int64
	shown    string
}

var fieldRanges = [fieldCount]fieldRange{
	fieldEra:           {"Era", 0, 1, ""},
	fieldYear:          {"Year", -maxYear, maxYear, ""},
	fieldYearOfEra:     {"YearOfEra", 1, maxYear + 1, "1 - 999999999/1000000000"},
	fieldQuarter:       {"QuarterOfYear", 1, 4, ""},
	fieldMonth:         {"MonthOfYear", 1, 12, ""},
	fieldDay:           {"DayOfMonth", 1, 31, "1 - 28/31"},
	fieldDayOfYear:     {"DayOfYear", 1, 366, "1 - 365/366"},
	fieldAlignedDay:    {"AlignedDayOfWeekInMonth", 1, 7, ""},
	fieldWeekday:       {"DayOfWeek", 1, 7, ""},
	fieldUSWeekday:     {"LocalDayOfWeek", 1, 7, ""},
	fieldUSWeek:        {"WeekOfYear", 1, 53, ""},
	fieldUSWeekOfMonth: {"WeekOfMonth", 1, 6, ""},
	fieldUSWeekYear:    {"WeekBasedYear", -maxYear, maxYear, ""},
	fieldJulianDay:     {"ModifiedJulianDay", -365243219162, 365241780471, ""},
	fieldHalfDay:       {"AmPmOfDay", 0, 1, ""},
	fieldPeriod:        {"DayPeriod", 0, int64(len(dayPeriods)) - 1, ""},
	fieldHour:          {"HourOfDay", 0, 23, ""},
	fieldClockHour:     {"ClockHourOfDay", 1, 24, ""},
	fieldHalfHour:      {"HourOfAmPm", 0, 11, ""},
	fieldClockHalfHour: {"ClockHourOfAmPm", 1, 12, ""},
	fieldMinute:        {"MinuteOfHour", 0, 59, ""},
	fieldSecond:        {"SecondOfMinute", 0, 59, ""},
	fieldNano:          {"NanoOfSecond", 0, 999999999, ""},
	fieldMilliOfDay:    {"MilliOfDay", 0, daySeconds*1000 - 1, ""},
	fieldNanoOfDay:     {"NanoOfDay", 0, daySeconds*1000000000 - 1, ""},
	fieldOffset:        {"OffsetSeconds", -18 * 3600, 18 * 3600, ""},
}

// check says what is wrong with a value of f, "" if nothing is.
func (f dateField) check(n int64) string {
	r := &fieldRanges[f]
	if n >= r.min && n <= r.max {
		return ""
	}
	shown := r.shown
	if shown == "" {
		shown = decimal(r.min) + " - " + decimal(r.max)
	}
	return "Invalid value for " + r.name + " (valid values " + shown + "): " + decimal(n)
}

// of returns the value of f in c, which is UTC.
func (f dateField) of(c civil) int64 {
	switch f {
	case fieldEra:
		if c.year > 0 {
			return 1
		}
		return 0
	case fieldYear:
		return c.year
	case fieldYearOfEra:
		if c.year <= 0 {
			return 1 - c.year
		}
		return c.year
	case fieldQuarter:
		return int64(c.month+2) / 3
	case fieldMonth:
		return int64(c.month)
	case fieldDay:
		return int64(c.day)
	case fieldDayOfYear:
		return int64(c.dayOfYear())
	case fieldAlignedDay:
		return int64(c.day-1)%7 + 1
	case fieldWeekday:
		return int64(c.weekday())
	case fieldUSWeekday:
		return int64(c.weekday()%7) + 1
	case fieldUSWeek:
		_, week := c.usWeek()
		return int64(week)
	case fieldUSWeekOfMonth:
		return int64(c.usWeekOfMonth())
	case fieldUSWeekYear:
		year, _ := c.usWeek()
		return year
	case fieldJulianDay:
		return c.epochDay() + julianEpoch
	}
	return f.ofTime(c)
}

// julianEpoch is the modified Julian day of 1970-01-01.
const julianEpoch = 40587

// ofTime is of for the fields of the time of day.
func (f dateField) ofTime(c civil) int64 {
	switch f {
	case fieldHalfDay:
		return int64(c.hour / 12)
	case fieldPeriod:
		return int64(periodOf(c.hour, c.minute))
	case fieldHour:
		return int64(c.hour)
	case fieldClockHour:
		return int64(c.hour+23)%24 + 1
	case fieldHalfHour:
		return int64(c.hour % 12)
	case fieldClockHalfHour:
		return int64(c.hour+11)%12 + 1
	case fieldMinute:
		return int64(c.minute)
	case fieldSecond:
		return int64(c.second)
	case fieldNano:
		return int64(c.nano)
	case fieldMilliOfDay:
		return c.nanoOfDay() / 1e6
	case fieldNanoOfDay:
		return c.nanoOfDay()
	}
	return 0
}

var (
	monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August",
		"September", "October", "November", "December"}
	weekdayNames   = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	halfDayNames   = []string{"AM", "PM"}
	eraShort       = []string{"BC", "AD"}
	eraFull        = []string{"Before Christ", "Anno Domini"}
	quarterNumbers = []string{"1", "2", "3", "4"}
	quarterShort   = []string{"Q1", "Q2", "Q3", "Q4"}
	quarterFull    = []string{"1st quarter", "2nd quarter", "3rd quarter", "4th quarter"}
	dayPeriods     = [...]string{"midnight", "noon", "in the morning", "in the afternoon", "in the evening", "at night"}
)

func upperMonth(month int) string { return strings.ToUpper(monthNames[month-1]) }

func upperWeekday(weekday int) string { return strings.ToUpper(weekdayNames[weekday-1]) }

// cutNames returns the first n letters of each name.
func cutNames(names []string, n int) []string {
	short := make([]string, len(names))
	for i, name := range names {
		short[i] = name[:n]
	}
	return short
}

// periodOf returns the index in dayPeriods of a time of day.
func periodOf(hour, minute int) int {
	switch {
	case hour == 0 && minute == 0:
		return 0
	case hour == 12 && minute == 0:
		return 1
	case hour >= 6 && hour < 12:
		return 2
	case hour >= 12 && hour < 18:
		return 3
	case hour >= 18 && hour < 21:
		return 4
	}
	return 5
}
