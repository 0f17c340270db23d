// This file defines the class Date: construction, reading and comparing (spec 03c, 2). What changes a date is in
// datechange.go, calendar arithmetic in datecalendar.go, the pattern language in datepattern.go, dateletter.go,
// dateformat.go, dateparse.go and dateresolve.go.

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// date is the native half of a script's Date object. The zero date is the epoch.
type date struct{ at moment }

// AussomText implements value.Texter: the ISO text in quotes.
func (d *date) AussomText() string { return `"` + d.at.civil().isoText() + `"` }

// AussomJSON implements value.JSONer.
func (d *date) AussomJSON() string { return d.AussomText() }

// AussomPack implements value.Packer.
func (d *date) AussomPack() (class, valueJSON string) { return "Date", d.AussomText() }

// newDate returns a new script object of class Date.
func newDate(m *vm.Machine, at moment) value.Value {
	o := m.NewObject(m.Class("Date"))
	o.Native = &date{at}
	return value.OfObject(o)
}

// dateOf returns the date behind v, which may be an object of class Date or of a class that extends it.
func dateOf(v value.Value) (*date, bool) {
	if v.Kind() != value.KObject {
		return nil, false
	}
	d, ok := v.Object().Native.(*date)
	return d, ok
}

// outOfRange is the error of arithmetic that leaves the range of dates.
const outOfRange = vm.Fault("The date is out of range.")

// dateClass is the Go half of the class Date.
func dateClass() vm.NativeClass {
	methods := map[string]vm.Native{
		"Date":          dateConstruct,
		"now":           dateChange(dateNow),
		"toString":      dateText,
		"getTime":       dateGetTime,
		"isEpoch":       dateIsEpoch,
		"copy":          dateCopy,
		"between":       dateBetween,
		"format":        dateFormat,
		"parse":         dateParse,
		"setTime":       dateChange(dateSetTime),
		"addMillis":     dateChange(dateAddMillis),
		"setYear":       dateSet(setYear),
		"setMonth":      dateSet(setMonth),
		"setDayOfMonth": dateSet(setDay),
		"setHours":      dateSet(setHour),
		"setMinutes":    dateSet(setMinute),
		"setSeconds":    dateSet(setSecond),
		"addMonths":     dateAddCalendar(1),
		"addYears":      dateAddCalendar(12),
		"addDays":       dateAdd(daySeconds),
		"addHours":      dateAdd(3600),
		"addMinutes":    dateAdd(60),
		"addSeconds":    dateAdd(1),
		"startOfDay":    dateSet(startOfDay),
		"endOfDay":      dateSet(endOfDay),
		"isBefore":      dateCompare(func(order int) value.Value { return value.Bool(order < 0) }),
		"isAfter":       dateCompare(func(order int) value.Value { return value.Bool(order > 0) }),
		"isSame":        dateCompare(func(order int) value.Value { return value.Bool(order == 0) }),
		"compare":       dateCompare(func(order int) value.Value { return value.Int(int64(order)) }),
	}
	for name, get := range dateGetters {
		methods[name] = func(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
			d, ok := dateOf(this)
			if !ok {
				return value.Null, errNoDate
			}
			return get(d.at.civil()), nil
		}
	}
	return vm.NativeClass{New: func() any { return &date{} }, Methods: methods}
}

const errNoDate = vm.Fault("The value is not a Date.")

// dateGetters are the methods that show a part of the calendar form.
var dateGetters = map[string]func(c civil) value.Value{
	"getYear":          func(c civil) value.Value { return value.Int(c.year) },
	"getMonth":         func(c civil) value.Value { return value.Int(int64(c.month)) },
	"getDayOfMonth":    func(c civil) value.Value { return value.Int(int64(c.day)) },
	"getDayOfWeek":     func(c civil) value.Value { return value.Int(int64(c.weekday())) },
	"getDayOfYear":     func(c civil) value.Value { return value.Int(int64(c.dayOfYear())) },
	"getWeekOfYear":    func(c civil) value.Value { return value.Int(int64(c.isoWeek())) },
	"getHours":         func(c civil) value.Value { return value.Int(int64(c.hour)) },
	"getMinutes":       func(c civil) value.Value { return value.Int(int64(c.minute)) },
	"getSeconds":       func(c civil) value.Value { return value.Int(int64(c.second)) },
	"getMilliseconds":  func(c civil) value.Value { return value.Int(int64(c.nano / 1e6)) },
	"getMonthName":     func(c civil) value.Value { return value.FromASCII(upperMonth(c.month)) },
	"getDayOfWeekName": func(c civil) value.Value { return value.FromASCII(upperWeekday(c.weekday())) },
	"isLeapYear":       func(c civil) value.Value { return value.Bool(isLeap(c.year)) },
	"daysInMonth":      func(c civil) value.Value { return value.Int(int64(monthLength(c.year, c.month))) },
}

