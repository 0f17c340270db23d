// This file defines what each letter of a date pattern stands for (spec 03c, 2.6).

package stdlib

import "strconv"

// letter compiles a letter that stands count times.
func (c *patternCompiler) letter(letter byte, count int) (problem string) {
	switch letter {
	case 'y':
		return c.year(fieldYearOfEra, count)
	case 'u':
		return c.year(fieldYear, count)
	case 'Y':
		return c.year(fieldUSWeekYear, count)
	case 'g':
		return c.wide(fieldJulianDay, count, signNormal)
	case 'A':
		return c.wide(fieldMilliOfDay, count, signNotNegative)
	case 'n':
		return c.wide(fieldNano, count, signNotNegative)
	case 'N':
		return c.wide(fieldNanoOfDay, count, signNotNegative)
	case 'S':
		if count > 9 {
			return "Maximum width must be from 1 to 9 inclusive but was " + strconv.Itoa(count)
		}
		c.addNumber(&numberPart{field: fieldNano, min: count, max: count, sign: signNotNegative, fraction: true})
		return ""
	case 'D':
		return c.dayOfYear(count)
	case 'M', 'L', 'Q', 'q', 'E', 'e', 'c', 'G':
		return c.wordOrNumber(letter, count)
	case 'Z', 'X', 'x', 'O', 'z', 'V', 'v':
		return c.zone(letter, count)
	case 'B':
		return c.period(count)
	}
	field, most := plainField(letter)
	switch {
	case most == 0:
		return "Unknown pattern letter: " + string(letter)
	case count > most:
		return tooMany(letter)
	case letter == 'a':
		c.add(&textPart{fieldHalfDay, halfDayNames, 0})
	case letter == 'w' || letter == 'W':
		c.addNumber(&numberPart{field: field, min: count, max: most, sign: signNotNegative})
	default:
		c.plain(field, count)
	}
	return ""
}

// plainField returns the field of a letter that is a number, or one of two words, and the number of times that it
// may stand; 0 for other letters.
func plainField(letter byte) (f dateField, most int) {
	switch letter {
	case 'd':
		return fieldDay, 2
	case 'H':
		return fieldHour, 2
	case 'k':
		return fieldClockHour, 2
	case 'K':
		return fieldHalfHour, 2
	case 'h':
		return fieldClockHalfHour, 2
	case 'm':
		return fieldMinute, 2
	case 's':
		return fieldSecond, 2
	case 'a':
		return fieldHalfDay, 1
	case 'F':
		return fieldAlignedDay, 1
	case 'w':
		return fieldUSWeek, 2
	case 'W':
		return fieldUSWeekOfMonth, 1
	}
	return 0, 0
}

func (c *patternCompiler) dayOfYear(count int) string {
	switch {
	case count == 1:
		c.plain(fieldDayOfYear, 1)
	case count <= 3:
		c.addNumber(&numberPart{field: fieldDayOfYear, min: count, max: 3, sign: signNotNegative})
	default:
		return tooMany('D')
	}
	return ""
}

// wordOrNumber compiles the letters that are numbers if they stand once or twice, and words of several lengths if
// they stand more often.
func (c *patternCompiler) wordOrNumber(letter byte, count int) string {
	switch {
	case count > 5:
		return tooMany(letter)
	case letter == 'c' && count == 2:
		return `Invalid pattern "cc"`
	case letter == 'G':
		c.add(&textPart{fieldEra, [...][]string{eraShort, eraShort, eraShort, eraFull, cutNames(eraShort, 1)}[count-1], 0})
		return ""
	}
	style := max(count, 3)
	switch letter {
	case 'M', 'L':
		if count <= 2 {
			c.plain(fieldMonth, count)
			return ""
		}
		c.add(&textPart{fieldMonth, nameStyle(monthNames, style), 1})
	case 'Q', 'q':
		if count <= 2 {
			c.plain(fieldQuarter, count)
			return ""
		}
		c.add(&textPart{fieldQuarter, [...][]string{quarterShort, quarterFull, quarterNumbers}[count-3], 1})
	default:
		if count <= 2 && letter != 'E' {
			c.addNumber(&numberPart{field: fieldUSWeekday, min: count, max: count, sign: signNotNegative})
			return ""
		}
		c.add(&textPart{fieldWeekday, nameStyle(weekdayNames, style), 1})
	}
	return ""
}

// nameStyle returns names in the form of 3 (short), 4 (full) or 5 (one letter) pattern letters.
func nameStyle(names []string, style int) []string {
	switch style {
	case 3:
		return cutNames(names, 3)
	case 5:
		return cutNames(names, 1)
	}
	return names
}

// zone compiles the letters of time zones and offsets.
func (c *patternCompiler) zone(letter byte, count int) string {
	switch letter {
	case 'Z':
		switch {
		case count < 4:
			c.add(offsetPart{zero: "+0000", minutes: always})
		case count == 4:
			c.add(localOffsetPart{full: true})
		case count == 5:
			c.add(offsetPart{zero: "Z", colon: true, minutes: always, secs: maybe})
		default:
			return tooMany(letter)
		}
	case 'X', 'x':
		if count > 5 {
			return tooMany(letter)
		}
		part := [...]offsetPart{
			{zero: "+00", minutes: maybe},
			{zero: "+0000", minutes: always},
			{zero: "+00:00", minutes: always, colon: true},
			{zero: "+0000", minutes: always, secs: maybe},
			{zero: "+00:00", minutes: always, secs: maybe, colon: true},
		}[count-1]
		if letter == 'X' {
			part.zero = "Z"
		}
		c.add(part)
	case 'O':
		if count != 1 && count != 4 {
			return "Pattern letter count must be 1 or 4: O"
		}
		c.add(localOffsetPart{full: count == 4})
	case 'z':
		if count > 4 {
			return tooMany(letter)
		}
		c.add(zonePart{})
	case 'V':
		if count != 2 {
			return "Pattern letter count must be 2: V"
		}
		c.add(zonePart{})
	case 'v':
		if count != 1 && count != 4 {
			return "Wrong number of pattern letters: v"
		}
		c.add(zonePart{})
	}
	return ""
}

// period compiles B, the words for the period of the day.
func (c *patternCompiler) period(count int) string {
	words := dayPeriods[:]
	switch count {
	case 1, 4:
	case 5:
		words = append([]string{"mi", "n"}, words[2:]...)
	default:
		return "Wrong number of pattern letters: B"
	}
	c.add(&textPart{fieldPeriod, words, 0})
	return ""
}
