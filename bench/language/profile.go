// This file defines -profile.

package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/profiler"
	"github.com/chromedp/chromedp"

	"github.com/aussom/aussom-web/e2e/harness"
	"github.com/aussom/aussom-web/scripts/build/module"
)

// Times of a profile: before it begins, and how long it takes, in milliseconds; and between two samples, in microseconds.
const (
	profileWarm   = 1500
	profileLength = 3000
	profileSample = 200
)

// profileShown is the number of functions that a profile shows.
const profileShown = 45

// profileProgram runs one program for a while and prints the functions in which the time went. It uses a main.wasm of its own, as a
// release has it but with the names of functions.
func profileProgram(dist, name string, w io.Writer) error {
	programs, err := findPrograms(regexp.MustCompile("^" + regexp.QuoteMeta(name) + "$"))
	if err != nil {
		return err
	}
	named, err := os.MkdirTemp("", "aussom-profile-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(named)
	if err := module.Build(harness.Root(), filepath.Join(named, "main.wasm"), module.Options{Names: true}); err != nil {
		return err
	}
	s := serve(dist, named)
	defer s.Close()
	return inPage(s.URL, "?wasm="+extraPath+"main.wasm", func(page *harness.Tab) error {
		p := programs[0]
		if err := page.Call(nil, "window.repeat", p.name, p.out, profileWarm); err != nil {
			return err
		}
		if err := page.Do(startProfile); err != nil {
			return err
		}
		var runs int
		if err := page.Call(&runs, "window.repeat", p.name, p.out, profileLength); err != nil {
			return err
		}
		var profile *profiler.Profile
		if err := page.Do(stopProfile(&profile)); err != nil {
			return err
		}
		printProfile(w, profile, p.name, runs)
		return nil
	})
}

func startProfile(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, t, profiler.Enable, cdp.Empty{})
	if err == nil {
		_, err = cdp.Call(ctx, t, profiler.SetSamplingInterval, profiler.SetSamplingIntervalParams{Interval: profileSample})
	}
	if err == nil {
		_, err = cdp.Call(ctx, t, profiler.Start, cdp.Empty{})
	}
	return chromedp.Void{}, err
}

func stopProfile(profile **profiler.Profile) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		result, err := cdp.Call(ctx, t, profiler.Stop, cdp.Empty{})
		*profile = result.Profile
		return chromedp.Void{}, err
	}
}

// spent is the number of samples in a function itself, and in it or what it called.
type spent struct{ self, total int64 }

// addSpent counts the samples of a node and below it. open holds the functions on the way to it; it returns their number.
func addSpent(nodes map[int64]*profiler.ProfileNode, id int64, open map[string]bool, sum map[string]*spent) int64 {
	n := nodes[id]
	name := n.CallFrame.FunctionName
	if sum[name] == nil {
		sum[name] = &spent{}
	}
	outermost := !open[name]
	open[name] = true
	total := n.HitCount
	for _, child := range n.Children {
		total += addSpent(nodes, child, open, sum)
	}
	sum[name].self += n.HitCount
	if outermost {
		delete(open, name)
		sum[name].total += total
	}
	return total
}

func printProfile(w io.Writer, profile *profiler.Profile, name string, runs int) {
	nodes := map[int64]*profiler.ProfileNode{}
	for _, n := range profile.Nodes {
		nodes[n.ID] = n
	}
	sum := map[string]*spent{}
	all := addSpent(nodes, profile.Nodes[0].ID, map[string]bool{}, sum)
	if idle := sum["(idle)"]; idle != nil {
		all -= idle.self
		delete(sum, "(idle)")
	}
	names := slices.SortedFunc(maps.Keys(sum), func(a, b string) int {
		return cmp.Or(cmp.Compare(sum[b].self, sum[a].self), cmp.Compare(a, b))
	})
	fmt.Fprintf(w, "%s: %d runs, %d samples\n self%% total%%  function\n", name, runs, all)
	for _, f := range names[:min(len(names), profileShown)] {
		fmt.Fprintf(w, "%6.1f %6.1f  %s\n", 100*float64(sum[f].self)/float64(all), 100*float64(sum[f].total)/float64(all), f)
	}
}