// dateConstruct is Date(int Mills = null): the epoch without an argument, the present for a negative one.
func dateConstruct(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	switch {
	case !ok:
		return value.Null, errNoDate
	case args[0].IsNull():
		d.at = moment{}
	case args[0].AsInt() < 0:
		d.at = present(t)
	default:
		d.at = momentOfMillis(args[0].AsInt())
	}
	return this, nil
}

func present(t *vm.Thread) moment {
	now := t.Machine().Now()
	return moment{now.Unix(), now.Nanosecond()}
}

func dateText(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	if !ok {
		return value.Null, errNoDate
	}
	return value.FromASCII(d.at.civil().isoText()), nil
}

func dateGetTime(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	if !ok {
		return value.Null, errNoDate
	}
	ms, ok := d.at.millis()
	if !ok {
		return value.Null, outOfRange
	}
	return value.Int(ms), nil
}

func dateIsEpoch(_ *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	if !ok {
		return value.Null, errNoDate
	}
	ms, ok := d.at.millis()
	return value.Bool(ok && ms == 0), nil
}

// dateCopy is copy(): of class Date even for a class that extends it.
func dateCopy(t *vm.Thread, this value.Value, _ []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	if !ok {
		return value.Null, errNoDate
	}
	return newDate(t.Machine(), d.at), nil
}

// dateCompare makes a method of the order of this date and another one.
func dateCompare(result func(order int) value.Value) vm.Native {
	return func(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		d, ok := dateOf(this)
		other, otherOK := dateOf(args[0])
		if !ok || !otherOK {
			return value.Null, errNoDate
		}
		return result(d.at.compare(other.at)), nil
	}
}

// dateBetween is between(Other, string Unit).
func dateBetween(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	other, otherOK := dateOf(args[0])
	if !ok || !otherOK {
		return value.Null, errNoDate
	}
	unit := "millis"
	if !args[1].IsNull() {
		unit = args[1].GoString()
	}
	n, known, ok := d.at.untilUnit(other.at, unit)
	switch {
	case !known:
		return value.Null, vm.Reported("Date.between(): unknown unit '" + unit +
			"'. Allowed units are millis, seconds, minutes, hours, days, weeks, months, years.")
	case !ok:
		return value.Null, outOfRange
	}
	return value.Int(n), nil
}

// untilUnit returns the complete units of that name from m to o; ok is false if they do not fit an int.
func (m moment) untilUnit(o moment, unit string) (n int64, known, ok bool) {
	millis := int64(0)
	switch unit {
	case "millis":
		millis = 1
	case "seconds":
		millis = 1000
	case "minutes":
		millis = 60 * 1000
	case "hours":
		millis = 3600 * 1000
	case "days":
		millis = daySeconds * 1000
	case "weeks":
		millis = 7 * daySeconds * 1000
	case "months":
		return m.civil().monthsUntil(o.civil()), true, true
	case "years":
		return m.civil().monthsUntil(o.civil()) / 12, true, true
	default:
		return 0, false, false
	}
	n, ok = m.until(o, millis)
	return n, true, ok
}

// dateFormat is format(string DateFormat).
func dateFormat(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	if !ok {
		return value.Null, errNoDate
	}
	pattern, err := patternArg(args[0])
	if err != nil {
		return value.Null, err
	}
	text, problem := pattern.format(d.at.civil())
	if problem != "" {
		return value.Null, vm.Fault(problem)
	}
	if err := t.Machine().CheckString(len(text)); err != nil {
		return value.Null, err
	}
	return value.FromString(text), nil
}

// dateParse is parse(string DateString, string DateFormat).
func dateParse(_ *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
	d, ok := dateOf(this)
	if !ok {
		return value.Null, errNoDate
	}
	text, err := textArg(args[0])
	if err != nil {
		return value.Null, err
	}
	pattern, err := patternArg(args[1])
	if err != nil {
		return value.Null, err
	}
	at, problem := pattern.parse(text)
	if problem != "" {
		return value.Null, vm.Reported("Date.parse(): Parse exception. (" + problem + ")")
	}
	d.at = at
	return this, nil
}

func patternArg(v value.Value) (datePattern, error) {
	text, err := textArg(v)
	if err != nil {
		return nil, err
	}
	pattern, problem := compilePattern(text)
	if problem != "" {
		return nil, vm.Fault(problem)
	}
	return pattern, nil
}
