package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"sente/internal/cast"
	"sente/internal/sales/record"
	"sente/internal/store"
)

const lease = time.Minute

func write(t *testing.T, db *store.DB, f func(ctx context.Context, tx *store.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := db.Write(ctx, func(tx *store.Tx) error { return f(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

func queue(t *testing.T, db *store.DB, jobs ...store.NewJob) {
	t.Helper()
	write(t, db, func(ctx context.Context, tx *store.Tx) error {
		for _, j := range jobs {
			if err := tx.EnqueueJob(ctx, j); err != nil {
				return err
			}
		}
		return nil
	})
}

func claim(t *testing.T, db *store.DB, worker string, n int) (jobs []store.Job) {
	t.Helper()
	write(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
		jobs, err = tx.ClaimJobs(ctx, worker, n, lease)
		return err
	})
	return jobs
}

// counts are the jobs as "kind state n".
func counts(t *testing.T, db *store.DB) (out []string) {
	t.Helper()
	list, err := db.Reads().JobCounts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range list {
		out = append(out, fmt.Sprintf("%s %s %d", c.Kind, c.State, c.Count))
	}
	return out
}

func expect(t *testing.T, db *store.DB, want ...string) {
	t.Helper()
	if got := counts(t, db); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got jobs %v, want %v", got, want)
	}
}

func TestJobIsClaimedOnce(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		const jobs, workers = 200, 4
		for i := range jobs {
			queue(t, db, store.NewJob{Kind: "k", Payload: i})
		}
		var mu sync.Mutex
		seen := map[record.ID]int{}
		var all sync.WaitGroup
		for w := range workers {
			all.Go(func() {
				for {
					var mine []store.Job
					err := db.Write(context.Background(), func(tx *store.Tx) (err error) {
						mine, err = tx.ClaimJobs(context.Background(), fmt.Sprint(w), 7, lease)
						return err
					})
					if err != nil {
						t.Error(err)
					}
					if len(mine) == 0 {
						return
					}
					mu.Lock()
					for _, j := range mine {
						seen[j.ID]++
					}
					mu.Unlock()
				}
			})
		}
		all.Wait()
		if len(seen) != jobs {
			t.Errorf("%d jobs were claimed, want %d", len(seen), jobs)
		}
		for id, n := range seen {
			if n != 1 {
				t.Errorf("job %s was claimed %d times", id, n)
			}
		}
	})
}

func TestJobIsQueuedWithTheActOrNotAtAll(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		refused := fmt.Errorf("refused")
		err := db.Write(ctx, func(tx *store.Tx) error {
			if err := tx.Enqueue(ctx, "k", nil, ""); err != nil {
				return err
			}
			return refused
		})
		if err == nil {
			t.Fatal("got no error")
		}
		expect(t, db)
		write(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.Enqueue(ctx, "k", map[string]int{"n": 7}, "") })
		jobs := claim(t, db, "a", 5)
		var p struct{ N int }
		if len(jobs) != 1 || jobs[0].Read(&p) != nil || p.N != 7 || jobs[0].Attempt != 1 {
			t.Errorf("got %+v, %+v", jobs, p)
		}
	})
}

func TestOneJobOfAKeyWaits(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		queue(t, db, store.NewJob{Kind: "k", Uniq: "x"}, store.NewJob{Kind: "k", Uniq: "x"}, store.NewJob{Kind: "k", Uniq: "y"},
			store.NewJob{Kind: "k"}, store.NewJob{Kind: "k"})
		expect(t, db, "k waiting 4")
		claim(t, db, "a", 1)
		// While x runs it may be asked for again: it may have looked too early.
		queue(t, db, store.NewJob{Kind: "k", Uniq: "x"}, store.NewJob{Kind: "k", Uniq: "x"})
		expect(t, db, "k running 1", "k waiting 4")
	})
}

