package store

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"sente/internal/sales/calendar"
	"sente/internal/sales/record"
)

// Job is work done after the act that asked for it, possibly by another node
// and possibly twice: whoever does it must bear that.
type Job struct {
	ID          record.ID        `db:"id"`
	Kind        string           `db:"kind"`
	Payload     string           `db:"payload"` // JSON
	RunAt       calendar.Instant `db:"run_at"`
	Attempt     int              `db:"attempt"` // this one included, from 1
	MaxAttempts int              `db:"max_attempts"`
}

// Read decodes the payload.
func (j Job) Read(into any) error { return json.Unmarshal([]byte(j.Payload), into) }

// States of a job.
const (
	jobWaiting = 0
	jobRunning = 1
	jobDone    = 2
	jobFailed  = 3 // given up
)

// NewJob is a job to be queued.
type NewJob struct {
	Kind    string
	Payload any              // becomes JSON
	Uniq    string           // at most one job with this key waits; "" for any number
	RunAt   calendar.Instant // not before; 0 is at once
	Tries   int              // 0 is 10
}

// Enqueue queues a job in the transaction of the act that asks for it: it runs
// when the act is committed, or not at all. While a job with the same uniq
// waits, no other one is added ("" for any number).
func (tx *Tx) Enqueue(ctx context.Context, kind string, payload any, uniq string) error {
	return tx.EnqueueJob(ctx, NewJob{Kind: kind, Payload: payload, Uniq: uniq})
}

// EnqueueJob is Enqueue with all choices.
func (tx *Tx) EnqueueJob(ctx context.Context, j NewJob) error {
	payload, err := json.Marshal(j.Payload)
	if err != nil {
		return err
	}
	if j.RunAt == 0 {
		j.RunAt = tx.now
	}
	if j.Tries == 0 {
		j.Tries = 10
	}
	var uniq any
	if j.Uniq != "" {
		uniq = j.Uniq
	}
	_, err = tx.exec(ctx, `INSERT INTO job (workspace_id, id, queue, kind, payload, state, priority,
 run_at, attempt, max_attempts, locked_by, lease_until, uniq, last_error)
 VALUES ($1,$2,'main',$3,$4,0,0,$5,0,$6,'',0,$7,'')
 ON CONFLICT (workspace_id, uniq) WHERE uniq IS NOT NULL AND state = 0 DO NOTHING`,
		tx.NewID(), j.Kind, string(payload), j.RunAt, j.Tries, uniq)
	return err
}

// JobsReady reports whether a job may be claimed now. It is cheap.
func (r *Reads) JobsReady(ctx context.Context) (bool, error) {
	n, err := value[int64](ctx, r, `SELECT 1 FROM job j
 WHERE j.workspace_id = $1 AND j.queue = 'main' AND j.state = 0 AND j.run_at <= $2
 LIMIT 1`, WorkspaceID, r.db.Now())
	return n == 1, err
}

// ClaimJobs gives at most limit jobs to a worker, oldest first. They are his
// until the lease ends; a job that is not finished by then goes to another. The
// rows are picked in a step of their own: PostgreSQL may run a sub-select with a
// LIMIT once per row.
func (tx *Tx) ClaimJobs(ctx context.Context, worker string, limit int, lease time.Duration) ([]Job, error) {
	jobs, err := all[Job](ctx, &tx.Reads, `WITH picked AS MATERIALIZED (SELECT j.id FROM job j
 WHERE j.workspace_id = $1 AND j.queue = 'main' AND j.state = 0 AND j.run_at <= $2
 ORDER BY j.priority, j.run_at, j.id LIMIT $3 `+tx.db.dialect.lockRows()+`)
 UPDATE job SET state = 1, attempt = attempt + 1, locked_by = $4, lease_until = $5
 WHERE workspace_id = $1 AND id IN (SELECT id FROM picked)
 RETURNING id, kind, payload, run_at, attempt, max_attempts`,
		WorkspaceID, tx.now, limit, worker, tx.later(lease))
	slices.SortFunc(jobs, func(a, b Job) int { return int(a.ID - b.ID) })
	return jobs, err
}

func (tx *Tx) later(d time.Duration) calendar.Instant {
	return tx.now + calendar.Instant(d.Milliseconds())
}

// KeepJob lengthens the lease of a running job; false when it is no longer the
// worker's.
func (tx *Tx) KeepJob(ctx context.Context, id record.ID, worker string, lease time.Duration) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE job SET lease_until = $4 WHERE workspace_id = $1 AND id = $2 AND state = 1
 AND locked_by = $3`, id, worker, tx.later(lease))
	return n == 1, err
}

// FinishJob notes that a job is done; false when it was no longer the worker's.
func (tx *Tx) FinishJob(ctx context.Context, id record.ID, worker string) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE job SET state = 2, finished_at = $4, last_error = ''
 WHERE workspace_id = $1 AND id = $2 AND state = 1 AND locked_by = $3`, id, worker, tx.now)
	return n == 1, err
}

