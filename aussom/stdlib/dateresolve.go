// This file defines what the fields read from a text mean together (spec 03c, 2.7).

package stdlib

// resolve returns the moment that the fields give. problem says why there is none, "" if there is.
func (s *dateScan) resolve() (at moment, problem string) {
	for f, last := range map[dateField]int64{fieldClockHour: 24, fieldClockHalfHour: 12} {
		if s.found[f] && s.values[f] == 0 { // clocks that go to 24 or 12 may show 0 instead
			s.values[f] = last
		}
	}
	for i, found := range s.found {
		f := dateField(i)
		if midnight := f == fieldHour && s.values[f] == 24; !found || midnight {
			continue // 24:00 is dealt with below
		}
		if problem = f.check(s.values[f]); problem != "" {
			return at, problem
		}
	}
	day, problem := s.resolveDay()
	if problem != "" {
		return at, problem
	}
	c, nextDay, problem := s.resolveTime(day)
	if problem != "" {
		return at, problem
	}
	if problem = s.conflict(c, nextDay); problem != "" {
		return at, problem
	}
	at, ok := c.moment()
	if ok && nextDay {
		at, ok = at.add(1, daySeconds)
	}
	if ok && s.found[fieldOffset] {
		at, ok = at.add(-s.values[fieldOffset], 1)
	}
	if !ok {
		return at, "The date is out of range."
	}
	return at, ""
}

// has reports whether all fields were found.
func (s *dateScan) has(fields ...dateField) bool {
	for _, f := range fields {
		if !s.found[f] {
			return false
		}
	}
	return true
}

// resolveDay returns the date, at midnight. A day that the month does not have is clamped.
func (s *dateScan) resolveDay() (c civil, problem string) {
	if s.has(fieldJulianDay) {
		return civilOfDay(s.values[fieldJulianDay] - julianEpoch), ""
	}
	year, known, problem := s.resolveYear()
	switch {
	case problem != "":
		return c, problem
	case known && s.has(fieldMonth, fieldDay):
		c = civil{year: year, month: int(s.values[fieldMonth]), day: int(s.values[fieldDay])}
		return c.clampDay(), ""
	case known && s.has(fieldDayOfYear):
		if s.values[fieldDayOfYear] == 366 && !isLeap(year) {
			return c, "Invalid date 'DayOfYear 366' as '" + decimal(year) + "' is not a leap year"
		}
		c = civil{year: year, month: 1, day: 1}
		return civilOfDay(c.epochDay() + s.values[fieldDayOfYear] - 1), ""
	case s.has(fieldUSWeekYear, fieldUSWeek) && (s.found[fieldWeekday] || s.found[fieldUSWeekday]):
		return s.resolveWeek(), ""
	}
	return c, "Unable to obtain a date: the year, the month or the day is missing"
}

// resolveYear returns the year, if there is one, from the year itself or from the year of the era.
func (s *dateScan) resolveYear() (year int64, known bool, problem string) {
	year, known = s.values[fieldYear], s.found[fieldYear]
	if !s.found[fieldYearOfEra] {
		return year, known, ""
	}
	ofEra := s.values[fieldYearOfEra]
	if s.found[fieldEra] && s.values[fieldEra] == 0 || !s.found[fieldEra] && known && year <= 0 {
		ofEra = 1 - ofEra
	}
	if known && year != ofEra {
		return year, known, "Conflict found: Year " + decimal(ofEra) + " differs from Year " + decimal(year)
	}
	return ofEra, true, ""
}

// resolveWeek returns the date of a week of a year by the US rule and a day of that week.
func (s *dateScan) resolveWeek() civil {
	weekday := s.values[fieldUSWeekday] - 1
	if s.found[fieldWeekday] {
		weekday = s.values[fieldWeekday] % 7
	}
	first := civil{year: s.values[fieldUSWeekYear], month: 1, day: 1}
	start := first.epochDay() - int64(first.weekday()%7)
	return civilOfDay(start + (s.values[fieldUSWeek]-1)*7 + weekday)
}

// resolveTime adds the time of day to c. What is missing is 0. nextDay is true for 24:00.
func (s *dateScan) resolveTime(c civil) (_ civil, nextDay bool, problem string) {
	if s.found[fieldNanoOfDay] || s.found[fieldMilliOfDay] {
		nanos := s.values[fieldNanoOfDay]
		if !s.found[fieldNanoOfDay] {
			nanos = s.values[fieldMilliOfDay]*1e6 + s.values[fieldNano]%1e6
		}
		seconds := int(nanos / 1e9)
		c.hour, c.minute, c.second, c.nano = seconds/3600, seconds/60%60, seconds%60, int(nanos%1e9)
		return c, false, ""
	}
	c.minute, c.second, c.nano = int(s.values[fieldMinute]), int(s.values[fieldSecond]), int(s.values[fieldNano])
	c.hour, problem = s.resolveHour(c.minute)
	if c.hour == 24 {
		if c.minute != 0 || c.second != 0 || c.nano != 0 {
			return c, false, fieldHour.check(24)
		}
		c.hour, nextDay = 0, true
	}
	return c, nextDay, problem
}

// resolveHour returns the hour of the day in whichever way the text gives it. With an hour of the half day
// the text must tell the half.
func (s *dateScan) resolveHour(minute int) (hour int, problem string) {
	half, known := 0, true
	switch {
	case s.found[fieldHour]:
		return int(s.values[fieldHour]), ""
	case s.found[fieldClockHour]:
		return int(s.values[fieldClockHour] % 24), ""
	case s.found[fieldClockHalfHour]:
		half = int(s.values[fieldClockHalfHour] % 12)
	case s.found[fieldHalfHour]:
		half = int(s.values[fieldHalfHour])
	default:
		return 0, ""
	}
	switch {
	case s.found[fieldHalfDay]:
		half += 12 * int(s.values[fieldHalfDay])
	case s.found[fieldPeriod] && int64(periodOf(half+12, minute)) == s.values[fieldPeriod]:
		half += 12
	case !s.found[fieldPeriod]:
		known = half == 0
	}
	if !known {
		return 0, "Unable to tell the hour: AM or PM is missing"
	}
	return half, ""
}

// conflict says which field differs from the date that the others give, "" if none does.
func (s *dateScan) conflict(c civil, nextDay bool) string {
	for i := range s.found {
		f := dateField(i)
		clamped := f == fieldDay && s.values[f] > int64(c.day)
		midnight := f == fieldHour && nextDay
		if !s.found[f] || clamped || midnight || f == fieldOffset {
			continue
		}
		if derived := f.of(c); derived != s.values[f] {
			name := fieldRanges[f].name
			return "Conflict found: Field " + name + " " + decimal(s.values[f]) + " differs from " + name + " " +
				decimal(derived) + " derived from " + c.isoText()
		}
	}
	return ""
}
