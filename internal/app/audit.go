package app

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"time"

	"sente/internal/sales/activity"
	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
	"sente/internal/sheet"
	"sente/internal/store"
	"sente/internal/text"
)

// AuditQuery says which entries of the audit trail are wanted: days are of the
// workspace's zone, both included.
type AuditQuery struct {
	store.AuditFilter
	FromDay, ToDay calendar.Day
}

// Audited is one entry of the audit trail with what it changed and how its seal
// stands.
type Audited struct {
	store.AuditRow
	Changes []activity.Difference `json:"changes" nullable:"false"`
	Seal    store.SealOf          `json:"seal"`
}

const auditPage = 50

// Audit lists what was done, read and tried by people in reach, the newest first,
// at most 50 entries, and the id to go on with (0 at the end). What concerns a
// hidden coach, or a deal out of scope, is left out. The reading is itself noted.
func (a *App) Audit(ctx context.Context, who org.Actor, q AuditQuery) ([]Audited, record.ID, error) {
	if err := holds(who, org.ReadAudit); err != nil {
		return nil, 0, err
	}
	a.noteRead(ctx, who, store.Access{Act: "audit.read", Kind: record.User, SubjectID: who.ID,
		Params: event.Params{"filter": store.OriginOf(ctx).Query}})
	out := []Audited{}
	for range timelineReads {
		part, next, err := a.auditPart(ctx, who, q)
		if err != nil {
			return nil, 0, err
		}
		out = append(out, part...)
		if q.Older = next; next == 0 || len(out) >= auditPage {
			break
		}
	}
	return out, q.Older, nil
}

// auditPart reads one page of the trail; some of it may not be for the actor.
func (a *App) auditPart(ctx context.Context, who org.Actor, q AuditQuery) ([]Audited, record.ID, error) {
	r, f := a.db.Reads(), q.AuditFilter
	f.Limit = auditPage
	if q.FromDay != 0 {
		f.From = a.startOf(q.FromDay)
	}
	if q.ToDay != 0 {
		f.Before = a.startOf(q.ToDay.Add(1))
	}
	rows, err := r.Audit(ctx, scopes(who), who.Scope(org.ReadAudit), f)
	if err != nil || len(rows) == 0 {
		return nil, 0, err
	}
	shown, err := a.auditShown(ctx, r, who, rows)
	if err != nil {
		return nil, 0, err
	}
	seals, err := r.SealStates(ctx, rows)
	if err != nil {
		return nil, 0, err
	}
	var out []Audited
	for _, x := range rows {
		one := Audited{AuditRow: x, Changes: []activity.Difference{},
			Seal: seals[record.Ref{Kind: record.Kind(x.Source), ID: x.ID}]}
		if x.Source == "event" {
			h, ok := shown[x.ID]
			if !ok {
				continue
			}
			one.Changes = h.Changes
		}
		out = append(out, one)
	}
	next := record.ID(0)
	if len(rows) == auditPage {
		next = rows[len(rows)-1].ID
	}
	return out, next, nil
}

// auditShown is what of the events among rows exists for the actor.
func (a *App) auditShown(ctx context.Context, r *store.Reads, who org.Actor,
	rows []store.AuditRow) (map[record.ID]Happening, error) {
	var events []store.EventRow
	for _, x := range rows {
		if x.Source == "event" {
			events = append(events, store.EventRow{Event: event.Event{ID: x.ID, At: x.At, ActorID: x.ActorID,
				Act: x.Act, Kind: x.Kind, SubjectID: x.SubjectID, DealID: x.DealID, AccountID: x.AccountID,
				Params: x.Params}})
		}
	}
	list, err := happenings(ctx, r, who, angle{}, events)
	out := map[record.ID]Happening{}
	for _, h := range list {
		out[h.ID] = h
	}
	return out, err
}

