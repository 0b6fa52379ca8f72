package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strconv"

	"sente/internal/fault"
	"sente/internal/sales/deal"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/store"
)

// exportDone is the act of an access that says how a file was handed out.
const exportDone = "export.done"

// handedOut is a file that somebody takes away.
type handedOut struct {
	what, format string
	deal         deal.Deal // of a dossier
}

func (h handedOut) params(ctx context.Context) event.Params {
	p := event.Params{"kind": h.what, "format": h.format}
	if h.deal.ID != 0 {
		p["name"], p["deal"] = h.deal.Name, h.deal.ID.String()
	}
	if q := store.OriginOf(ctx).Query; q != "" {
		p["filter"] = q
	}
	return p
}

// recordExport records that the actor takes a file away, before its first byte.
func (a *App) recordExport(ctx context.Context, who org.Actor, act string, said handedOut) error {
	return a.db.Write(ctx, func(tx *store.Tx) error {
		return tx.Record(ctx, event.Event{ActorID: who.ID, Act: act, Kind: record.User, SubjectID: who.ID,
			On: a.day(tx.Now()), Params: said.params(ctx)})
	})
}

// handOut wraps the writing of a file: at its end, good or bad, the audit says
// how many records it held, how long it was and its SHA-256.
func (a *App) handOut(ctx context.Context, who org.Actor, said handedOut,
	write func(io.Writer) (int, error)) func(io.Writer) error {
	return func(to io.Writer) error {
		sum := &summing{to: to, hash: sha256.New()}
		rows, err := write(sum)
		p := said.params(ctx)
		p["rows"], p["bytes"] = strconv.Itoa(rows), strconv.FormatInt(sum.size, 10)
		p["sha256"], p["outcome"] = hex.EncodeToString(sum.hash.Sum(nil)), "whole"
		if err != nil {
			p["outcome"] = "broken_off"
		}
		after := context.WithoutCancel(ctx)
		return errors.Join(err, a.db.Write(after, func(tx *store.Tx) error {
			return tx.AddAccess(after, []store.Access{entryOf(ctx, who, tx.Now(),
				store.Access{Act: exportDone, Kind: record.User, SubjectID: who.ID, Params: p})})
		}))
	}
}

// summing counts and sums what is written through it.
type summing struct {
	to   io.Writer
	hash interface {
		io.Writer
		Sum(b []byte) []byte
	}
	size int64
}

func (s *summing) Write(b []byte) (int, error) {
	n, err := s.to.Write(b)
	s.size += int64(n)
	_, _ = s.hash.Write(b[:n])
	return n, err
}

// errEnough ends the counting of an export that is too large.
var errEnough = errors.New("enough")

// measureExport refuses as Limited a file that takes the actor over the day's
// measure, and counts the others.
func (a *App) measureExport(ctx context.Context, who org.Actor, q ExportQuery) error {
	limits := a.reading.limits
	if who.ID == 0 || limits == (ReadLimits{}) {
		return nil
	}
	x := &exporting{r: a.db.Reads(), fields: exportFields(q.Kind)}
	x.out = &uncounted{x: x, most: max(limits.Day, limits.Alarm)}
	if err := x.write(ctx, who, q); err != nil && !errors.Is(err, errEnough) {
		return err
	}
	err := a.take(ctx, who, func(*tally) int { return x.rows })
	if fault.Is(err, fault.Limited) {
		return fault.New(fault.Limited, "export_limited").With("limit", limits.Day)
	}
	return err
}

// uncounted takes the rows of an export that is only counted.
type uncounted struct {
	x    *exporting
	most int
}

func (u *uncounted) Write([]string) error {
	if u.x.rows > u.most {
		return errEnough
	}
	return nil
}

func (*uncounted) Close() error { return nil }

// number is the number in a parameter, 0 when it is none.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