// Waits between the tries of a job: they double from the first to the longest.
const (
	firstWait   = 10 * time.Second
	longestWait = time.Hour
)

// FailJob notes that a job failed and when it is tried again; a job without
// tries left is given up.
func (tx *Tx) FailJob(ctx context.Context, j Job, worker, why string) error {
	const most = 1000
	if r := []rune(why); len(r) > most {
		why = string(r[:most])
	}
	if j.Attempt >= j.MaxAttempts {
		_, err := tx.exec(ctx, `UPDATE job SET state = 3, finished_at = $4, last_error = $5
 WHERE workspace_id = $1 AND id = $2 AND state = 1 AND locked_by = $3`, j.ID, worker, tx.now, why)
		return err
	}
	wait := min(longestWait, firstWait<<min(j.Attempt-1, 16))
	if _, err := tx.exec(ctx, `UPDATE job SET last_error = $4, run_at = $5, lease_until = 0
 WHERE workspace_id = $1 AND id = $2 AND state = 1 AND locked_by = $3`,
		j.ID, worker, why, tx.later(wait)); err != nil {
		return err
	}
	_, err := tx.SweepJobs(ctx)
	return err
}

// ReturnJob gives a job back that its worker could not do for no fault of the
// job: the try does not count.
func (tx *Tx) ReturnJob(ctx context.Context, id record.ID, worker string) error {
	if _, err := tx.exec(ctx, `UPDATE job SET attempt = attempt - 1, lease_until = 0
 WHERE workspace_id = $1 AND id = $2 AND state = 1 AND locked_by = $3`, id, worker); err != nil {
		return err
	}
	_, err := tx.SweepJobs(ctx)
	return err
}

// SweepJobs puts jobs whose lease has ended back into the queue and says how
// many. Those without tries left are given up; those whose key waits in the
// queue again already are done by that one.
func (tx *Tx) SweepJobs(ctx context.Context) (int64, error) {
	const ended = " WHERE workspace_id = $1 AND state = 1 AND lease_until < $2"
	const giveUp = "UPDATE job SET state = 3, finished_at = $2" + ended + " AND attempt >= max_attempts"
	if _, err := tx.exec(ctx, giveUp, tx.now); err != nil {
		return 0, err
	}
	if _, err := tx.exec(ctx, "UPDATE job SET state = 2, finished_at = $2"+ended+` AND uniq IS NOT NULL
 AND EXISTS (SELECT 1 FROM job w WHERE w.workspace_id = $1 AND w.uniq = job.uniq AND
 (w.state = 0 OR w.state = 1 AND w.lease_until < $2 AND w.id > job.id))`, tx.now); err != nil {
		return 0, err
	}
	return tx.exec(ctx, "UPDATE job SET state = 0, locked_by = ''"+ended, tx.now)
}

// ForgetJobs drops at most limit jobs that ended before a moment and says how
// many.
func (tx *Tx) ForgetJobs(ctx context.Context, before calendar.Instant, limit int) (int64, error) {
	return tx.exec(ctx, `DELETE FROM job WHERE workspace_id = $1 AND id IN (SELECT j.id FROM job j
 WHERE j.workspace_id = $1 AND j.state IN (2, 3) AND j.finished_at < $2 LIMIT $3)`, before, limit)
}

// ForgetSessions drops sessions and links that have ended.
func (tx *Tx) ForgetSessions(ctx context.Context) error {
	if _, err := tx.exec(ctx, "DELETE FROM session WHERE workspace_id = $1 AND expires_at < $2",
		tx.now); err != nil {
		return err
	}
	_, err := tx.exec(ctx, "DELETE FROM user_link WHERE workspace_id = $1 AND expires_at < $2", tx.now)
	return err
}

// JobCount is how many jobs of a kind are in a state, for doctor and tests.
type JobCount struct {
	Kind  string `db:"kind"`
	State string `db:"state"` // waiting, running, done or failed
	Count int64  `db:"n"`
}

// JobsLate counts the jobs that have been due, or without a sign of life of their
// worker, since before a moment: nobody does them.
func (r *Reads) JobsLate(ctx context.Context, before calendar.Instant) ([]JobCount, error) {
	return all[JobCount](ctx, r, `SELECT j.kind,
 CASE j.state WHEN 0 THEN 'waiting' ELSE 'running' END AS state, count(*) AS n
 FROM job j WHERE j.workspace_id = $1 AND (j.state = 0 AND j.run_at < $2
 OR j.state = 1 AND j.lease_until < $2) GROUP BY 1, 2 ORDER BY 1, 2`, WorkspaceID, before)
}

// JobCounts counts the jobs by kind and state.
func (r *Reads) JobCounts(ctx context.Context) ([]JobCount, error) {
	return all[JobCount](ctx, r, `SELECT j.kind, CASE j.state WHEN 0 THEN 'waiting' WHEN 1 THEN 'running'
 WHEN 2 THEN 'done' ELSE 'failed' END AS state, count(*) AS n FROM job j
 WHERE j.workspace_id = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
		WorkspaceID)
}
