// This file defines the measurement of size and start-up.

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/aussom/aussom-web/e2e/harness"
)

// measureStart adds the sizes of main.wasm and the times from navigation to the first statement of a script.
func measureStart(report *strings.Builder, dist, base string, rounds int) error {
	report.WriteString("\n## Size and start-up\n\n| main.wasm | bytes |\n|---|---:|\n")
	for _, form := range []struct{ name, suffix string }{{"as it is", ""}, {"gzip", ".gz"}, {"brotli", ".br"}} {
		info, err := os.Stat(filepath.Join(dist, "main.wasm"+form.suffix))
		if err != nil {
			return err
		}
		fmt.Fprintf(report, "| %s | %d |\n", form.name, info.Size())
	}
	var first, again []float64
	for range rounds {
		cold, warm, err := firstStatements(base)
		if err != nil {
			return err
		}
		first, again = append(first, cold), append(again, warm)
	}
	fmt.Fprintf(report, "\n| navigation to the first statement | ms, median of %d |\n|---|---:|\n| new browser | %.0f |\n| same browser again | %.0f |\n",
		rounds, median(first), median(again))
	return nil
}

// firstStatements starts a browser and measures the first and the second visit of a page, in milliseconds.
func firstStatements(base string) (cold, warm float64, err error) {
	browser, err := harness.Launch()
	if err != nil {
		return 0, 0, err
	}
	defer browser.Close()
	for _, result := range []*float64{&cold, &warm} {
		page, err := browser.Tab(time.Minute)
		if err != nil {
			return 0, 0, err
		}
		err = errors.Join(
			page.Navigate(base+"/e2e/start.html"),
			page.Poll("window.firstStatement", 20*time.Second),
			page.Eval("window.firstStatement", result),
		)
		page.Close()
		if err != nil {
			return 0, 0, err
		}
	}
	return cold, warm, nil
}
