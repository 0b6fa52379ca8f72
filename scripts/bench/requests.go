package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"
)

// request is one request to send.
type request struct{ method, path, body, match string }

// kind is a kind of request that is measured.
type kind struct {
	name  string
	reads bool
	make  func(*driver, *rand.Rand) request
}

func kinds() []kind { return append(reads(), writes()...) }

func anyDeal(d *driver, rng *rand.Rand) string {
	return d.w.dealIDs[rng.IntN(len(d.w.dealIDs))].String()
}

func reads() []kind {
	words := []string{"江州银行", "jzyh", "hexin", "数据中台", "云岭", "shuju", "海东能源", "银行 12"}
	get := func(path string) request { return request{method: "GET", path: path} }
	return []kind{
		{"open a deal with people and flags", true, func(d *driver, rng *rand.Rand) request {
			return get("/api/deals/" + anyDeal(d, rng) + "/sheet")
		}},
		{"list 50 filtered and sorted", true, func(_ *driver, rng *rand.Rand) request {
			return get(fmt.Sprintf("/api/deals?stage=S%d&sort=-amount&severity=medium", 1+rng.IntN(6)))
		}},
		{"board: totals and first cards", true, func(*driver, *rand.Rand) request {
			return get("/api/board?group=stage")
		}},
		{"search", true, func(_ *driver, rng *rand.Rand) request {
			return get("/api/search?q=" + url.QueryEscape(words[rng.IntN(len(words))]))
		}},
		{"critical flags of everybody", true, func(*driver, *rand.Rand) request {
			return get("/api/flags?severity=critical")
		}},
		{"the week of the company", true, func(*driver, *rand.Rand) request { return get("/api/week") }},
	}
}

func writes() []kind {
	return []kind{
		{"create a deal", false, func(d *driver, _ *rand.Rand) request {
			return request{method: "POST", path: "/api/deals",
				body: `{"name":"新商机","account_id":"` + d.w.account.String() + `"}`}
		}},
		{"a fact and the flags that follow", false, func(d *driver, rng *rand.Rand) request {
			id := d.w.people[rng.IntN(len(d.w.people))]
			return request{method: "POST", path: "/api/influences/" + id.String() + "/observations",
				body: fmt.Sprintf(`{"field":"support","value":%d}`, 1+rng.IntN(5))}
		}},
		{"stage move", false, func(d *driver, _ *rand.Rand) request {
			id := d.w.dealIDs[int(d.moved.Add(1))%len(d.w.dealIDs)]
			return request{method: "POST", path: "/api/deals/" + id.String() + "/abandon",
				body: `{"reason":"预算取消"}`, match: `"1"`}
		}},
	}
}

// all measures every kind and prints the table.
func (d *driver) all(ctx context.Context, only string) error {
	commit, err := d.commits(ctx)
	if err != nil {
		return err
	}
	fmt.Println("| request | statements | bare SQL p50 | p50 at 1 | p99 at 1 | CPU at 1 | " +
		"p50 at 16 | p99 at 16 | errors |")
	fmt.Println("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
	for _, k := range kinds() {
		if !strings.Contains(k.name, only) {
			continue
		}
		if err := d.measure(ctx, k, commit); err != nil {
			return err
		}
	}
	how, err := d.bare.durable(ctx, d.engine)
	fmt.Printf("\nFor the writes, the column of bare SQL is one commit of one deal (%s; %s). "+
		"CPU is of server and client together.\n", ms(commit), how)
	return err
}

// measure prints the line of one kind.
func (d *driver) measure(ctx context.Context, k kind, commit time.Duration) (err error) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 { // warm
		if err := d.send(k.make(d, rng)); err != nil {
			return err
		}
	}
	said, err := d.tape.record(func() error { return d.send(k.make(d, rng)) })
	if err != nil {
		return err
	}
	d.list(k, said)
	alone := commit
	if k.reads {
		if alone, err = d.alone(ctx, k, rng); err != nil {
			return err
		}
	}
	one, many := d.load(k, 1), d.load(k, 16)
	fmt.Printf("| %s | %d | %s | %s | %s | %s | %s | %s | %d |\n", k.name, len(said), ms(alone), ms(one.p50),
		ms(one.p99), ms(one.cpu), ms(many.p50), ms(many.p99), one.failed+many.failed)
	if err := errors.Join(one.first, many.first); err != nil {
		fmt.Println("first errors:", err)
	}
	return nil
}

// list prints the statements of a request when they were asked for.
func (d *driver) list(k kind, said []statement) {
	if !d.lists {
		return
	}
	for i, s := range said {
		fmt.Printf("%s %d: %s\n", k.name, i+1, strings.Join(strings.Fields(s.text), " "))
	}
}

// alone is the median time of a read's statements on one connection.
func (d *driver) alone(ctx context.Context, k kind, rng *rand.Rand) (time.Duration, error) {
	var times []time.Duration
	for began := time.Now(); time.Since(began) < d.each; {
		r := k.make(d, rng)
		said, err := d.tape.record(func() error { return d.send(r) })
		if err != nil {
			return 0, err
		}
		if err := d.bare.play(ctx, said); err != nil { // warm
			return 0, err
		}
		start := time.Now()
		if err := d.bare.play(ctx, said); err != nil {
			return 0, err
		}
		times = append(times, time.Since(start))
	}
	return at(times, 50), nil
}

// commits is the median time of a small durable change.
func (d *driver) commits(ctx context.Context) (time.Duration, error) {
	var times []time.Duration
	for i := range 200 {
		took, err := d.bare.commit(ctx, int64(d.w.dealIDs[i]))
		if err != nil {
			return 0, err
		}
		times = append(times, took)
	}
	return at(times, 50), nil
}

func ms(t time.Duration) string { return fmt.Sprintf("%.2f ms", float64(t.Microseconds())/1000) }
