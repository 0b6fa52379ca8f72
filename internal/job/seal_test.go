package job_test

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"sente/internal/app"
	"sente/internal/cast"
	"sente/internal/job"
	"sente/internal/store"
)

func TestSealingKeepsUpAndEndsWithAll(t *testing.T) {
	eachBench(t, func(t *testing.T, b *bench) {
		log := slog.New(slog.NewTextHandler(io.Discard, nil))
		ctx, stop := context.WithCancel(context.Background())
		var done sync.WaitGroup
		for range 2 { // two nodes
			done.Go(func() { job.Seal(ctx, b.App, log) })
		}
		start := time.Now()
		for chain(t, b).Seq == 0 {
			if time.Since(start) > 5*time.Second {
				t.Fatal("nothing is sealed after 5 seconds")
			}
			time.Sleep(10 * time.Millisecond)
		}
		t.Logf("the first entries were sealed after %s", time.Since(start).Round(time.Millisecond))
		if _, err := b.App.AddTeam(ctx, b.As(b.Ada), app.TeamFields{Name: "三部"}); err != nil {
			t.Fatal(err)
		}
		stop()
		done.Wait()
		c, err := b.DB.Reads().VerifyChain(context.Background(), []byte(cast.Key))
		if err != nil || c.Broken != 0 || c.Waiting != 0 {
			t.Errorf("got %+v (%v)", c, err)
		}
	})
}

func chain(t *testing.T, b *bench) store.Head {
	t.Helper()
	h, err := b.DB.Reads().Head(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return h
}