// AuditChain is how the chain of seals stands.
type AuditChain struct {
	Head    string `json:"head,omitzero" doc:"seq:hash, to be kept elsewhere; absent: nothing is sealed"`
	Seq     int64  `json:"seq"`
	Waiting int64  `json:"waiting" doc:"entries that are not sealed yet"`
	Seconds int64  `json:"oldest_seconds" doc:"age of the oldest of them"`
}

// AuditChain says how far the audit trail is sealed. Only doctor reads all of it.
func (a *App) AuditChain(ctx context.Context, who org.Actor) (AuditChain, error) {
	if err := holds(who, org.ReadAudit); err != nil {
		return AuditChain{}, err
	}
	r := a.db.Reads()
	head, err := r.Head(ctx)
	if err != nil {
		return AuditChain{}, err
	}
	out := AuditChain{Seq: head.Seq}
	if head.Seq > 0 {
		out.Head = head.String()
	}
	since, err := r.LateSince(ctx)
	if err != nil {
		return out, err
	}
	count, oldest, err := r.Unsealed(ctx, since)
	out.Waiting, out.Seconds = count, int64(oldest/time.Second)
	return out, err
}

// ExportAudit makes a CSV file of the audit trail, the newest entries first, and
// records that the actor took it.
func (a *App) ExportAudit(ctx context.Context, who org.Actor, q AuditQuery) (func(io.Writer) error, error) {
	if err := holds(who, org.ReadAudit); err != nil {
		return nil, err
	}
	if err := holds(who, org.ExportRows); err != nil {
		return nil, err
	}
	said := handedOut{what: "audit", format: string(sheet.CSV)}
	if err := a.recordExport(ctx, who, "audit.exported", said); err != nil {
		return nil, err
	}
	return a.handOut(ctx, who, said, func(w io.Writer) (int, error) {
		return a.exportAudit(ctx, who, q, w)
	}), nil
}

func (a *App) exportAudit(ctx context.Context, who org.Actor, q AuditQuery, to io.Writer) (n int, err error) {
	texts := text.In(who.Lang)
	columns := make([]sheet.Out, len(auditColumns()))
	for i, name := range auditColumns() {
		columns[i] = sheet.Out{Header: texts.Get("audit.column."+name, nil), Kind: sheet.Text}
	}
	out := sheet.NewCSV(to, columns)
	for {
		part, next, err := a.auditPart(ctx, who, q)
		if err != nil {
			return n, err
		}
		err = a.take(ctx, who, func(*tally) int { return len(part) })
		for i := 0; i < len(part) && err == nil; i++ {
			err = out.Write(part[i].cells(a.Zone()))
			n++
		}
		if err != nil {
			return n, err
		}
		if q.Older = next; next == 0 {
			return n, out.Close()
		}
	}
}

// auditColumns are the columns of the file, by the key of their header.
func auditColumns() []string {
	return []string{"at", "actor", "actor_id", "act", "kind", "subject_id", "name", "address", "token_id",
		"request", "params", "changes", "seal", "state"}
}

// cells are the texts of an entry, in the order of auditColumns.
func (x Audited) cells(zone *time.Location) []string {
	name := x.Name
	if name == "" {
		name = x.Params["name"]
	}
	return []string{x.At.Time().In(zone).Format(time.RFC3339), x.ActorName, x.ActorID.String(), x.Act,
		string(x.Kind), x.SubjectID.String(), name, x.Address, x.TokenID.String(), x.Request,
		jsonOf(x.Params), x.changed(), whole(int(x.Seal.Seq)), x.Seal.State}
}

func jsonOf(p event.Params) string {
	if len(p) == 0 {
		return ""
	}
	b, _ := json.Marshal(p)
	return string(b)
}

// changed writes the changes, one per line: kind id field: before → after.
func (x Audited) changed() string {
	lines := make([]string, len(x.Changes))
	for i, c := range x.Changes {
		lines[i] = string(c.Kind) + " " + c.ID.String() + " " + string(c.How)
		if c.Field != "" {
			lines[i] += " " + c.Field + ": " + string(c.Before) + " → " + string(c.After)
		}
	}
	return strings.Join(lines, "\n")
}
