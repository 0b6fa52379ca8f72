package store

import (
	"context"
	"fmt"
	"time"

	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/record"
)

// Chain is what a check of the audit chain found.
type Chain struct {
	Head    Head
	Faults  []string // of the first mostFaults
	Broken  int      // faults in all
	Erased  int      // payloads erased by an act that is recorded
	Waiting int64    // entries without a seal
	Oldest  time.Duration
}

// Limits of a check.
const (
	mostFaults = 100
	sealsRead  = 1000
	// lateSeal is how old an entry without a seal may be: the worker is at most a
	// few seconds behind.
	lateSeal = time.Minute
)

func (c *Chain) fault(format string, args ...any) {
	if c.Broken++; len(c.Faults) < mostFaults {
		c.Faults = append(c.Faults, fmt.Sprintf(format, args...))
	}
}

// VerifyChain reads every entry and every seal and says what does not fit. key
// is the installation's; earlier heads, kept elsewhere, must stand on the chain.
// It may run beside a server.
func (r *Reads) VerifyChain(ctx context.Context, key []byte, earlier ...Head) (*Chain, error) {
	c := &Chain{}
	var err error
	if c.Head, err = r.Head(ctx); err != nil {
		return nil, err
	}
	if c.Head.Seq > 0 && !c.Head.signedBy(key) {
		c.fault("head %d: not signed by this installation's key", c.Head.Seq)
	}
	w := &walk{r: r, chain: c, kept: map[int64]string{}}
	for _, h := range earlier {
		w.kept[h.Seq] = h.Hash
	}
	if w.told, err = r.erasures(ctx); err != nil {
		return nil, err
	}
	if err := w.all(ctx); err != nil {
		return nil, err
	}
	for seq := range w.kept {
		c.fault("seal %d: the head kept elsewhere is not on this chain", seq)
	}
	return c, r.loose(ctx, c)
}

// walk goes along the chain.
type walk struct {
	r     *Reads
	chain *Chain
	last  Seal
	kept  map[int64]string    // heads still to be met, by seq
	told  map[record.Ref]bool // entries of which an event says that they were erased
}

// all walks to the head as it was at the beginning: seals go on being added.
func (w *walk) all(ctx context.Context) error {
	head := w.chain.Head
	for w.last.Seq < head.Seq {
		seals, err := all[Seal](ctx, w.r, `SELECT seq, source, source_id, salt, payload_hash, hash, sealed_at
 FROM seal WHERE workspace_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4`,
			WorkspaceID, w.last.Seq, head.Seq, sealsRead)
		if err != nil {
			return err
		}
		if len(seals) == 0 {
			break
		}
		entries, err := w.r.sealedEntries(ctx, seals[0].Seq, seals[len(seals)-1].Seq)
		if err != nil {
			return err
		}
		for _, s := range seals {
			w.step(s, entries)
		}
	}
	if w.last.Seq < head.Seq {
		w.chain.fault("seal %d to %d: cut off", w.last.Seq+1, head.Seq)
	} else if w.last.Hash != head.Hash {
		w.chain.fault("head %d: differs from its seal", head.Seq)
	}
	return nil
}

// sealedEntries reads the entries that a stretch of the chain seals.
func (r *Reads) sealedEntries(ctx context.Context, from, to int64) (map[record.Ref]entry, error) {
	out := map[record.Ref]entry{}
	for _, t := range trails() {
		list, err := r.entries(ctx, t, "FROM seal s JOIN "+t.table+` x ON x.workspace_id = s.workspace_id
 AND x.id = s.source_id WHERE s.workspace_id = $1 AND s.source = '`+t.table+"' AND s.seq BETWEEN $2 AND $3",
			from, to)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			out[record.Ref{Kind: record.Kind(t.table), ID: e.id}] = e
		}
	}
	return out, nil
}

