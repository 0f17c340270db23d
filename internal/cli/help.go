// This file defines the texts of --help and --version.

package cli

import "runtime"

// languageVersion is the version of the language that the interpreter follows.
const languageVersion = "1.4.2"

func help(version string) string {
	return "Aussom Version " + version + `
Copyright 2023 Austin Lehman
Apache License Version 2

usage: aussom [options] <aussom-file> [argument ...]
       aussom new <folder>                        write a starter site: a page, a script, the runtime
       aussom serve [--addr <host:port>] [<folder>]  serve a site on this machine
 -d,--doc             generate aussomdoc for file
 -h,--help            print this message
 -I <folder>          also look for included modules in this folder (repeatable)
 -t,--test            run tests for file
 -ta,--test-all       run tests for all classes loaded in the engine
    --diagnostics=<when>
                      show errors of the source with the line to standard error:
                      auto (if it is a terminal, the default), always or never
    --junit <file>    with -t or -ta: write the results as JUnit XML too
    --permit <name>   grant a security property, such as os.info.view (repeatable)
    --version         print the version
Options stand before the file; what follows it are the arguments of the program.
`
}

func version(version string) string {
	return "aussom " + version + " (Aussom " + languageVersion + ", " + runtime.Version() + ")\n"
}