func TestLeaseThatEndsGivesTheJobToAnother(t *testing.T) {
	ctx := context.Background()
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		queue(t, db, store.NewJob{Kind: "k", Uniq: "x", Tries: 2})
		j := claim(t, db, "dead", 1)[0]
		write(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SweepJobs(ctx); return err })
		if more := claim(t, db, "b", 1); len(more) != 0 {
			t.Fatalf("got %v before the lease ended", more)
		}
		clock.Pass(lease + time.Second)
		write(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SweepJobs(ctx); return err })
		again := claim(t, db, "b", 1)
		if len(again) != 1 || again[0].ID != j.ID || again[0].Attempt != 2 {
			t.Fatalf("got %+v, want the same job, second try", again)
		}
		err := db.Write(ctx, func(tx *store.Tx) error {
			if ok, err := tx.FinishJob(ctx, j.ID, "dead"); ok || err != nil {
				t.Errorf("the dead worker finished it: %v, %v", ok, err)
			}
			if ok, err := tx.KeepJob(ctx, j.ID, "dead", lease); ok || err != nil {
				t.Errorf("the dead worker kept it: %v, %v", ok, err)
			}
			if ok, err := tx.KeepJob(ctx, j.ID, "b", lease); !ok || err != nil {
				t.Errorf("its worker could not keep it: %v, %v", ok, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.Pass(lease + time.Second)
		write(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SweepJobs(ctx); return err })
		expect(t, db, "k failed 1") // no tries left
	})
}

func TestFailedJobIsTriedLaterAndLater(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		queue(t, db, store.NewJob{Kind: "k", Tries: 3})
		for try, wait := range []time.Duration{10 * time.Second, 20 * time.Second} {
			j := claim(t, db, "a", 1)[0]
			if j.Attempt != try+1 {
				t.Errorf("got try %d, want %d", j.Attempt, try+1)
			}
			write(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.FailJob(ctx, j, "a", "no") })
			clock.Pass(wait - time.Second)
			if early := claim(t, db, "a", 1); len(early) != 0 {
				t.Errorf("try %d came before %s", try+2, wait)
			}
			clock.Pass(2 * time.Second)
		}
		j := claim(t, db, "a", 1)[0]
		write(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.FailJob(ctx, j, "a", "no") })
		expect(t, db, "k failed 1")
	})
}

func TestJobsOfOneKeyThatAllComeBackBecomeOne(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		for range 2 {
			queue(t, db, store.NewJob{Kind: "k", Uniq: "x"})
			claim(t, db, "dead", 1)
		}
		queue(t, db, store.NewJob{Kind: "other", Uniq: "y"})
		claim(t, db, "dead", 1)
		queue(t, db, store.NewJob{Kind: "other", Uniq: "y"})
		clock.Pass(lease + time.Second)
		write(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SweepJobs(ctx); return err })
		expect(t, db, "k done 1", "k waiting 1", "other done 1", "other waiting 1")
	})
}

func TestReturnedJobHasLostNoTry(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, _ *cast.Clock) {
		queue(t, db, store.NewJob{Kind: "k", Tries: 1})
		j := claim(t, db, "a", 1)[0]
		write(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.ReturnJob(ctx, j.ID, "a") })
		if again := claim(t, db, "b", 1); len(again) != 1 || again[0].Attempt != 1 {
			t.Errorf("got %+v, want the job at its first try", again)
		}
	})
}

func TestOldJobsAreForgotten(t *testing.T) {
	cast.EachDB(t, func(t *testing.T, db *store.DB, clock *cast.Clock) {
		queue(t, db, store.NewJob{Kind: "k"}, store.NewJob{Kind: "k"}, store.NewJob{Kind: "k"})
		for _, j := range claim(t, db, "a", 2) {
			write(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.FinishJob(ctx, j.ID, "a"); return err })
		}
		clock.Pass(time.Hour)
		write(t, db, func(ctx context.Context, tx *store.Tx) error {
			n, err := tx.ForgetJobs(ctx, tx.Now(), 1)
			if n != 1 {
				t.Errorf("forgot %d, want 1 at once", n)
			}
			return err
		})
		expect(t, db, "k done 1", "k waiting 1")
	})
}
