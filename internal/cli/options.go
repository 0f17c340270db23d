// This file defines options, what the arguments of the command say.

package cli

import (
	"errors"
	"strings"

	"github.com/aussom/aussom-web/aussom/stdlib"
)

// mode is what the command does.
type mode int

// The modes; of several that are asked for the greatest is done.
const (
	modeRun mode = iota
	modeTestAll
	modeTest
	modeDoc
	modeVersion
	modeHelp
)

var modeFlags = map[string]mode{
	"-ta": modeTestAll, "--test-all": modeTestAll, "-t": modeTest, "--test": modeTest, "-d": modeDoc, "--doc": modeDoc,
	"--version": modeVersion, "-h": modeHelp, "--help": modeHelp,
}

// options are what the arguments say.
type options struct {
	mode        mode
	file        string
	args        []string // what main(args) receives
	includes    []string // folders in which include finds modules
	junit       string   // file for the results of tests, "" for none
	diagnostics string   // "auto", "always" or "never"
	permissions []string // security properties that are granted
}

// parseOptions reads the arguments. Options stand before the file.
func parseOptions(args []string) (options, error) {
	o := options{diagnostics: "auto"}
	for len(args) > 0 && strings.HasPrefix(args[0], "-") && args[0] != "-" {
		if args[0] == "--" {
			args = args[1:]
			break
		}
		rest, err := o.take(args)
		if err != nil {
			return o, err
		}
		args = rest
	}
	if o.mode == modeHelp || o.mode == modeVersion {
		return o, nil
	}
	if len(args) == 0 {
		return o, errors.New("Expecting aussom script file, but no arguments found.")
	}
	o.file, o.args = args[0], args[1:]
	if o.mode != modeRun && len(o.args) > 0 {
		return o, errors.New("Too many arguments provided, expecting just one script file.")
	}
	if o.junit != "" && o.mode != modeTest && o.mode != modeTestAll {
		return o, errors.New("Option --junit needs -t or -ta.")
	}
	return o, nil
}

// take reads the option that args begin with and returns the arguments behind it.
func (o *options) take(args []string) ([]string, error) {
	if m, ok := modeFlags[args[0]]; ok {
		o.mode = max(o.mode, m)
		return args[1:], nil
	}
	name, v, given := strings.Cut(args[0], "=")
	if strings.HasPrefix(args[0], "-I") && len(args[0]) > 2 {
		name, v, given = "-I", args[0][2:], true
	}
	switch name {
	case "-I", "--junit", "--diagnostics", "--permit":
	default:
		return nil, errors.New("Unrecognized option: " + args[0])
	}
	args = args[1:]
	if !given && len(args) > 0 {
		v, args = args[0], args[1:]
	}
	if v == "" {
		return nil, errors.New("Missing argument for option: " + name)
	}
	switch name {
	case "-I":
		o.includes = append(o.includes, v)
	case "--junit":
		o.junit = v
	case "--permit":
		if !stdlib.Permission(v) {
			return nil, errors.New("Option --permit: there is no permission '" + v + "'.")
		}
		o.permissions = append(o.permissions, v)
	case "--diagnostics":
		if v != "auto" && v != "always" && v != "never" {
			return nil, errors.New("Option --diagnostics is auto, always or never, not '" + v + "'.")
		}
		o.diagnostics = v
	}
	return args, nil
}