// step checks one seal against the one before and its entry. It goes on with
// what the seal says, so that one change is one fault.
func (w *walk) step(s Seal, entries map[record.Ref]entry) {
	c, before := w.chain, w.last
	w.last = s
	if s.Seq != before.Seq+1 {
		c.fault("seal %d to %d: missing", before.Seq+1, s.Seq-1)
	}
	if hash, ok := w.kept[s.Seq]; ok {
		if hash == s.Hash {
			delete(w.kept, s.Seq)
		}
	}
	ref := record.Ref{Kind: record.Kind(s.Source), ID: s.SourceID}
	e, ok := entries[ref]
	if !ok {
		c.fault("seal %d: %s is gone", s.Seq, ref)
		return
	}
	if why := s.check(before.Hash, e); why != "" {
		c.fault("seal %d: %s: %s", s.Seq, ref, why)
	} else if s.Salt == "" {
		if c.Erased++; !w.told[ref] {
			c.fault("seal %d: %s: the payload was erased and no event says so", s.Seq, ref)
		}
	}
}

// check says what does not fit between a seal, the hash before it and its
// entry; "" when all does.
func (s Seal) check(before string, e entry) string {
	switch {
	case s.Hash != s.link(before, e):
		return "header, place or seal changed"
	case s.Salt == "" && !e.empty:
		return "the salt is gone and the payload is not"
	case s.Salt != "" && s.PayloadHash != digest(s.Salt, e.payload):
		return "payload changed"
	}
	return ""
}

// loose looks for what stands beside the chain.
func (r *Reads) loose(ctx context.Context, c *Chain) error {
	beyond, err := value[int64](ctx, r, `SELECT count(*) FROM seal s WHERE s.workspace_id = $1 AND s.seq >
 COALESCE((SELECT h.seq FROM seal_head h WHERE h.workspace_id = $1), 0)`, WorkspaceID)
	if err != nil {
		return err
	}
	if beyond > 0 {
		c.fault("%d seals beyond the head", beyond)
	}
	orphans, err := value[int64](ctx, r, `SELECT count(*) FROM event_change c WHERE c.workspace_id = $1
 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.workspace_id = $1 AND e.id = c.event_id)`, WorkspaceID)
	if err != nil {
		return err
	}
	if orphans > 0 {
		c.fault("%d changes without their event", orphans)
	}
	if c.Waiting, c.Oldest, err = r.Unsealed(ctx, 0); err != nil {
		return err
	}
	if c.Oldest > lateSeal {
		c.fault("%d entries without a seal, the oldest for %s: put in later, or the worker stands still",
			c.Waiting, c.Oldest.Round(time.Second))
	}
	return nil
}

// Unsealed counts the entries behind an id that have no seal and says how old
// the oldest is.
func (r *Reads) Unsealed(
	ctx context.Context, after record.ID,
) (count int64, oldest time.Duration, err error) {
	type row struct {
		N     int64            `db:"n"`
		First calendar.Instant `db:"first_at"`
	}
	for _, t := range trails() {
		x, err := one[row](ctx, r, "SELECT count(*) AS n, COALESCE(min(x.recorded_at), 0) AS first_at"+
			t.unsealed(), WorkspaceID, int64(after))
		if err != nil {
			return 0, 0, err
		}
		if count += x.N; x.N > 0 {
			oldest = max(oldest, r.db.Now().Time().Sub(x.First.Time()))
		}
	}
	return count, oldest, nil
}

// PayloadErased is the act that says that the payload of an entry was erased:
// the entry is its subject.
const PayloadErased = "payload.erased"

// erasures are the entries of which an event says that they were erased.
func (r *Reads) erasures(ctx context.Context) (map[record.Ref]bool, error) {
	rows, err := all[event.Event](ctx, r, `SELECT e.subject_kind, e.subject_id FROM event e
 WHERE e.workspace_id = $1 AND e.act = $2`, WorkspaceID, PayloadErased)
	out := map[record.Ref]bool{}
	for _, e := range rows {
		out[record.Ref{Kind: e.Kind, ID: e.SubjectID}] = true
	}
	return out, err
}
