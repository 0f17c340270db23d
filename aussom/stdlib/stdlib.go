// Package stdlib is the language's library: the prelude and the modules, each made of Aussom source (folder aus, with the
// documentation of every class and method) and of Go halves for its extern classes.
//
//	stdlib.go         Lang and Modules: what there is
//	scalars.go        bool, int, double, null and the static classes Bool, Int, Double
//	strings.go        string; strings_case.go its case mappings, format.go its formats
//	regexclass.go     the static class regex and the regular expressions of string; the engine is package regex
//	split.go          string.split
//	lists.go          list; sorting.go its orders
//	maps.go           map
//	objects.go        object, exception, toJson and pack
//	callbacks.go      callback
//	mocks.go          mocks and spies
//	console.go        the console c
//	langclass.go      lang; classdoc.go describes classes
//	jsonclass.go      json; unpack.go reads packed text
//	secman.go         secman and SecurityManager: the security properties
//	date*.go          Date: fields, calendar, formatting and parsing
//	buffer*.go        Buffer; charset.go the charsets of texts
//	mathmodule.go     the module math; mathexact.go the functions that must not differ between platforms
//	sysmodule.go      the module sys
//	codecs.go         base64 and hex of the module util; uuid.go uuid
//	random*.go        random bytes
//	concurrent*.go    the module concurrent: atomics, BlockingQueue, Semaphore, Latch, Lock
//	timer.go          the module timer
//	working.go        what natives need that look at much data; longtext.go how they go through long texts
//	aunit.go          the module aunit; testrunner.go its class testRunner; package unittest runs the tests
//	reflect.go        the module reflect; classdef.go its class RClass
package stdlib

import (
	_ "embed"
	"strings"

	"github.com/aussom/aussom-web/aussom/vm"
)

// The sources of the prelude and of the module util. Those of the other modules are with their Go halves.
var (
	//go:embed aus/lang/object.aus
	objectSource string
	//go:embed aus/lang/bool.aus
	boolSource string
	//go:embed aus/lang/int.aus
	intSource string
	//go:embed aus/lang/double.aus
	doubleSource string
	//go:embed aus/lang/string.aus
	stringSource string
	//go:embed aus/lang/list.aus
	listSource string
	//go:embed aus/lang/map.aus
	mapSource string
	//go:embed aus/lang/cnull.aus
	nullSource string
	//go:embed aus/lang/callback.aus
	callbackSource string
	//go:embed aus/lang/exception.aus
	exceptionSource string
	//go:embed aus/lang/statics.aus
	staticsSource string
	//go:embed aus/lang/enums.aus
	enumsSource string
	//go:embed aus/lang/console.aus
	consoleSource string
	//go:embed aus/lang/lang.aus
	langSource string
	//go:embed aus/lang/json.aus
	jsonSource string
	//go:embed aus/lang/secman.aus
	secmanSource string
	//go:embed aus/lang/securitymanager.aus
	securityManagerSource string
	//go:embed aus/lang/date.aus
	dateSource string
	//go:embed aus/lang/buffer.aus
	bufferSource string

	//go:embed aus/util/base64.aus
	base64Source string
	//go:embed aus/util/hex.aus
	hexSource string
	//go:embed aus/util/uuid.aus
	uuidSource string
	//go:embed aus/util/regex.aus
	regexSource string
)

// Lang returns the prelude, which every program has without including it. The class object comes first.
func Lang() vm.Module {
	return vm.Module{
		Name: "lang",
		Source: strings.Join([]string{
			objectSource, boolSource, intSource, doubleSource, stringSource, listSource, mapSource, nullSource,
			callbackSource, exceptionSource, staticsSource, enumsSource, consoleSource, langSource, jsonSource,
			secmanSource, securityManagerSource, dateSource, bufferSource,
		}, "\n"),
		Classes: map[string]vm.NativeClass{
			"com.aussom.types.AussomObject":    objectClass(),
			"com.aussom.types.AussomBool":      boolClass(),
			"com.aussom.types.AussomInt":       intClass(),
			"com.aussom.types.AussomDouble":    doubleClass(),
			"com.aussom.types.AussomString":    stringClass(),
			"com.aussom.types.AussomList":      listClass(),
			"com.aussom.types.AussomMap":       mapClass(),
			"com.aussom.types.AussomNull":      nullClass(),
			"com.aussom.types.AussomCallback":  callbackClass(),
			"com.aussom.types.AussomException": exceptionClass(),
			"com.aussom.stdlib.ABool":          boolStatics(),
			"com.aussom.stdlib.AInt":           intStatics(),
			"com.aussom.stdlib.ADouble":        doubleStatics(),

			"com.aussom.stdlib.console":          consoleClass(),
			"com.aussom.stdlib.ALang":            langClass(),
			"com.aussom.stdlib.AJson":            jsonClass(),
			"com.aussom.stdlib.ASecman":          secmanClass(),
			"com.aussom.stdlib.ASecurityManager": securityManagerClass(),
			"com.aussom.stdlib.ADate":            dateClass(),
			"com.aussom.stdlib.ABuffer":          bufferClass(),
		},
	}
}

// Modules returns the modules that a program can include.
func Modules() []vm.Module {
	return []vm.Module{mathModule(), SysModule(DefaultSysInfo), utilModule(), concurrentModule(), timerModule(), reflectModule(), aunitModule()}
}

func utilModule() vm.Module {
	return vm.Module{
		Name:   "util",
		Source: strings.Join([]string{base64Source, hexSource, uuidSource, regexSource}, "\n"),
		Classes: map[string]vm.NativeClass{
			"com.aussom.stdlib.ABase64": base64Class(),
			"com.aussom.stdlib.AHex":    hexClass(),
			"com.aussom.stdlib.AUuid":   uuidClass(),
			"com.aussom.stdlib.ARegex":  regexClass(),
		},
	}
}
