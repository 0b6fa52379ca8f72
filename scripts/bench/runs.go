package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"sente/internal/app"
	"sente/internal/sales/org"
	"sente/internal/sales/rulebook"
)

// clock is the time that the product sees: a night is measured without waiting
// for one.
type clock struct{ shift atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.shift.Load())) }

// runs measures what looks at every open deal, on one core: the first night, when
// every flag is new, the next, when days have passed and nobody acted, and the
// trial of a rule.
func runs(ctx context.Context, a *app.App, c *clock, open int, only string) error {
	fmt.Println("| run | deals | time | CPU | peak memory |")
	fmt.Println("|---|--:|--:|--:|--:|")
	defer fmt.Println()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, x := range []struct {
		name  string
		shift time.Duration
		run   func() (deals int, err error)
	}{
		{"first night", -24 * time.Hour, func() (int, error) { return open, a.ReflagAll(ctx) }},
		{"next night", 0, func() (int, error) { return open, a.ReflagAll(ctx) }},
		{"trial of a rule", 0, func() (int, error) { return try(ctx, a) }},
	} {
		if !strings.Contains(x.name, only) {
			continue
		}
		c.shift.Store(int64(x.shift))
		forgetPeak()
		began, used := time.Now(), cpu()
		deals, err := x.run()
		if err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
		fmt.Printf("| %s | %d | %.1f s | %.1f s | %s |\n", x.name, deals, time.Since(began).Seconds(),
			(cpu() - used).Seconds(), peak())
	}
	c.shift.Store(0)
	return nil
}

// try switches one rule off for everybody's deals and says how many were looked at
// in the time that a trial has.
func try(ctx context.Context, a *app.App) (int, error) {
	who := org.Actor{Grants: org.Grants{org.AdminSettings: org.All, org.ReadDeals: org.All}}
	out, err := a.TryRules(ctx, who,
		rulebook.Content{Changes: []rulebook.Change{{Rule: "RF-01", Off: true}}})
	return out.Deals, err
}

// forgetPeak has Linux count the peak of this process's memory anew.
func forgetPeak() {
	runtime.GC()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peak is the most memory that was resident since then, "" where it is not known.
func peak() string {
	text, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}
