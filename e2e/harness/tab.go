// This file defines Tab, one page of the browser.

package harness

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Tab is one page. It records what goes wrong in it; its methods may be used by one goroutine.
type Tab struct {
	ctx   context.Context
	close []context.CancelFunc

	mu       sync.Mutex
	problems []string
	allowed  []*regexp.Regexp
}

// Tab opens an empty page, which lives for at most limit.
func (b *Browser) Tab(limit time.Duration) (*Tab, error) {
	t := &Tab{}
	ctx, closeTab := chromedp.NewContext(b.ctx, chromedp.WithListener(t.listen))
	ctx, cancel := context.WithTimeout(ctx, limit)
	t.ctx, t.close = ctx, []context.CancelFunc{cancel, closeTab}
	if err := chromedp.Do(ctx); err != nil {
		t.Close()
		return nil, err
	}
	return t, nil
}

// Close closes the page.
func (t *Tab) Close() {
	for _, f := range t.close {
		f()
	}
}

// listen records what goes wrong: uncaught exceptions, error messages, log entries of level error, a crash.
func (t *Tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		t.problem("uncaught " + exceptionText(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var words []string
			for _, argument := range e.Args {
				words = append(words, strings.Trim(string(argument.Value), `"`)+argument.Description)
			}
			t.problem("console.error " + strings.Join(words, " "))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			t.problem(fmt.Sprintf("log %s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *inspector.EventTargetCrashed:
		t.problem("the page crashed")
	}
}

func exceptionText(details *runtime.ExceptionDetails) string {
	text := details.Text
	if details.Exception != nil {
		text += " " + details.Exception.Description + string(details.Exception.Value)
	}
	return text
}

func (t *Tab) problem(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.problems = append(t.problems, text)
}

// Allow declares problems that match a regular expression expected.
func (t *Tab) Allow(pattern string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.allowed = append(t.allowed, regexp.MustCompile(pattern))
}

// Problems returns what went wrong so far and was not allowed.
func (t *Tab) Problems() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var unexpected []string
next:
	for _, text := range t.problems {
		for _, pattern := range t.allowed {
			if pattern.MatchString(text) {
				continue next
			}
		}
		unexpected = append(unexpected, text)
	}
	return unexpected
}

// Told returns the problems that were allowed.
func (t *Tab) Told() []string {
	unexpected := t.Problems()
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(t.problems), func(text string) bool { return slices.Contains(unexpected, text) })
}

// Navigate loads a page and waits for its load event.
func (t *Tab) Navigate(url string) error { return t.Do(chromedp.Navigate(url)) }

// Do runs actions of chromedp in the page.
func (t *Tab) Do(actions ...chromedp.Action[chromedp.Void]) error {
	return chromedp.Do(t.ctx, actions...)
}

// Screenshot returns the whole page as it looks in a window of that many CSS pixels, as PNG.
func (t *Tab) Screenshot(width, height int64) ([]byte, error) {
	if err := t.Do(chromedp.EmulateViewport(width, height)); err != nil {
		return nil, err
	}
	return chromedp.Run(t.ctx, chromedp.FullScreenshot(100))
}

// Prepare has a script run in every page that is opened from now on, before the page's own ones.
func (t *Tab) Prepare(script string) error {
	_, err := chromedp.Call(t.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	return err
}

// PreferDark makes the page believe that its reader prefers dark colours, or light ones.
func (t *Tab) PreferDark(dark bool) error {
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	_, err := chromedp.Call(t.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
	return err
}

// Press presses Enter, Tab or Escape as a keyboard does: the key and its character in one event, so that a page that handles the key
// gets no character.
func (t *Tab) Press(keys ...string) error {
	for _, key := range keys {
		code, text := int64(13), "\r"
		switch key {
		case "Tab":
			code, text = 9, ""
		case "Escape":
			code, text = 27, ""
		}
		down := input.DispatchKeyEventParams{Type: "keyDown", Key: key, Code: key, WindowsVirtualKeyCode: code, Text: text}
		up := input.DispatchKeyEventParams{Type: "keyUp", Key: key, Code: key, WindowsVirtualKeyCode: code}
		for _, event := range []input.DispatchKeyEventParams{down, up} {
			if _, err := chromedp.Call(t.ctx, input.DispatchKeyEvent, event); err != nil {
				return err
			}
		}
	}
	return nil
}

// Eval evaluates a JavaScript expression, waits for it if it is a promise, and stores its JSON form in result unless that is nil.
func (t *Tab) Eval(expression string, result any) error {
	if result == nil {
		_, err := chromedp.Run(t.ctx, chromedp.Evaluate[chromedp.Void](expression, chromedp.EvalAwaitPromise))
		return explain(expression, err)
	}
	text, err := chromedp.Run(t.ctx, chromedp.Evaluate[[]byte](expression, chromedp.EvalAwaitPromise))
	if err == nil {
		err = json.Unmarshal(text, result)
	}
	return explain(expression, err)
}

// Call calls a JavaScript function of the page with arguments in JSON form and works like Eval.
func (t *Tab) Call(result any, function string, arguments ...any) error {
	texts := make([]string, len(arguments))
	for i, argument := range arguments {
		text, err := json.Marshal(argument)
		if err != nil {
			return err
		}
		texts[i] = string(text)
	}
	return t.Eval(function+"("+strings.Join(texts, ", ")+")", result)
}

// patience is how long Poll waits for an answer of the page beyond its limit.
const patience = 5 * time.Second

// Poll waits until a JavaScript expression is truthy.
func (t *Tab) Poll(expression string, limit time.Duration) error {
	ctx, cancel := context.WithTimeout(t.ctx, limit+patience)
	defer cancel()
	for deadline := time.Now().Add(limit); ; time.Sleep(10 * time.Millisecond) {
		text, err := chromedp.Run(ctx, chromedp.Evaluate[[]byte]("!!("+expression+")", chromedp.EvalAwaitPromise))
		if ctx.Err() != nil && t.ctx.Err() == nil {
			return fmt.Errorf("%s: the page does not answer", shorten(expression))
		}
		if err != nil || string(text) == "true" {
			return explain(expression, err)
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%s is still not true after %v", shorten(expression), limit)
		}
	}
}

// explain puts the beginning of the expression before an error.
func explain(expression string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", shorten(expression), err)
}

func shorten(text string) string {
	if len(text) > 120 {
		return text[:120] + "..."
	}
	return text
}
