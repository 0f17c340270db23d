// This file defines the methods that change a Date (spec 03c, 2.4).

package stdlib

import (
	"github.com/aussom/aussom-web/aussom/value"
	"github.com/aussom/aussom-web/aussom/vm"
)

// dateChange makes a method that moves the date and returns the object. On an error the date keeps its value.
func dateChange(f func(t *vm.Thread, at moment, args []value.Value) (moment, error)) vm.Native {
	return func(t *vm.Thread, this value.Value, args []value.Value) (value.Value, error) {
		d, ok := dateOf(this)
		if !ok {
			return value.Null, errNoDate
		}
		at, err := f(t, d.at, args)
		if err != nil {
			return value.Null, err
		}
		d.at = at
		return this, nil
	}
}

func dateNow(t *vm.Thread, _ moment, _ []value.Value) (moment, error) { return present(t), nil }

func dateSetTime(_ *vm.Thread, _ moment, args []value.Value) (moment, error) {
	return momentOfMillis(args[0].AsInt()), nil
}

func dateAddMillis(_ *vm.Thread, at moment, args []value.Value) (moment, error) {
	at, ok := at.addMillis(args[0].AsInt())
	return inRange(at, ok)
}

func inRange(at moment, ok bool) (moment, error) {
	if !ok {
		return at, outOfRange
	}
	return at, nil
}

// dateAdd makes a method that adds exact units of that many seconds.
func dateAdd(unit int64) vm.Native {
	return dateChange(func(_ *vm.Thread, at moment, args []value.Value) (moment, error) {
		at, ok := at.add(args[0].AsInt(), unit)
		return inRange(at, ok)
	})
}

// dateAddCalendar makes a method that adds calendar units of that many months.
func dateAddCalendar(months int64) vm.Native {
	return dateChange(func(_ *vm.Thread, at moment, args []value.Value) (moment, error) {
		n := args[0].AsInt()
		if n > 2*maxYear*12 || n < -2*maxYear*12 {
			return at, outOfRange
		}
		c, ok := at.civil().addMonths(n * months)
		if !ok {
			return at, outOfRange
		}
		at, ok = c.moment()
		return inRange(at, ok)
	})
}

// dateSet makes a method that changes fields of the calendar form. The argument, if there is one, is narrowed
// to 32 bits.
func dateSet(f func(c civil, n int) (civil, error)) vm.Native {
	return dateChange(func(_ *vm.Thread, at moment, args []value.Value) (moment, error) {
		n := 0
		if len(args) > 0 {
			n = int(int32(args[0].AsInt()))
		}
		c, err := f(at.civil(), n)
		if err != nil {
			return at, err
		}
		at, ok := c.moment()
		return inRange(at, ok)
	})
}

func startOfDay(c civil, _ int) (civil, error) {
	c.hour, c.minute, c.second, c.nano = 0, 0, 0, 0
	return c, nil
}

func endOfDay(c civil, _ int) (civil, error) {
	c.hour, c.minute, c.second, c.nano = 23, 59, 59, 999e6
	return c, nil
}

func setYear(c civil, n int) (civil, error) {
	c.year = int64(n)
	return c.clampDay(), checkField(fieldYear, int64(n))
}

func setMonth(c civil, n int) (civil, error) {
	if err := checkField(fieldMonth, int64(n)); err != nil {
		return c, err
	}
	c.month = n
	return c.clampDay(), nil
}

func setDay(c civil, n int) (civil, error) {
	if err := checkField(fieldDay, int64(n)); err != nil {
		return c, err
	}
	c.day = n
	switch {
	case n <= monthLength(c.year, c.month):
		return c, nil
	case n == 29:
		return c, vm.Fault("Invalid date 'February 29' as '" + decimal(c.year) + "' is not a leap year")
	}
	return c, vm.Fault("Invalid date '" + upperMonth(c.month) + " " + decimal(int64(n)) + "'")
}

func setHour(c civil, n int) (civil, error) {
	c.hour = n
	return c, checkField(fieldHour, int64(n))
}

func setMinute(c civil, n int) (civil, error) {
	c.minute = n
	return c, checkField(fieldMinute, int64(n))
}

func setSecond(c civil, n int) (civil, error) {
	c.second = n
	return c, checkField(fieldSecond, int64(n))
}

// checkField returns the error of a value outside the range of a field.
func checkField(f dateField, n int64) error {
	if problem := f.check(n); problem != "" {
		return vm.Fault(problem)
	}
	return nil
}
