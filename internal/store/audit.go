package store

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"sente/internal/sales/calendar"
	"sente/internal/sales/event"
	"sente/internal/sales/org"
	"sente/internal/sales/record"
)

// AuditRow is one entry of the audit trail: something done, read or tried.
type AuditRow struct {
	Source    string           `json:"source" db:"source" enum:"event,access,login_attempt"`
	ID        record.ID        `json:"id" db:"id"`
	At        calendar.Instant `json:"at" db:"recorded_at" format:"date-time"`
	ActorID   record.ID        `json:"actor_id,omitzero" db:"actor_id" doc:"absent: the system itself"`
	ActorName string           `json:"actor_name,omitzero" db:"actor_name"`
	Act       string           `json:"act" db:"act"`
	Kind      record.Kind      `json:"kind" db:"subject_kind"`
	SubjectID record.ID        `json:"subject_id,omitzero" db:"subject_id"`
	Name      string           `json:"name,omitzero" db:"subject_name" doc:"of what was read"`
	DealID    record.ID        `json:"deal_id,omitzero" db:"deal_id"`
	AccountID record.ID        `json:"account_id,omitzero" db:"account_id"`
	Address   string           `json:"address,omitzero" db:"address"`
	TokenID   record.ID        `json:"token_id,omitzero" db:"token_id" doc:"absent: a session"`
	Request   string           `json:"request,omitzero" db:"request" doc:"id of the request, as in the log"`
	Agent     string           `json:"agent,omitzero" db:"agent"`
	Params    event.Params     `json:"params,omitzero" db:"params,json"`
}

// AuditFilter says which entries are wanted; what is zero keeps all.
type AuditFilter struct {
	Source string // a trail
	Actor  record.ID
	Act    string // "deal.advanced", or "deal" for all its acts
	Kind   record.Kind
	Record record.Ref
	From   calendar.Instant
	Before calendar.Instant
	Text   string // in values, before and after
	Token  record.ID
	Older  record.ID // entries before this one; 0: the newest
	Limit  int
}

// Audit lists at most Limit entries, the newest first: those of actors in reach,
// and of deals in scope.
func (r *Reads) Audit(ctx context.Context, s Scopes, reach org.Scope, f AuditFilter) ([]AuditRow, error) {
	var out []AuditRow
	for _, t := range trails() {
		if f.Source != "" && f.Source != t.table {
			continue
		}
		w := newWhere().and("x.workspace_id = $1")
		if f.Older != 0 {
			w.and("x.id < ?", f.Older)
		}
		w.audited(t, s, reach).keep(t, f)
		rows, err := all[AuditRow](ctx, r, "SELECT "+auditColumns(t)+" FROM "+t.table+` x
 LEFT JOIN app_user u ON u.workspace_id = x.workspace_id AND u.id = x.`+t.actor()+
			t.subjects()+" WHERE "+w.text()+" ORDER BY x.id DESC"+w.bind(" LIMIT ?", f.Limit), w.args...)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	slices.SortFunc(out, func(a, b AuditRow) int { return cmp.Compare(b.ID, a.ID) })
	return out[:min(f.Limit, len(out))], nil
}

// actor is the column of who did it.
func (t trail) actor() string {
	if t.table == "login_attempt" {
		return "user_id"
	}
	return "actor_id"
}

func auditColumns(t trail) string {
	const head = "'%' AS source, x.id, x.recorded_at, u.name AS actor_name, x.address, "
	const of = "x.actor_id, x.act, x.subject_kind, x.subject_id, x.token_id, x.params"
	columns := map[string]string{
		"event": of + ", x.deal_id, x.account_id, x.request",
		"access": of + `, COALESCE(d.name, a.name, c.name, '') AS subject_name, d.id AS deal_id,
 COALESCE(a.id, c.account_id) AS account_id`,
		"login_attempt": `x.user_id AS actor_id, 'login.' || x.outcome AS act, 'user' AS subject_kind,
 x.user_id AS subject_id, x.agent`,
	}
	return strings.ReplaceAll(head, "%", t.table) + columns[t.table]
}

// subjects joins what was read.
func (t trail) subjects() string {
	if t.table != "access" {
		return ""
	}
	return ` LEFT JOIN deal d ON d.workspace_id = x.workspace_id AND x.subject_kind = 'deal'
 AND d.id = x.subject_id
 LEFT JOIN account a ON a.workspace_id = x.workspace_id AND x.subject_kind = 'account'
 AND a.id = x.subject_id
 LEFT JOIN contact c ON c.workspace_id = x.workspace_id AND x.subject_kind = 'contact'
 AND c.id = x.subject_id`
}

// audited keeps the entries of actors in reach, about deals in scope.
func (w *where) audited(t trail, s Scopes, reach org.Scope) *where {
	if !reach.All {
		w.and("x." + t.actor() + " IN (" + ids(reach.Owners) + ")")
	}
	if s.Deals.All || t.table == "login_attempt" {
		return w
	}
	of := "x.deal_id"
	if t.table == "access" {
		of = "d.id"
	}
	deal := w.within(func(w *where) { w.and("ed.workspace_id = $1").seesDeal(s.Deals, "ed") })
	return w.and("(" + of + " IS NULL OR " + of + " IN (SELECT ed.id FROM deal ed WHERE " + deal + "))")
}

// keep keeps the entries of a filter.
func (w *where) keep(t trail, f AuditFilter) {
	if f.Actor != 0 {
		w.and("x."+t.actor()+" = ?", f.Actor)
	}
	if f.From != 0 {
		w.and("x.recorded_at >= ?", f.From)
	}
	if f.Before != 0 {
		w.and("x.recorded_at < ?", f.Before)
	}
	if t.table == "login_attempt" {
		w.keepAttempt(f)
		return
	}
	if f.Token != 0 {
		w.and("x.token_id = ?", f.Token)
	}
	if f.Act != "" {
		w.and(`(x.act = ? OR x.act LIKE ? ESCAPE '\')`, f.Act, escaped(f.Act)+".%")
	}
	if f.Kind != "" {
		w.and("x.subject_kind = ?", string(f.Kind))
	}
	if f.Record.ID != 0 {
		w.keepRecord(t, f.Record)
	}
	if f.Text != "" {
		like := "%" + escaped(strings.ToLower(f.Text)) + "%"
		cond := `lower(x.act) LIKE ? ESCAPE '\' OR lower(x.params) LIKE ? ESCAPE '\'`
		if t.table == "access" {
			w.and("("+cond+")", like, like)
			return
		}
		w.and("("+cond+` OR EXISTS (SELECT 1 FROM event_change ch WHERE ch.workspace_id = $1
 AND ch.event_id = x.id AND (lower(ch.before_row) LIKE ? ESCAPE '\'
 OR lower(ch.after_row) LIKE ? ESCAPE '\')))`,
			like, like, like, like)
	}
}

func (w *where) keepRecord(t trail, ref record.Ref) {
	const subject = "x.subject_kind = ? AND x.subject_id = ?"
	if t.table == "access" {
		w.and(subject, string(ref.Kind), ref.ID)
		return
	}
	w.and("("+subject+` OR x.id IN (SELECT ch.event_id FROM event_change ch WHERE ch.workspace_id = $1
 AND ch.kind = ? AND ch.row_id = ?))`, string(ref.Kind), ref.ID, string(ref.Kind), ref.ID)
}

func (w *where) keepAttempt(f AuditFilter) {
	if f.Token != 0 {
		w.and("false")
	}
	if f.Act != "" && f.Act != "login" {
		w.and("'login.' || x.outcome = ?", f.Act)
	}
	if f.Kind != "" && f.Kind != record.User {
		w.and("false")
	}
	if f.Record.ID != 0 {
		w.and("? = 'user' AND x.user_id = ?", string(f.Record.Kind), f.Record.ID)
	}
	if f.Text != "" {
		like := "%" + escaped(strings.ToLower(f.Text)) + "%"
		w.and(`(lower(x.address) LIKE ? ESCAPE '\' OR lower(x.agent) LIKE ? ESCAPE '\')`, like, like)
	}
}

// escaped makes the signs of LIKE plain.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// SealOf says where an entry stands in the chain.
type SealOf struct {
	Seq   int64  `json:"seq,omitzero" doc:"place in the chain; absent: not sealed yet"`
	State string `json:"state" enum:"waiting,intact,erased,broken"`
}

// SealStates compares entries with their seals and the seals before them.
func (r *Reads) SealStates(ctx context.Context, rows []AuditRow) (map[record.Ref]SealOf, error) {
	out := map[record.Ref]SealOf{}
	for _, t := range trails() {
		var of []record.ID
		for _, x := range rows {
			if x.Source == t.table {
				of = append(of, x.ID)
				out[record.Ref{Kind: record.Kind(t.table), ID: x.ID}] = SealOf{State: "waiting"}
			}
		}
		if len(of) == 0 {
			continue
		}
		if err := r.sealStates(ctx, t, of, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r *Reads) sealStates(ctx context.Context, t trail, of []record.ID, out map[record.Ref]SealOf) error {
	type link struct {
		Seal
		Before string `db:"before"`
	}
	seals, err := all[link](ctx, r, `SELECT s.seq, s.source, s.source_id, s.salt, s.payload_hash, s.hash,
 s.sealed_at, p.hash AS before FROM seal s LEFT JOIN seal p ON p.workspace_id = s.workspace_id
 AND p.seq = s.seq - 1
 WHERE s.workspace_id = $1 AND s.source = '`+t.table+"' AND s.source_id IN ("+ids(of)+")", WorkspaceID)
	if err != nil || len(seals) == 0 {
		return err
	}
	entries, err := r.entries(ctx, t, "FROM "+t.table+
		" x WHERE x.workspace_id = $1 AND x.id IN ("+ids(of)+")")
	if err != nil {
		return err
	}
	at := map[record.ID]entry{}
	for _, e := range entries {
		at[e.id] = e
	}
	for _, s := range seals {
		state := SealOf{Seq: s.Seq, State: "intact"}
		if s.check(s.Before, at[s.SourceID]) != "" {
			state.State = "broken"
		} else if s.Salt == "" {
			state.State = "erased"
		}
		out[record.Ref{Kind: record.Kind(t.table), ID: s.SourceID}] = state
	}
	return nil
}
